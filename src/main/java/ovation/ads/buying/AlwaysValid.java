package ovation.ads.buying;

import java.util.List;

/**
 * A p-value that may be looked at as often as one likes: the mixture sequential probability ratio test for the difference of
 * two proportions (Johari, Pekelis, Walsh: "Always Valid Inference: Bringing Sequential Analysis to A/B Testing", 2015,
 * section 4.3; Robbins 1970). With {@code V} the variance of the difference {@code d} and a normal mixture of variance
 * {@code t²} over the differences it looks for, the likelihood ratio is the mean over {@link #SCALES} of
 *
 * <pre>Λ = √(V / (V + t²)) · exp(t²d² / (2V(V + t²)))</pre>
 *
 * and {@code min(1, 1/Λ)}, the smallest so far, is a p-value at every moment at once: of all tests of equal arms at most a
 * share of {@code α} ever falls to {@code α}, however often somebody looks. It is asymptotic in the counts, so below
 * {@link #LEAST} people in an arm nothing is said.
 */
final class AlwaysValid {

    static final long LEAST = 100;

    /** Standard deviations of the mixture, for small and large differences; fixed before any test begins. */
    private static final List<Double> SCALES = List.of(0.0025, 0.01, 0.04, 0.16);

    private AlwaysValid() {}

    /** @param reached people of an arm @param acted those of them who did what the test is about */
    record Arm(long reached, long acted) {

        double rate() {
            return reached == 0 ? 0 : acted / (double) reached;
        }
    }

    /** @return 1 while too few are reached */
    static double pValue(Arm control, Arm other) {
        if (control.reached() < LEAST || other.reached() < LEAST) {
            return 1;
        }
        var pooled = (control.acted() + other.acted() + 1.0) / (control.reached() + other.reached() + 2.0);
        var variance = pooled * (1 - pooled) * (1.0 / control.reached() + 1.0 / other.reached());
        var difference = other.rate() - control.rate();
        var ratio = 0.0;
        for (var scale : SCALES) {
            var mixture = scale * scale;
            ratio += Math.sqrt(variance / (variance + mixture))
                    * Math.exp(mixture * difference * difference / (2 * variance * (variance + mixture)));
        }
        return Math.min(1, SCALES.size() / ratio);
    }

    /** Half the width of a plain 95 % interval of a rate (Wilson's, around its centre); for pictures, not for deciding. */
    static double halfWidth(Arm arm) {
        var n = (double) Math.max(1, arm.reached());
        var z = 1.96;
        return z * Math.sqrt(arm.rate() * (1 - arm.rate()) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    }
}
