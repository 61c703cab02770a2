package ovation.ads.engine;

/**
 * The adaptive multiplier of one budget: bids are worth {@code value / (1 + μ)}, with the μ at which the rest of the budget
 * lasts for the rest of the plan (Balseiro & Gur, Management Science 2019).
 *
 * <p>They descend the dual {@code ρμ + E[(v − (1 + μ)p)⁺]} by a step for each auction, knowing of an auction only what was
 * paid. The house knows more: what it would have taken to win, also of the auctions that were lost. So the dual over what was
 * seen is minimised as a whole at each {@link #tick}: the opportunities stand in bins by their return {@code v/p}, each with
 * its price, and μ is where the bins above would spend {@code ρ = left / (1 − progress)}. Only shares of the plan and returns
 * count, so neither the unit of money nor the number of opportunities matters; the past fades with {@link #HALF_LIFE}.
 *
 * <p>A cost cap brings a second constraint and a second dual λ, the bid {@code v(1 + λc)/(1 + μ + λ)}. With one price for
 * each auction both say how low a return is still bought, so the stricter holds and the multiplier stays one number.
 *
 * <p>Not thread-safe but for {@link #multiplier}.
 */
public final class Pacing {

    /** How much of the plan it takes for half of what was learned to be forgotten. */
    static final double HALF_LIFE = 0.25;

    /** How much of the budget may be spent ahead of the plan; beyond it nothing is bought until the plan has caught up. */
    static final double HEADSTART = 0.2;

    private static final double BIN = 0.05;
    /** Returns up to a million are told apart. */
    private static final int BINS = 277;
    /** Steps of this part of a bin visit all of it evenly: many equal returns are then bought in the wanted part, not all or none. */
    private static final double GOLDEN = 0.6180339887498949;

    /** By bin of ln(return): what buying it would have cost, and its value. */
    private final double[] cost = new double[BINS];

    private final double[] value = new double[BINS];
    /** Cost times the place within the bin. */
    private final double[] moment = new double[BINS];
    /** How much of the plan the bins stand for, faded as they are. */
    private double covered;

    private double before;
    private double dither;
    private volatile double multiplier = 1;

    /** What to multiply a truthful bid by, in (0, 1]: 1/(1 + μ). */
    public double multiplier() {
        return multiplier;
    }

    /**
     * An opportunity, bought or not.
     *
     * @param worth the truthful bid for it
     * @param price what would have bought it, in the same unit
     * @param weight how many opportunities it stands for
     */
    public void saw(double worth, double price, double weight) {
        if (!(worth > 0) || worth < price || !(weight > 0)) {
            return; // never bought at any multiplier
        }
        var place = price <= 0 ? BINS : Math.log(worth / price) / BIN;
        var bin = Math.min(BINS - 1, (int) place);
        cost[bin] += price * weight;
        moment[bin] += price * weight * Math.min(1, place - bin);
        value[bin] += worth * weight;
    }

    /**
     * Sets the multiplier anew.
     *
     * @param progress share of the plan's opportunities that is over, by the forecast; falls when a new period begins
     * @param budget of the whole plan, in the unit of prices
     * @param left of it
     */
    public void tick(double progress, double budget, double left) {
        tick(progress, budget, left, Double.POSITIVE_INFINITY, 0);
    }

    /**
     * As {@link #tick(double, double, double)} with a cap on the average cost.
     *
     * @param cap the highest average price as a share of worth: cost cap / bid
     * @param saved what the cap would have allowed so far less what was spent; below zero if the cap is passed
     */
    public void tick(double progress, double budget, double left, double cap, double saved) {
        fade(progress - before);
        before = progress;
        if (covered <= 0) {
            return;
        }
        if (budget - left > (progress + HEADSTART) * budget) {
            multiplier = 0;
            return;
        }
        var rest = Math.max(1 - progress, 1e-9);
        var spendable = Math.max(left, 0) * covered / rest;
        var credit = saved * covered / rest;
        var threshold = threshold(spendable, cap, credit);
        dither = (dither + GOLDEN) % 1;
        multiplier = threshold <= 0 ? 1 : Math.exp(-Math.max(0, threshold + (dither - 0.5) * BIN));
    }

    /** The lowest ln(return) that can be bought within both constraints. */
    private double threshold(double spendable, double cap, double credit) {
        var spent = 0.0;
        var worth = 0.0;
        for (var bin = BINS - 1; bin >= 0; bin--) {
            var share = cost[bin] <= 0 ? 1 : Math.min((spendable - spent) / cost[bin], 1);
            var dearer = cost[bin] - cap * value[bin];
            if (cap < Double.POSITIVE_INFINITY && dearer > 0) {
                share = Math.min(share, Math.max(0, (credit + cap * worth - spent) / dearer));
            }
            if (share < 1) {
                return (bin + moment[bin] / cost[bin] + 0.5 - Math.max(share, 0)) * BIN;
            }
            spent += cost[bin];
            worth += value[bin];
        }
        return 0;
    }

    private void fade(double passed) {
        var step = Math.max(passed, 0);
        covered += step;
        if (step > 0) {
            var keep = Math.pow(0.5, step / HALF_LIFE);
            covered *= keep;
            for (var bin = 0; bin < BINS; bin++) {
                cost[bin] *= keep;
                value[bin] *= keep;
                moment[bin] *= keep;
            }
        }
    }
}
