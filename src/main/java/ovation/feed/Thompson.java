package ovation.feed;

import java.util.SplittableRandom;

/** Thompson sampling (1933): a clip's chance, drawn from what we believe of it; the less we know, the wider the draw. */
final class Thompson {

    private static final double SUCCESSES = 1;
    private static final double FAILURES = 1;

    private Thompson() {}

    static double draw(Clip clip, SplittableRandom random) {
        var successes = clip.successes();
        var failures = Math.max(0, clip.timesShown() - successes);
        var x = gamma(SUCCESSES + successes, random);
        var y = gamma(FAILURES + failures, random);
        return x / (x + y);
    }

    /** Marsaglia and Tsang (2000), for shapes of at least one. */
    private static double gamma(double shape, SplittableRandom random) {
        var d = shape - 1.0 / 3;
        var c = 1 / Math.sqrt(9 * d);
        while (true) {
            var normal = random.nextGaussian();
            var v = Math.pow(1 + c * normal, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
