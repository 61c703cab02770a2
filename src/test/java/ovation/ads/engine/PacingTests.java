package ovation.ads.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Markets nobody has seen, from seeds: the budget lasts, and only what is worth it is bought. */
class PacingTests {

    private static final int AUCTIONS = 40_000;

    /** @param deviation from the even plan, as a share of the budget @param threshold lowest return bought in the second half */
    private record Played(double spent, double deviation, double value, double worth, double threshold) {}

    /** A market: the value and the price of the i-th opportunity. */
    private record Market(IntToDoubleFunction value, IntToDoubleFunction price) {}

    private static Market market(long seed, double unit, IntToDoubleFunction level) {
        var values = new double[AUCTIONS];
        var prices = new double[AUCTIONS];
        var random = new SplittableRandom(seed);
        for (var i = 0; i < AUCTIONS; i++) {
            values[i] = unit * Math.exp(0.9 * random.nextGaussian());
            prices[i] = unit * Math.exp(0.8 * random.nextGaussian()) * level.applyAsDouble(i);
        }
        return new Market(i -> values[i], i -> prices[i]);
    }

    private static Played play(Market market, double budget) {
        return play(market, budget, Double.POSITIVE_INFINITY);
    }

    private static Played play(Market market, double budget, double cap) {
        var pacing = new Pacing();
        var spent = 0.0;
        var worth = 0.0;
        var deviation = 0.0;
        var threshold = Double.MAX_VALUE;
        for (var i = 0; i < AUCTIONS; i++) {
            var value = market.value().applyAsDouble(i);
            var price = market.price().applyAsDouble(i);
            if (value * pacing.multiplier() >= price && spent + price <= budget) {
                spent += price;
                worth += value;
                if (i > AUCTIONS / 2) {
                    threshold = Math.min(threshold, value / price);
                }
            }
            pacing.saw(value, price, 1);
            var progress = (i + 1.0) / AUCTIONS;
            deviation = Math.max(deviation, Math.abs(spent / budget - progress));
            if (i % 20 == 0) {
                pacing.tick(progress, budget, budget - spent, cap, cap * worth - spent);
            }
        }
        return new Played(spent / budget, deviation, worth, worth / spent, threshold);
    }

    @Test
    void a_budget_lasts_to_the_end_whatever_the_market_does() {
        for (var seed = 1L; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            var jump = random.nextDouble(0.3, 3);
            var wave = random.nextDouble(0, 0.5);
            var market = market(
                    seed, 100, i -> (i > AUCTIONS / 2 ? jump : 1) * (1 + wave * Math.sin(i * 2 * Math.PI / 6_000)));

            var played = play(market, AUCTIONS * random.nextDouble(0.5, 10));

            assertThat(played.spent()).as("seed %d", seed).isBetween(0.97, 1.0);
            assertThat(played.deviation()).as("seed %d", seed).isLessThan(0.1);
        }
    }

    @Test
    void a_market_that_changes_for_good_is_followed_at_once() {
        for (var seed = 1L; seed <= 10; seed++) {
            var jump = new SplittableRandom(seed).nextDouble(0.4, 0.8);
            var market = market(seed, 100, i -> i > AUCTIONS / 3 ? jump : 1);

            var played = play(market, AUCTIONS * 5);

            assertThat(played.spent()).as("seed %d", seed).isGreaterThan(0.99);
            assertThat(played.deviation()).as("seed %d", seed).isLessThan(0.04);
        }
    }

    /** What one fixed multiplier would buy of a market in waves: more while it is cheap. */
    @Test
    void waves_are_not_followed_all_the_way() {
        var market = market(7, 100, i -> 1 + 0.5 * Math.sin(i * 2 * Math.PI / 4_000));
        var budget = AUCTIONS * 5.0;

        assertThat(play(market, budget).value()).isGreaterThan(0.98 * bestFixed(market, budget));
    }

    @Test
    void more_than_there_is_to_buy_is_never_slowed() {
        var played = play(market(3, 100, i -> 1), 1e12);

        assertThat(played.threshold()).isLessThan(1.001);
    }

    @Test
    void the_unit_of_money_does_not_matter() {
        var cents = play(market(5, 1, i -> 1), AUCTIONS * 0.05);
        var micros = play(market(5, 10_000_000, i -> 1), AUCTIONS * 0.05 * 10_000_000);

        assertThat(micros.value() / 10_000_000).isCloseTo(cents.value(), org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void equal_returns_are_bought_in_part_rather_than_all_at_first() {
        var played = play(new Market(i -> 300, i -> 100), AUCTIONS * 25);

        assertThat(played.spent()).isGreaterThan(0.99);
        assertThat(played.deviation()).isLessThan(0.02);
    }

    @Test
    void what_is_bought_is_nearly_what_the_best_fixed_threshold_buys() {
        for (var seed = 1L; seed <= 10; seed++) {
            var market = market(seed, 100, i -> 1);
            var budget = AUCTIONS * new SplittableRandom(seed).nextDouble(1, 20);

            assertThat(play(market, budget).value())
                    .as("seed %d", seed)
                    .isGreaterThan(0.98 * bestFixed(market, budget));
        }
    }

    @Test
    void a_cost_cap_holds_on_average_and_spends_what_it_allows() {
        for (var seed = 1L; seed <= 10; seed++) {
            var cap = new SplittableRandom(seed).nextDouble(0.1, 0.4);

            var capped = play(market(seed, 100, i -> 1 + i / (double) AUCTIONS), 1e9, cap);

            assertThat(1 / capped.worth()).as("seed %d", seed).isBetween(cap * 0.93, cap * 1.01);
        }
    }

    @Test
    void budget_and_cost_cap_together_hold_both() {
        var played = play(market(9, 100, i -> 1), AUCTIONS * 2, 0.3);

        assertThat(played.spent()).isLessThanOrEqualTo(1);
        assertThat(1 / played.worth()).isLessThan(0.303);
    }

    private static double bestFixed(Market market, double budget) {
        var best = 0.0;
        for (var multiplier = 1.0; multiplier > 0.02; multiplier *= 0.995) {
            best = Math.max(best, fixed(market, multiplier, budget));
        }
        return best;
    }

    private static double fixed(Market market, double multiplier, double budget) {
        var spent = 0.0;
        var worth = 0.0;
        for (var i = 0; i < AUCTIONS; i++) {
            var price = market.price().applyAsDouble(i);
            if (market.value().applyAsDouble(i) * multiplier >= price && spent + price <= budget) {
                spent += price;
                worth += market.value().applyAsDouble(i);
            }
        }
        return worth;
    }
}
