package ovation.ads.engine;

/**
 * The opportunities seen, in bins by the logarithm of their return {@code v/p}; the past fades. Sums are in the unit of
 * {@link #covered}: what is new weighs more and more, instead of all that is old less, so a step of time costs nothing.
 */
final class SeenReturns {

    static final double BIN = 0.05;
    /** Returns up to a million are told apart. */
    static final int BINS = 277;

    private static final double HEAVY = 1e100;

    private final double[] cost = new double[BINS];
    private final double[] value = new double[BINS];
    /** Cost times the place within the bin. */
    private final double[] moment = new double[BINS];

    private double covered;
    private double count;
    /** What one of now weighs. */
    private double now = 1;

    /** In bins, the fraction being the place within one. @param worth above zero @param price at most the worth */
    static double place(double worth, double price) {
        return price <= 0 ? BINS : Math.log(worth / price) / BIN;
    }

    void saw(double place, double worth, double price, double weight) {
        var bin = Math.min(BINS - 1, (int) place);
        cost[bin] += price * weight * now;
        moment[bin] += price * weight * now * Math.min(1, place - bin);
        value[bin] += worth * weight * now;
        count += now;
    }

    /** @param step share of the plan that has passed @param halfLife after which half is forgotten, likewise */
    void pass(double step, double halfLife) {
        covered += step * now;
        now *= Math.pow(2, step / halfLife);
        if (now > HEAVY) {
            lighten();
        }
    }

    /** How much of the plan the sums stand for. */
    double covered() {
        return covered;
    }

    /** How many a whole plan would see, each counted once whatever it stands for. */
    double opportunities() {
        return covered > 0 ? count / covered : 0;
    }

    /** What buying all of the bin would have cost. */
    double cost(int bin) {
        return cost[bin];
    }

    double value(int bin) {
        return value[bin];
    }

    /** The cost times the place within the bin at which it stood, 0 to 1. */
    double moment(int bin) {
        return moment[bin];
    }

    private void lighten() {
        for (var bin = 0; bin < BINS; bin++) {
            cost[bin] /= now;
            value[bin] /= now;
            moment[bin] /= now;
        }
        covered /= now;
        count /= now;
        now = 1;
    }
}
