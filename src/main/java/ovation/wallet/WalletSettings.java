package ovation.wallet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may choose.
 *
 * @param withdrawal how long unspent coins are refunded after they were paid for
 * @param payForBonus whether creators get their share of coins that nobody paid for, as an expense of promotion
 * @param spendPerDay coins that one person can spend in 24 hours: who has stolen a wallet or a card is stopped there
 * @param hold how long a creator's share is estimated, the time in which most disputes come
 */
@ConfigurationProperties("ovation.wallet")
record WalletSettings(
        @DefaultValue("14d") Duration withdrawal,
        @DefaultValue("true") boolean payForBonus,
        @DefaultValue("100000") long spendPerDay,
        @DefaultValue("14d") Duration hold) {

    WalletSettings {
        if (withdrawal.isNegative() || hold.isNegative()) {
            throw new IllegalArgumentException("ovation.wallet's durations cannot be negative");
        }
        if (spendPerDay < 1) {
            throw new IllegalArgumentException("ovation.wallet.spend-per-day is a number of coins");
        }
    }
}
