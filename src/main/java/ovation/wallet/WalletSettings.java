package ovation.wallet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may choose.
 *
 * @param withdrawal how long unspent coins are refunded after they were paid for
 * @param payForBonus whether creators get their share of coins that nobody paid for, as an expense of promotion
 * @param hold how long a creator's share is estimated, the time in which most disputes come
 */
@ConfigurationProperties("ovation.wallet")
record WalletSettings(
        @DefaultValue("14d") Duration withdrawal,
        @DefaultValue("true") boolean payForBonus,
        @DefaultValue("14d") Duration hold) {

    WalletSettings {
        if (withdrawal.isNegative() || hold.isNegative()) {
            throw new IllegalArgumentException("ovation.wallet's durations cannot be negative");
        }
    }
}
