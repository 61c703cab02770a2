package ovation.ads.engine;

/**
 * The adaptive multiplier of one budget: bids are worth {@code value / (1 + μ)}, with the μ at which the rest of the budget
 * lasts for the rest of the plan (Balseiro & Gur, Management Science 2019).
 *
 * <p>They descend the dual {@code ρμ + E[(v − (1 + μ)p)⁺]} by a step for each auction, knowing of an auction only what was
 * paid. The house knows more: what it would have taken to win, also of the auctions that were lost. So the dual over what was
 * seen is minimised as a whole at each {@link #tick}: the opportunities stand in bins by their return {@code v/p}, each with
 * its price, and μ is where the bins above would spend {@code ρ = left / (1 − progress)}. Only shares of the plan and returns
 * count, so neither the unit of money nor the number of opportunities matters.
 *
 * <p>There are two memories. The long one spans the waves of a market, as the best fixed multiplier would; the short one follows
 * a market that has changed for good. The farther spending has strayed from the plan, the more the short one decides.
 *
 * <p>A cost cap brings a second constraint and a second dual λ, the bid {@code v(1 + λc)/(1 + μ + λ)}. With one price for
 * each auction both say how low a return is still bought, so the stricter holds and the multiplier stays one number.
 *
 * <p>Not thread-safe but for {@link #multiplier}.
 */
public final class Pacing {

    /** How much of the budget may be spent ahead of the plan; beyond it nothing is bought until the plan has caught up. */
    static final double HEADSTART = 0.2;

    /** How much of the plan it takes for half of what was learned to be forgotten, in the long memory. */
    private static final double LONG = 0.25;
    /** In the short one at the least. */
    private static final double SHORT = 0.01;
    /** The short one is as much longer as it takes to know enough: this over the root of a plan's opportunities. */
    private static final double SPARSE = 4;
    /** The share of the budget by which spending has strayed from the plan when the short memory alone decides. */
    private static final double STRAYED = 0.01;

    /** Steps of this part of a bin visit all of it evenly: many equal returns are then bought in the wanted part, not all or none. */
    private static final double GOLDEN = 0.6180339887498949;

    private final SeenReturns lately = new SeenReturns();
    private final SeenReturns longer = new SeenReturns();

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
        var place = SeenReturns.place(worth, price);
        lately.saw(place, worth, price, weight);
        longer.saw(place, worth, price, weight);
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
        pass(progress - before);
        before = progress;
        if (longer.covered() <= 0) {
            return;
        }
        var ahead = budget - left - progress * budget;
        if (ahead > HEADSTART * budget) {
            multiplier = 0;
            return;
        }
        var rest = Math.max(1 - progress, 1e-9);
        var strayed = budget > 0 ? Math.min(1, Math.abs(ahead) / (STRAYED * budget)) : 0;
        var threshold = threshold(strayed, Math.max(left, 0) / rest, cap, saved / rest);
        dither = (dither + GOLDEN) % 1;
        multiplier = threshold <= 0 ? 1 : Math.exp(-Math.max(0, threshold + (dither - 0.5) * SeenReturns.BIN));
    }

    /**
     * The lowest ln(return) that can be bought within both constraints.
     *
     * @param strayed how much the short memory counts, 0 to 1; the long one counts the rest
     * @param spendable in a whole plan at this rate
     * @param credit what a whole plan at this rate may cost beyond the cap
     */
    private double threshold(double strayed, double spendable, double cap, double credit) {
        var near = strayed / lately.covered();
        var far = (1 - strayed) / longer.covered();
        var capped = cap < Double.POSITIVE_INFINITY;
        var spent = 0.0;
        var worth = 0.0;
        for (var bin = SeenReturns.BINS - 1; bin >= 0; bin--) {
            var cost = near * lately.cost(bin) + far * longer.cost(bin);
            var share = cost <= 0 ? 1 : Math.min((spendable - spent) / cost, 1);
            if (capped) {
                var value = near * lately.value(bin) + far * longer.value(bin);
                var dearer = cost - cap * value;
                if (dearer > 0) {
                    share = Math.min(share, Math.max(0, (credit + cap * worth - spent) / dearer));
                }
                worth += value;
            }
            if (share < 1) {
                var middle = (near * lately.moment(bin) + far * longer.moment(bin)) / cost;
                return (bin + middle + 0.5 - Math.max(share, 0)) * SeenReturns.BIN;
            }
            spent += cost;
        }
        return 0;
    }

    private void pass(double passed) {
        var step = Math.max(passed, 0);
        var enough = SPARSE / Math.sqrt(longer.opportunities());
        lately.pass(step, Math.clamp(enough, SHORT, LONG));
        longer.pass(step, LONG);
    }
}
