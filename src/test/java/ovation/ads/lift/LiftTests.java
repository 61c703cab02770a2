package ovation.ads.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiftTests {

    /** Newcombe, Interval estimation for the difference between independent proportions, 1998, table II, example (a). */
    @Test
    void agrees_with_the_published_interval() {
        var lift = Lift.of(70, 56, 80, 48);

        assertThat(lift.difference()).isCloseTo(0.2, within(1e-12));
        assertThat(lift.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(lift.high()).isCloseTo(0.3339, within(5e-5));
        assertThat(lift.certain()).isTrue();
    }

    @Test
    void nobody_who_did_anything_says_nothing() {
        var lift = Lift.of(2_000, 0, 100, 0);

        assertThat(lift.difference()).isZero();
        assertThat(lift.low()).isNegative();
        assertThat(lift.high()).isPositive();
        assertThat(lift.certain()).isFalse();
    }

    @Test
    void the_interval_holds_the_truth_nineteen_times_of_twenty() {
        var seed = Long.getLong("seed", 20261123L);
        var random = new Random(seed);
        var held = 0;
        var rounds = 4_000;
        for (var round = 0; round < rounds; round++) {
            var base = 0.005 + random.nextDouble() * 0.1;
            var effect = random.nextDouble() * 0.05;
            var lift = Lift.of(3_000, did(random, 3_000, base + effect), 200, did(random, 200, base));
            if (lift.low() <= effect && effect <= lift.high()) {
                held++;
            }
        }
        assertThat(held / (double) rounds).as("seed %d", seed).isBetween(0.935, 0.985);
    }

    @Test
    void one_in_twenty_is_kept_from_each_campaign_and_not_always_the_same() {
        var random = new Random(1);
        var one = new HashSet<UUID>();
        var other = new HashSet<UUID>();
        var campaign = new UUID(random.nextLong(), random.nextLong());
        var another = new UUID(random.nextLong(), random.nextLong());
        for (var i = 0; i < 100_000; i++) {
            var person = new UUID(random.nextLong(), random.nextLong());
            if (Ghosts.bucket(person, campaign) < 5) {
                one.add(person);
            }
            if (Ghosts.bucket(person, another) < 5) {
                other.add(person);
            }
        }
        assertThat(one.size()).isBetween(4_700, 5_300);
        assertThat(other.size()).isBetween(4_700, 5_300);
        other.retainAll(one);
        assertThat(other.size()).as("in both").isBetween(180, 320);
    }

    private static int did(Random random, int people, double share) {
        var did = 0;
        for (var i = 0; i < people; i++) {
            if (random.nextDouble() < share) {
                did++;
            }
        }
        return did;
    }
}
