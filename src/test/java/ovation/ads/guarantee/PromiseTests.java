package ovation.ads.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import ovation.ads.goal.Strategy;
import ovation.ads.guarantee.Promise.Evidence;
import ovation.ads.guarantee.Promise.Outcome;

/** What a promise allows, by what its results are known by. */
class PromiseTests {

    private static final long CAP = 2_000_000;
    private static final Promise COST_CAP = new Promise("OCPM", Strategy.COST_CAP, CAP, "purchase", 0);
    private static final Promise RETURN = new Promise("OCPM", Strategy.TARGET_ROAS, CAP, "purchase", 400);

    /** A hundred results were to be expected, and bid for at the cap. */
    private static Outcome outcome(Evidence evidence, long results, long cost) {
        return new Outcome(evidence, results, results * 8_000_000, cost, cost, 100_000_000_000L, 100 * CAP);
    }

    @Test
    void what_we_know_ourselves_counts_as_it_is() {
        assertThat(COST_CAP.allowedMicros(outcome(Evidence.INSIDE, 40, 0))).isEqualTo(40 * CAP);
        assertThat(RETURN.allowedMicros(outcome(Evidence.INSIDE, 40, 0))).isEqualTo(40 * 8_000_000 / 4);
        assertThat(COST_CAP.creditMicros(outcome(Evidence.INSIDE, 40, 150 * CAP), 0))
                .isEqualTo(110 * CAP);
    }

    @Test
    void what_only_browsers_tell_counts_as_what_was_to_be_expected_at_least() {
        assertThat(COST_CAP.allowedMicros(outcome(Evidence.BROWSER, 40, 0))).isEqualTo(100 * CAP);
        assertThat(RETURN.allowedMicros(outcome(Evidence.BROWSER, 40, 0))).isEqualTo(100 * CAP);
        assertThat(COST_CAP.allowedMicros(outcome(Evidence.BROWSER, 130, 0))).isEqualTo(130 * CAP);
    }

    @Test
    void what_a_server_tells_counts_as_what_chance_leaves_at_least() {
        // 1 − 1.645 / √100
        assertThat(COST_CAP.allowedMicros(outcome(Evidence.SERVER, 40, 0))).isEqualTo(83_550_000L * 2);
        assertThat(COST_CAP.allowedMicros(outcome(Evidence.SERVER, 90, 0))).isEqualTo(90 * CAP);
        var few = new Outcome(Evidence.SERVER, 1, 0, 0, 0, 2_000_000_000L, 2 * CAP);
        assertThat(COST_CAP.allowedMicros(few)).as("of two, chance leaves none").isEqualTo(CAP);
    }

    @Test
    void who_tells_of_fewer_gets_nothing_more() {
        var random = new Random(20261123);
        for (var i = 0; i < 10_000; i++) {
            var cost = random.nextLong(300 * CAP);
            var told = random.nextLong(101);
            var fewer = random.nextLong(told + 1);
            for (var promise : new Promise[] {COST_CAP, RETURN}) {
                assertThat(promise.creditMicros(outcome(Evidence.BROWSER, fewer, cost), 0))
                        .isEqualTo(promise.creditMicros(outcome(Evidence.BROWSER, told, cost), 0));
                // a server's silence is worth no more than the chance of one period in twenty
                assertThat(promise.creditMicros(outcome(Evidence.SERVER, fewer, cost), 0))
                        .isLessThanOrEqualTo(promise.creditMicros(outcome(Evidence.SERVER, 100, cost), 0) + 17 * CAP);
            }
        }
    }
}
