package ovation.rewards;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may choose.
 *
 * @param sharePerMillion the creators' part of the net ad revenue; each receipt keeps the one it was made with
 * @param hold how long a share is estimated before it becomes available: the time to find invalid traffic
 * @param autoClose whether complete days are closed by themselves
 * @param currency of the receipts of a day that brought no ad revenue at all
 */
@ConfigurationProperties("ovation.rewards")
record RewardsSettings(
        @DefaultValue("500000") long sharePerMillion,
        @DefaultValue("7d") Duration hold,
        @DefaultValue("true") boolean autoClose,
        @DefaultValue("EUR") String currency) {

    RewardsSettings {
        if (sharePerMillion < 0 || sharePerMillion > 1_000_000) {
            throw new IllegalArgumentException("ovation.rewards.share-per-million is a part of a million");
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("ovation.rewards.hold cannot be negative");
        }
    }
}
