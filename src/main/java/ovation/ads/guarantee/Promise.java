package ovation.ads.guarantee;

import java.math.BigInteger;
import java.util.Locale;
import ovation.ads.goal.Strategy;

/**
 * What was promised for a result.
 *
 * @param billing name of what was billed
 * @param capMicros highest average cost of a result; with a target return of no meaning
 * @param event the conversion that counts, for oCPM
 */
record Promise(String billing, Strategy strategy, long capMicros, String event, int roasPercent) {

    /** By what a period's results are known; {@code docs/ads-conversions.md} says why each counts as it does. */
    enum Evidence {
        /** They are what was billed: clicks or views. */
        BILLED,
        /** All ads led to what is sold here: our own houses wrote each of them. */
        INSIDE,
        /** At least half of them were told by the advertiser's server, with its secret. */
        SERVER,
        /** They were told by browsers: by whatever reached us. */
        BROWSER;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Of charges that are not known to be invalid.
     *
     * @param results that count
     * @param valueMicros of them together
     * @param cashMicros what of the cost was not a grant
     * @param expectedPpb results that were to be expected: the sum of the probabilities that the receipts say
     * @param worthMicros what was bid for these: the sum of bid times probability
     */
    record Outcome(
            Evidence evidence,
            long results,
            long valueMicros,
            long costMicros,
            long cashMicros,
            long expectedPpb,
            long worthMicros) {}

    /** One in twenty periods has fewer results by chance. */
    private static final double ONE_SIDED_95 = 1.645;

    boolean guaranteed() {
        return strategy == Strategy.COST_CAP || strategy == Strategy.TARGET_ROAS;
    }

    boolean byConversions() {
        return billing.equals("OCPM");
    }

    /** The most that the period may cost, rounded down: in doubt for the advertiser. */
    long allowedMicros(Outcome outcome) {
        var reported = strategy == Strategy.COST_CAP
                ? BigInteger.valueOf(capMicros).multiply(BigInteger.valueOf(outcome.results()))
                : BigInteger.valueOf(outcome.valueMicros())
                        .multiply(BigInteger.valueOf(100))
                        .divide(BigInteger.valueOf(roasPercent));
        return micros(reported.max(BigInteger.valueOf(floorMicros(outcome))));
    }

    /**
     * What the results that were to be expected may cost: all of them if only browsers tell of results, as many as chance
     * leaves if the advertiser's server does, none if we know them ourselves. Who reports fewer has earned nothing by it.
     */
    long floorMicros(Outcome outcome) {
        var expected = strategy == Strategy.COST_CAP
                ? micros(BigInteger.valueOf(capMicros)
                        .multiply(BigInteger.valueOf(outcome.expectedPpb()))
                        .divide(BigInteger.valueOf(1_000_000_000)))
                : outcome.worthMicros();
        return switch (outcome.evidence()) {
            case BILLED, INSIDE -> 0;
            case BROWSER -> expected;
            case SERVER -> {
                var results = outcome.expectedPpb() / 1e9;
                yield results == 0 ? 0 : (long) (expected * Math.max(0, 1 - ONE_SIDED_95 / Math.sqrt(results)));
            }
        };
    }

    private static long micros(BigInteger exact) {
        return exact.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** Never more than was paid in cash: a grant does not become money. @param beforeMicros given back for parts of it already */
    long creditMicros(Outcome outcome, long beforeMicros) {
        var missed = outcome.costMicros() - beforeMicros - allowedMicros(outcome);
        return Math.max(0, Math.min(missed, outcome.cashMicros() - beforeMicros));
    }
}
