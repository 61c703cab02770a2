package ovation.ads;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How far predicted probabilities can be relied upon. */
final class Reliability {

    private final double[] predicted;
    private final boolean[] happened;
    private int size;
    private double expected;
    private double loss;
    private long positives;

    Reliability(int capacity) {
        predicted = new double[capacity];
        happened = new boolean[capacity];
    }

    void add(double probability, boolean did) {
        var p = Math.clamp(probability, 1e-9, 1 - 1e-9);
        predicted[size] = p;
        happened[size++] = did;
        expected += p;
        loss -= did ? Math.log(p) : Math.log1p(-p);
        positives += did ? 1 : 0;
    }

    /** Σ predicted / Σ happened; 1 is right. */
    double ratio() {
        return expected / Math.max(1, positives);
    }

    /** Of ten groups by rising prediction, each expecting a tenth of what was predicted: the ratio that is farthest from 1. */
    double worstDecile() {
        var order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> predicted[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        var sums = new double[10];
        var counts = new long[10];
        var seen = 0.0;
        for (var i : order) {
            var decile = (int) Math.min(9, seen / expected * 10);
            seen += predicted[i];
            sums[decile] += predicted[i];
            counts[decile] += happened[i] ? 1 : 0;
        }
        var worst = 1.0;
        for (var decile = 0; decile < 10; decile++) {
            var ratio = sums[decile] / Math.max(1, counts[decile]);
            if (Math.abs(Math.log(Math.max(ratio, 1e-9))) > Math.abs(Math.log(worst))) {
                worst = ratio;
            }
        }
        return worst;
    }

    /** Log-loss by the entropy of the mean rate: below 1 the predictions say more than the mean does. */
    double normalisedEntropy() {
        var rate = positives / (double) size;
        var entropy = rate <= 0 || rate >= 1 ? 0 : -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
        return entropy > 0 ? loss / size / entropy : 0;
    }
}
