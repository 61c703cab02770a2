package ovation.payouts;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ovation.ledger.Money;

/**
 * What an installation may choose.
 *
 * @param threshold the least payout in whole units of a currency that {@code thresholds} does not name
 * @param thresholds by currency, whole units
 * @param coolingOff how long nothing is paid after a change of details
 * @param treatyPercents tax on royalties by treaty, per cent, by country of residence; to be checked by counsel
 * @param sandbox whether pennies are shown instead of sent, and the sandbox bank answers files; where it is not set, as long as
 *     the payment provider is the sandbox
 * @param debtorBic of the bank that pays
 * @param clearingPatience how long an accepted payout may wait for the money to leave
 */
@ConfigurationProperties("ovation.payouts")
record PayoutsSettings(
        @DefaultValue("50") long threshold,
        Map<String, Long> thresholds,
        @DefaultValue("5d") Duration coolingOff,
        Map<String, Integer> treatyPercents,
        @Nullable Boolean sandbox,
        @DefaultValue("Ovation Payouts") String debtorName,
        @DefaultValue("DE89370400440532013000") String debtorIban,
        @DefaultValue("COBADEFFXXX") String debtorBic,
        @DefaultValue("5d") Duration clearingPatience) {

    private static final Map<String, Long> USUAL_THRESHOLDS =
            Map.of("USD", 50L, "EUR", 45L, "GBP", 40L, "CHF", 45L, "JPY", 7_500L);

    /** Royalties of copyright, as the treaties' tables of the IRS have them. */
    private static final Map<String, Integer> USUAL_TREATIES =
            Map.of("DE", 0, "AT", 0, "CH", 0, "GB", 0, "FR", 0, "IE", 0, "JP", 0, "IN", 15, "AU", 5, "ES", 0);

    PayoutsSettings {
        thresholds = thresholds == null || thresholds.isEmpty() ? USUAL_THRESHOLDS : Map.copyOf(thresholds);
        treatyPercents =
                treatyPercents == null || treatyPercents.isEmpty() ? USUAL_TREATIES : Map.copyOf(treatyPercents);
        if (treatyPercents.values().stream().anyMatch(rate -> rate < 0 || rate > 30)) {
            throw new IllegalArgumentException("ovation.payouts.treaty-percents lie between 0 and 30");
        }
        if (threshold < 0 || coolingOff.isNegative()) {
            throw new IllegalArgumentException("ovation.payouts.threshold and cooling-off cannot be negative");
        }
    }

    Money thresholdIn(String currency) {
        return new Money(Math.multiplyExact(thresholds.getOrDefault(currency, threshold), Money.MICROS), currency);
    }
}
