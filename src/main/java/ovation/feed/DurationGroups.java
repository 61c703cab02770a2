package ovation.feed;

/**
 * Where a watch stands among those of clips of like length: its quantile in the group. A long clip is watched longer
 * merely for being long; within a group that bias is gone (Zhan et al., "Deconfounding Duration Bias", KDD 2022).
 */
final class DurationGroups {

    private static final int[] UP_TO_MILLIS = {8_000, 12_000, 18_000, 30_000, 60_000, 180_000, Integer.MAX_VALUE};
    private static final int BINS = 40;
    /** Watched shares above two loops are all the same to us. */
    private static final double MAX_SHARE = 2.0;
    /** What each group starts with, evenly up to a full watch, and forgets as it learns. */
    private static final double PRIOR = 40;

    private static final double FORGET = 0.9995;

    private final double[][] counts = new double[UP_TO_MILLIS.length][BINS];

    DurationGroups() {
        for (var group : counts) {
            for (var bin = 0; bin < BINS / 2; bin++) {
                group[bin] = PRIOR / (BINS / 2.0);
            }
        }
    }

    /** The share of watches of clips of like length that are shorter, half of the equal ones counted, in [0, 1]. */
    double quantile(int durationMillis, int watchedMillis) {
        var group = counts[group(durationMillis)];
        var bin = bin(durationMillis, watchedMillis);
        var below = 0.0;
        var all = 0.0;
        for (var i = 0; i < BINS; i++) {
            all += group[i];
            if (i < bin) {
                below += group[i];
            }
        }
        return all == 0 ? 0.5 : (below + group[bin] / 2) / all;
    }

    /** Learns a finished watch. */
    void learn(int durationMillis, int watchedMillis) {
        var group = counts[group(durationMillis)];
        for (var i = 0; i < BINS; i++) {
            group[i] *= FORGET;
        }
        group[bin(durationMillis, watchedMillis)] += 1;
    }

    private static int bin(int durationMillis, int watchedMillis) {
        var share = watchedMillis / (double) Math.max(1, durationMillis);
        return (int) Math.min(BINS - 1, share / MAX_SHARE * BINS);
    }

    private static int group(int durationMillis) {
        var group = 0;
        while (durationMillis > UP_TO_MILLIS[group]) {
            group++;
        }
        return group;
    }
}
