package ovation.ads.buying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import ovation.ads.buying.AlwaysValid.Arm;

/** Somebody looks after each twenty people, for as long as he likes. */
class AlwaysValidTests {

    private static final int TESTS = 1_000;
    private static final int PEOPLE = 6_000;

    @Test
    void of_equal_arms_at_most_one_in_twenty_is_ever_called_different() {
        assertThat(everSignificant(1, 0.25, 0.25)).isLessThanOrEqualTo(0.05);
        assertThat(everSignificant(2, 0.02, 0.02)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void a_real_difference_is_found() {
        assertThat(everSignificant(3, 0.25, 0.32)).isGreaterThan(0.95);
    }

    @Test
    void below_a_hundred_people_nothing_is_said() {
        assertThat(AlwaysValid.pValue(new Arm(99, 0), new Arm(5_000, 4_000)))
                .isEqualTo(1);
        assertThat(AlwaysValid.pValue(new Arm(5_000, 1_000), new Arm(5_000, 1_000)))
                .isEqualTo(1);
        assertThat(AlwaysValid.pValue(new Arm(5_000, 1_000), new Arm(5_000, 2_000)))
                .isLessThan(1e-6);
    }

    private static double everSignificant(long seed, double one, double other) {
        var random = new SplittableRandom(seed);
        var found = 0;
        for (var test = 0; test < TESTS; test++) {
            long actedOne = 0;
            long actedOther = 0;
            for (var people = 1; people <= PEOPLE; people++) {
                actedOne += random.nextDouble() < one ? 1 : 0;
                actedOther += random.nextDouble() < other ? 1 : 0;
                if (people % 20 == 0
                        && AlwaysValid.pValue(new Arm(people, actedOne), new Arm(people, actedOther)) <= 0.05) {
                    found++;
                    break;
                }
            }
        }
        return found / (double) TESTS;
    }
}
