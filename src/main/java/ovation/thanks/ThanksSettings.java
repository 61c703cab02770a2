package ovation.thanks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param sharePerMillion the creator's part of what the coins were paid for, net of tax */
@ConfigurationProperties("ovation.thanks")
record ThanksSettings(@DefaultValue("500000") long sharePerMillion) {

    ThanksSettings {
        if (sharePerMillion < 0 || sharePerMillion > 1_000_000) {
            throw new IllegalArgumentException("ovation.thanks.share-per-million is a part of a million");
        }
    }
}
