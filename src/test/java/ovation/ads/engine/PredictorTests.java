package ovation.ads.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PredictorTests {

    private static final int ADS = 40;

    private static Subject subject(int ad) {
        return new Subject(new UUID(1, ad), new UUID(2, ad / 2), new UUID(3, ad / 5), 15_000);
    }

    private static Context context(SplittableRandom random) {
        return new Context("DE", random.nextInt(1, 7), random.nextInt(24), 0, List.of(random.nextInt(16)), 0);
    }

    /** Some ads are better, and each is best liked at one age. */
    private static double truth(Context context, int ad) {
        return 0.005 * (1 + ad % 6) * (context.age() == 1 + ad % 6 ? 3 : 1);
    }

    @Test
    void starts_at_the_prior() {
        assertThat(new Predictor(0.01).probability(context(new SplittableRandom(1)), subject(1)))
                .isBetween(0.00999, 0.01001);
    }

    @Test
    void says_more_than_the_mean_rate_and_is_calibrated() {
        for (var seed = 1L; seed <= 3; seed++) {
            var random = new SplittableRandom(seed);
            var predictor = new Predictor(0.05);
            var loss = 0.0;
            var expected = 0.0;
            var clicks = 0;
            var measured = 0;
            for (var i = 0; i < 120_000; i++) {
                var context = context(random);
                var ad = random.nextInt(ADS);
                var clicked = random.nextDouble() < truth(context, ad);
                if (i > 60_000) {
                    var p = predictor.probability(context, subject(ad));
                    loss -= Math.log(clicked ? p : 1 - p);
                    expected += p;
                    clicks += clicked ? 1 : 0;
                    measured++;
                }
                predictor.learn(context, subject(ad), clicked);
            }
            var rate = clicks / (double) measured;
            var entropy = -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);

            assertThat(loss / measured / entropy)
                    .as("normalised entropy, seed %d", seed)
                    .isLessThan(0.97);
            assertThat(expected / clicks).as("calibration, seed %d", seed).isBetween(0.93, 1.07);
        }
    }

    @Test
    void forgets_nothing_when_it_is_saved_and_loaded() {
        var random = new SplittableRandom(4);
        var before = new Predictor(0.01);
        for (var i = 0; i < 20_000; i++) {
            var context = context(random);
            var ad = random.nextInt(ADS);
            before.learn(context, subject(ad), random.nextDouble() < truth(context, ad));
        }
        var after = new Predictor(0.01);

        after.load(before.saveModel(), before.saveCalibration());

        assertThat(after.modelVersion()).isEqualTo(before.modelVersion());
        assertThat(after.calibrationVersion()).isEqualTo(before.calibrationVersion());
        for (var ad = 0; ad < ADS; ad++) {
            var context = context(random);
            assertThat(after.probability(context, subject(ad))).isEqualTo(before.probability(context, subject(ad)));
        }
    }

    @Test
    void a_context_travels_as_text() {
        var context = new Context("DE", 3, 23, 2, List.of(15, 4), 2);

        assertThat(Context.decode(context.encode())).contains(context);
        assertThat(Context.decode(Context.UNKNOWN.encode())).contains(Context.UNKNOWN);
        assertThat(Context.decode("nonsense")).isEmpty();
    }

    @Test
    void traffic_is_flat_until_it_is_known_and_then_as_it_was() {
        var traffic = new Traffic();
        var day = Instant.parse("2026-11-23T00:00:00Z");
        var next = day.plus(Duration.ofDays(1));
        assertThat(traffic.progress(day, next, day.plus(Duration.ofHours(6)))).isBetween(0.2499, 0.2501);

        for (var minute = -60; minute <= 48 * 60; minute++) {
            var at = day.plus(Duration.ofMinutes(minute));
            traffic.count(at, Math.floorMod(minute / 60, 24) < 12 ? 10 : 30);
        }

        assertThat(traffic.progress(day, next, day.plus(Duration.ofHours(12)))).isBetween(0.24, 0.26);
        assertThat(traffic.progress(day, next.plus(Duration.ofDays(1)), next)).isBetween(0.4999, 0.5001);
        assertThat(traffic.progress(day, next, next)).isEqualTo(1);
    }

    @Test
    void late_conversions_are_not_taken_for_none() {
        var random = new SplittableRandom(8);
        var delays = new Delays();
        var patient = new Predictor(0.02);
        var hasty = new Predictor(0.02);
        for (var i = 0; i < 60_000; i++) {
            var context = context(random);
            var subject = subject(random.nextInt(ADS));
            var converts = random.nextDouble() < 0.1;
            var delay = Duration.ofHours(random.nextInt(4) == 0 ? random.nextInt(24) : 24 + random.nextInt(140));
            var byNow = converts && delay.toHours() < 24;
            if (converts) {
                delays.converted(delay);
            }
            var chance = patient.probability(context, subject);
            patient.learnPart(context, subject, byNow ? 1 : delays.hidden(chance, Duration.ofDays(1)));
            hasty.learn(context, subject, byNow);
        }

        assertThat(patient.probability(context(random), subject(1))).isBetween(0.08, 0.12);
        assertThat(hasty.probability(context(random), subject(1))).isLessThan(0.05);
        assertThat(delays.stillToCome(Duration.ZERO)).isEqualTo(1);
        assertThat(delays.stillToCome(Delays.LONGEST)).isZero();
    }
}
