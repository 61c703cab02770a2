package ovation.ads.engine;

import java.util.Arrays;

/**
 * Makes predicted probabilities mean what they say, event by event: first Platt's {@code σ(a·logit p + b)}, fitted by an
 * extended Kalman filter, then an isotonic factor for what is left, by pool-adjacent-violators over bins of the prediction
 * in which each bin has to earn its departure from 1.
 *
 * <p>Before it has seen anything it changes nothing, and it forgets after {@link #MEMORY} events. Not thread-safe.
 */
public final class Calibration {

    /** Events after which the past has faded. */
    private static final double MEMORY = 2_000_000;

    private static final double CENTRE = -5;
    private static final double TINY = 1e-9;
    private static final double BIN = 0.25;
    private static final int BINS = 80;
    private static final double LOWEST = -18;
    /** Expected positives that a bin must have seen to be believed half. */
    private static final double DOUBT = 20;

    private static final int REFIT = 500;

    private double slope = 1;
    private double shift;
    /** Covariance of slope and shift: how sure of them we are. */
    private double slopeVariance = 0.04;

    private double covariance;
    private double shiftVariance = 4;

    private final double[] expected = new double[BINS];
    private final double[] happened = new double[BINS];
    private final double[] factor = new double[BINS];
    private long learned;

    public Calibration() {
        Arrays.fill(factor, 1);
    }

    /** How many events it has learned from. */
    public long learned() {
        return learned;
    }

    /** @param predicted in (0, 1) */
    public double apply(double predicted) {
        var x = logit(predicted);
        return Math.clamp(platt(x) * factorAt(x), TINY, 1 - TINY);
    }

    /** @param predicted before calibration */
    public void learn(double predicted, boolean happenedNow) {
        var x = logit(predicted);
        var p = platt(x);
        var label = happenedNow ? 1 : 0;
        var bin = bin(x);
        expected[bin] += p;
        happened[bin] += label;
        fit(x - CENTRE, p, label);
        if (++learned % REFIT == 0) {
            fade();
            pool();
        }
    }

    private double platt(double x) {
        return sigmoid(slope * (x - CENTRE) + CENTRE + shift);
    }

    private void fit(double x, double p, int label) {
        var weight = Math.max(p * (1 - p), TINY);
        var bySlope = slopeVariance * x + covariance;
        var byShift = covariance * x + shiftVariance;
        var scale = 1 + weight * (x * bySlope + byShift);
        var error = (label - p) / scale;
        // One surprise may move the odds by a factor of three, not more: labels before the first positives are noise.
        slope = Math.clamp(slope + Math.clamp(bySlope * error, -0.2, 0.2), 0.2, 3.0);
        shift += Math.clamp(byShift * error, -1, 1);
        var cut = weight / scale;
        slopeVariance -= cut * bySlope * bySlope;
        covariance -= cut * bySlope * byShift;
        shiftVariance -= cut * byShift * byShift;
    }

    private void fade() {
        var keep = Math.exp(-REFIT / MEMORY);
        for (var bin = 0; bin < BINS; bin++) {
            expected[bin] *= keep;
            happened[bin] *= keep;
        }
        slopeVariance = Math.min(slopeVariance / keep, 0.04);
        shiftVariance = Math.min(shiftVariance / keep, 4);
        var most = Math.sqrt(slopeVariance * shiftVariance) * 0.999;
        covariance = Math.clamp(covariance / keep, -most, most);
    }

    /** Pool adjacent violators: the calibrated probability may not fall where the prediction rises. */
    private void pool() {
        var sums = new double[BINS];
        var weights = new double[BINS];
        var lengths = new int[BINS];
        var blocks = 0;
        for (var bin = 0; bin < BINS; bin++) {
            sums[blocks] = happened[bin] + DOUBT;
            weights[blocks] = expected[bin] + DOUBT;
            lengths[blocks] = 1;
            blocks++;
            while (blocks > 1 && violates(sums, weights, lengths, blocks)) {
                blocks--;
                sums[blocks - 1] += sums[blocks] - DOUBT;
                weights[blocks - 1] += weights[blocks] - DOUBT;
                lengths[blocks - 1] += lengths[blocks];
            }
        }
        var bin = 0;
        for (var block = 0; block < blocks; block++) {
            Arrays.fill(factor, bin, bin + lengths[block], sums[block] / weights[block]);
            bin += lengths[block];
        }
    }

    /** Whether the factor falls faster from one block to the next than the prediction rises between their middles. */
    private static boolean violates(double[] sums, double[] weights, int[] lengths, int blocks) {
        var rise = Math.exp((lengths[blocks - 2] + lengths[blocks - 1]) * BIN / 2);
        return sums[blocks - 1] / weights[blocks - 1] * rise < sums[blocks - 2] / weights[blocks - 2];
    }

    private double factorAt(double x) {
        var place = Math.clamp((x - LOWEST) / BIN - 0.5, 0, BINS - 1.0);
        var below = (int) place;
        var above = Math.min(below + 1, BINS - 1);
        return factor[below] + (factor[above] - factor[below]) * (place - below);
    }

    private static int bin(double x) {
        return (int) Math.clamp((x - LOWEST) / BIN, 0, BINS - 1.0);
    }

    static double logit(double p) {
        var within = Math.clamp(p, TINY, 1 - TINY);
        return Math.log(within / (1 - within));
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
