package ovation.payments;

import java.util.Map;
import java.util.Set;
import ovation.ledger.Money;

/**
 * Exact conversion between micros and the minor units in which providers count. The exponents are Stripe's
 * (docs.stripe.com/currencies): ISO 4217's, but ISK and UGX are sent with two decimals that must be zero, and the last digit of
 * the currencies with three decimals must be zero.
 */
final class MinorUnits {

    private static final Set<String> NO_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");

    /** Smallest payable step, in minor units as they are sent. */
    private static final Map<String, Long> STEPS = Map.of(
            "ISK", 100L, "UGX", 100L, "BHD", 10L, "IQD", 10L, "JOD", 10L, "KWD", 10L, "LYD", 10L, "OMR", 10L, "TND",
            10L);

    private MinorUnits() {}

    static boolean representable(Money amount) {
        var micros = microsOfOne(amount.currency());
        return amount.micros() % (micros * STEPS.getOrDefault(amount.currency(), 1L)) == 0;
    }

    /** @throws IllegalArgumentException if it cannot be said exactly */
    static long of(Money amount) {
        if (!representable(amount)) {
            throw new IllegalArgumentException(amount + " has no exact amount in minor units");
        }
        return amount.micros() / microsOfOne(amount.currency());
    }

    static Money money(long minor, String currency) {
        return new Money(Math.multiplyExact(minor, microsOfOne(currency)), currency);
    }

    private static long microsOfOne(String currency) {
        if (NO_DECIMALS.contains(currency)) {
            return Money.MICROS;
        }
        return THREE_DECIMALS.contains(currency) ? Money.MICROS / 1_000 : Money.MICROS / 100;
    }
}
