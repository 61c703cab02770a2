package ovation.ads.guarantee;

import java.math.BigInteger;
import ovation.ads.goal.Strategy;

/**
 * What was promised for a result.
 *
 * @param billing name of what was billed
 * @param capMicros highest average cost of a result; with a target return of no meaning
 * @param event the conversion that counts, for oCPM
 */
record Promise(String billing, Strategy strategy, long capMicros, String event, int roasPercent) {

    /** @param results that count @param valueMicros of them together @param cashMicros what of the cost was not a grant */
    record Outcome(long results, long valueMicros, long costMicros, long cashMicros) {}

    boolean guaranteed() {
        return strategy == Strategy.COST_CAP || strategy == Strategy.TARGET_ROAS;
    }

    boolean byConversions() {
        return billing.equals("OCPM");
    }

    /** The most that such results may cost together, rounded down: in doubt for the advertiser. */
    long allowedMicros(Outcome outcome) {
        var allowed = strategy == Strategy.COST_CAP
                ? BigInteger.valueOf(capMicros).multiply(BigInteger.valueOf(outcome.results()))
                : BigInteger.valueOf(outcome.valueMicros())
                        .multiply(BigInteger.valueOf(100))
                        .divide(BigInteger.valueOf(roasPercent));
        return allowed.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** Never more than was paid in cash: a grant does not become money. @param beforeMicros given back for parts of it already */
    long creditMicros(Outcome outcome, long beforeMicros) {
        var missed = outcome.costMicros() - beforeMicros - allowedMicros(outcome);
        return Math.max(0, Math.min(missed, outcome.cashMicros() - beforeMicros));
    }
}
