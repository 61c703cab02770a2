package ovation.ads.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CalibrationTests {

    private static final int EVENTS = 200_000;

    /** @return Σ calibrated / Σ happened over the second half */
    private static double ratio(long seed, DoubleUnaryOperator distorted) {
        var random = new SplittableRandom(seed);
        var calibration = new Calibration();
        var expected = 0.0;
        var happened = 0.0;
        for (var i = 0; i < EVENTS; i++) {
            var truth = 1 / (1 + Math.exp(-(-4 + random.nextGaussian())));
            var predicted = distorted.applyAsDouble(truth);
            var did = random.nextDouble() < truth;
            if (i > EVENTS / 2) {
                expected += calibration.apply(predicted);
                happened += did ? 1 : 0;
            }
            calibration.learn(predicted, did);
        }
        return expected / happened;
    }

    @Test
    void changes_nothing_before_it_has_seen_anything() {
        assertThat(new Calibration().apply(0.01)).isBetween(0.0099999, 0.0100001);
    }

    @Test
    void brings_wrong_predictions_back_whatever_is_wrong_with_them() {
        for (var seed = 1L; seed <= 5; seed++) {
            assertThat(ratio(seed, p -> p)).as("right, seed %d", seed).isBetween(0.95, 1.05);
            assertThat(ratio(seed, p -> p * 1e-3)).as("tiny, seed %d", seed).isBetween(0.95, 1.05);
            assertThat(ratio(seed, p -> Math.min(0.9, p * 5)))
                    .as("high, seed %d", seed)
                    .isBetween(0.95, 1.05);
            assertThat(ratio(seed, p -> p * p)).as("bold, seed %d", seed).isBetween(0.95, 1.05);
            assertThat(ratio(seed, p -> Math.sqrt(p) / 4))
                    .as("timid, seed %d", seed)
                    .isBetween(0.95, 1.05);
            assertThat(ratio(seed, p -> 0.5)).as("blind, seed %d", seed).isBetween(0.95, 1.05);
        }
    }

    @Test
    void never_puts_a_higher_prediction_below_a_lower_one() {
        for (var seed = 1L; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            var calibration = new Calibration();
            for (var i = 0; i < 20_000; i++) {
                var predicted = Math.exp(-1 - 8 * random.nextDouble());
                calibration.learn(predicted, random.nextDouble() < predicted * random.nextDouble(0.2, 2));
            }
            var before = 0.0;
            for (var predicted = 1e-5; predicted < 0.4; predicted *= 1.01) {
                var now = calibration.apply(predicted);
                assertThat(now).as("seed %d at %s", seed, predicted).isGreaterThanOrEqualTo(before * 0.995);
                before = now;
            }
        }
    }

    @Test
    void survives_labels_and_predictions_at_the_edge() {
        var calibration = new Calibration();
        for (var i = 0; i < 5_000; i++) {
            calibration.learn(i % 2 == 0 ? 0 : 1, i % 3 == 0);
        }

        assertThat(calibration.apply(0)).isBetween(0.0, 1.0);
        assertThat(calibration.apply(1)).isBetween(0.0, 1.0);
    }
}
