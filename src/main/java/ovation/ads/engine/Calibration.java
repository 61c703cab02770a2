package ovation.ads.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Makes predicted probabilities mean what they say: first Platt's {@code σ(a·logit p + b)} by Newton's method, with a prior
 * that nothing needs correcting, then an isotonic factor for what is left, by pool-adjacent-violators, of which each bin has
 * to earn its departure from 1. Both are fitted to counts in bins of the prediction, again after each hundredth of what was
 * learned. Before it has seen anything it changes nothing; it forgets after {@link #MEMORY} events. One thread learns.
 */
public final class Calibration {

    /** Events after which the past has faded. */
    private static final double MEMORY = 2_000_000;

    /** Where slope and shift turn about: click rates of a few in a thousand. */
    private static final double CENTRE = -6;

    private static final double SLOPE_VARIANCE = 0.25;
    private static final double SHIFT_VARIANCE = 4;
    private static final int NEWTON_STEPS = 12;

    private static final double TINY = 1e-9;
    private static final double BIN = 0.25;
    private static final int BINS = 88;
    private static final double LOWEST = -21;
    /** Expected positives that a bin must have seen to be believed half. */
    private static final double DOUBT = 20;

    private static final int LEAST_BEFORE_FIT = 25;

    private final double[] events = new double[BINS];
    private final double[] positives = new double[BINS];
    /** Σ of the logits by bin. */
    private final double[] logits = new double[BINS];

    private final double[] factor = new double[BINS];
    /** Calibrated logits at the middles of the bins, rising: replaced as a whole, so that others may read while one learns. */
    private volatile Curve curve = new Curve(new double[BINS]);

    private double slope = 1;
    private double shift;
    private long learned;
    private long nextFit = LEAST_BEFORE_FIT;
    private int version;

    public Calibration() {
        Arrays.fill(factor, 1);
        draw();
    }

    /** How many events it has learned from. */
    public long learned() {
        return learned;
    }

    /** Goes up with each fit. */
    public int version() {
        return version;
    }

    /** @param predicted in (0, 1) */
    public double apply(double predicted) {
        return ofLogit(logit(predicted));
    }

    double ofLogit(double x) {
        return curve.at(x);
    }

    /** What it makes of predictions now, for those who must not see it change. */
    Curve curve() {
        return curve;
    }

    /** Straight between the middles of the bins; never falls where the prediction rises. */
    record Curve(double[] logits) {

        double at(double x) {
            var place = (x - LOWEST) / BIN - 0.5;
            var below = (int) Math.clamp(place, 0, BINS - 2.0);
            var rise = logits[below + 1] - logits[below];
            return Math.clamp(sigmoid(logits[below] + rise * (place - below)), TINY, 1 - TINY);
        }
    }

    /** @param predicted before calibration */
    public void learn(double predicted, boolean happened) {
        learnLogit(logit(predicted), happened ? 1 : 0);
    }

    /** As {@link #learn} of a prediction given as its logit. */
    void learnLogit(double x, double part) {
        var bin = bin(x);
        events[bin]++;
        logits[bin] += x;
        positives[bin] += part;
        if (++learned >= nextFit) {
            var passed = Math.max(LEAST_BEFORE_FIT, learned / 100);
            nextFit = learned + passed;
            fitPlatt();
            pool();
            draw();
            fade(Math.exp(-passed / MEMORY));
            version++;
        }
    }

    private double platt(double x) {
        return sigmoid(slope * (x - CENTRE) + CENTRE + shift);
    }

    /** The most probable slope and shift: a convex problem in two unknowns. */
    private void fitPlatt() {
        for (var step = 0; step < NEWTON_STEPS; step++) {
            var bySlope = (1 - slope) / SLOPE_VARIANCE;
            var byShift = -shift / SHIFT_VARIANCE;
            var slopes = 1 / SLOPE_VARIANCE;
            var cross = 0.0;
            var shifts = 1 / SHIFT_VARIANCE;
            for (var bin = 0; bin < BINS; bin++) {
                if (events[bin] > 0) {
                    var x = logits[bin] / events[bin] - CENTRE;
                    var p = platt(x + CENTRE);
                    var error = positives[bin] - events[bin] * p;
                    var weight = events[bin] * p * (1 - p);
                    bySlope += error * x;
                    byShift += error;
                    slopes += weight * x * x;
                    cross += weight * x;
                    shifts += weight;
                }
            }
            var determinant = slopes * shifts - cross * cross;
            if (!(determinant > 0)) {
                return;
            }
            // Far from the fit Newton overshoots; a step of one in the logit is as much as its model is good for.
            slope = Math.clamp(slope + Math.clamp((shifts * bySlope - cross * byShift) / determinant, -0.3, 0.3), 0, 4);
            shift = Math.clamp(shift + Math.clamp((slopes * byShift - cross * bySlope) / determinant, -1, 1), -20, 20);
        }
    }

    /** Pool adjacent violators: the calibrated probability may not fall where the prediction rises. */
    private void pool() {
        var happened = new double[BINS];
        var expected = new double[BINS];
        var lengths = new int[BINS];
        var blocks = 0;
        for (var bin = 0; bin < BINS; bin++) {
            var rate = events[bin] > 0 ? platt(logits[bin] / events[bin]) : 0;
            happened[blocks] = positives[bin] + DOUBT;
            expected[blocks] = events[bin] * rate + DOUBT;
            lengths[blocks++] = 1;
            while (blocks > 1 && falls(happened, expected, lengths, blocks)) {
                blocks--;
                happened[blocks - 1] += happened[blocks] - DOUBT;
                expected[blocks - 1] += expected[blocks] - DOUBT;
                lengths[blocks - 1] += lengths[blocks];
            }
        }
        var bin = 0;
        for (var block = 0; block < blocks; block++) {
            Arrays.fill(factor, bin, bin + lengths[block], happened[block] / expected[block]);
            bin += lengths[block];
        }
    }

    /** Whether the factor falls faster from one block to the next than Platt's odds rise between their middles. */
    private boolean falls(double[] happened, double[] expected, int[] lengths, int blocks) {
        var rise = Math.exp(slope * (lengths[blocks - 2] + lengths[blocks - 1]) * BIN / 2);
        return happened[blocks - 1] / expected[blocks - 1] * rise < happened[blocks - 2] / expected[blocks - 2];
    }

    private void draw() {
        var drawn = new double[BINS];
        for (var bin = 0; bin < BINS; bin++) {
            var here = logit(platt(LOWEST + (bin + 0.5) * BIN) * factor[bin]);
            drawn[bin] = bin == 0 ? here : Math.max(here, drawn[bin - 1]);
        }
        curve = new Curve(drawn);
    }

    private void fade(double keep) {
        for (var bin = 0; bin < BINS; bin++) {
            events[bin] *= keep;
            positives[bin] *= keep;
            logits[bin] *= keep;
        }
    }

    private static int bin(double x) {
        return (int) Math.clamp((x - LOWEST) / BIN, 0, BINS - 1.0);
    }

    byte[] save() {
        var bytes = ByteBuffer.allocate(36 + 32 * BINS)
                .putLong(learned)
                .putLong(nextFit)
                .putInt(version);
        bytes.putDouble(slope).putDouble(shift);
        for (var bin = 0; bin < BINS; bin++) {
            bytes.putDouble(events[bin])
                    .putDouble(positives[bin])
                    .putDouble(logits[bin])
                    .putDouble(factor[bin]);
        }
        return bytes.array();
    }

    void load(byte[] saved) {
        var bytes = ByteBuffer.wrap(saved);
        learned = bytes.getLong();
        nextFit = bytes.getLong();
        version = bytes.getInt();
        slope = bytes.getDouble();
        shift = bytes.getDouble();
        for (var bin = 0; bin < BINS; bin++) {
            events[bin] = bytes.getDouble();
            positives[bin] = bytes.getDouble();
            logits[bin] = bytes.getDouble();
            factor[bin] = bytes.getDouble();
        }
        draw();
    }

    static double logit(double p) {
        var within = Math.clamp(p, TINY, 1 - TINY);
        return Math.log(within / (1 - within));
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
