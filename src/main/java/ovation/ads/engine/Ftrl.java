package ovation.ads.engine;

import java.nio.ByteBuffer;

/**
 * Logistic regression over hashed features that are there or not, learned event by event: FTRL-Proximal with a learning rate
 * for each coordinate (McMahan et al., KDD 2013, algorithm 1). One thread learns; others may read meanwhile.
 */
public final class Ftrl {

    private static final double ALPHA = 0.08;
    private static final double BETA = 1;
    private static final double L1 = 0.3;
    private static final double L2 = 1;

    private final int mask;
    private final float base;
    private final float[] z;
    private final float[] n;
    private final float[] weights;
    private int version;

    /**
     * @param bits the table has 2^bits places; features that fall on the same one share it
     * @param prior the probability before anything was learned
     */
    public Ftrl(int bits, double prior) {
        mask = (1 << bits) - 1;
        base = (float) Calibration.logit(prior);
        z = new float[1 << bits];
        n = new float[1 << bits];
        weights = new float[1 << bits];
    }

    /** A feature: what it is of and its value, spread over all integers. */
    public static int feature(int kind, long value) {
        var mixed = (value + 0x9E3779B97F4A7C15L * (kind + 1)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) (mixed ^ (mixed >>> 31));
    }

    /** How often it has learned; carried by what was predicted with it. */
    public int version() {
        return version;
    }

    /** The logit before any feature is known. */
    public double base() {
        return base;
    }

    public float weight(int feature) {
        return weights[feature & mask];
    }

    /** Σ of the weights: with {@link #base} the logit. */
    public double sum(int... features) {
        var sum = 0.0;
        for (var feature : features) {
            sum += weights[feature & mask];
        }
        return sum;
    }

    /**
     * @param part 1 if it happened, 0 if not, between if it may still happen
     * @return the logit that it predicted before it learned: for progressive validation and calibration
     */
    public double learn(int[] features, double part) {
        var logit = base + sum(features);
        var gradient = Calibration.sigmoid(logit) - part;
        for (var feature : features) {
            var at = feature & mask;
            var squares = n[at] + gradient * gradient;
            var sigma = (Math.sqrt(squares) - Math.sqrt(n[at])) / ALPHA;
            z[at] += (float) (gradient - sigma * weights[at]);
            n[at] = (float) squares;
            weights[at] = weightAt(at);
        }
        version++;
        return logit;
    }

    private float weightAt(int at) {
        var pull = z[at];
        return Math.abs(pull) <= L1
                ? 0
                : (float) (-(pull - Math.signum(pull) * L1) / ((BETA + Math.sqrt(n[at])) / ALPHA + L2));
    }

    /** The places that are not empty. */
    public byte[] save() {
        var count = 0;
        for (var squares : n) {
            count += squares > 0 ? 1 : 0;
        }
        var bytes = ByteBuffer.allocate(8 + 12 * count).putInt(version).putInt(count);
        for (var at = 0; at < n.length; at++) {
            if (n[at] > 0) {
                bytes.putInt(at).putFloat(z[at]).putFloat(n[at]);
            }
        }
        return bytes.array();
    }

    public void load(byte[] saved) {
        var bytes = ByteBuffer.wrap(saved);
        version = bytes.getInt();
        for (var left = bytes.getInt(); left > 0; left--) {
            var at = bytes.getInt() & mask;
            z[at] = bytes.getFloat();
            n[at] = bytes.getFloat();
            weights[at] = weightAt(at);
        }
    }
}
