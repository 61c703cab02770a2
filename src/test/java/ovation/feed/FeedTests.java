package ovation.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ovation.videos.Videos.VideoFacts;

/** The parts of the ranking that need nothing around them. */
class FeedTests {

    final long now = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

    @Test
    void a_decayed_sum_halves_every_half_life() {
        var sum = new Decayed();
        sum.add(8, now, 1_000);

        assertThat(sum.at(now + 1_000, 1_000)).isCloseTo(4, within(1e-9));
        assertThat(sum.at(now + 3_000, 1_000)).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_late_event_does_not_turn_time_back() {
        var sum = new Decayed();
        sum.add(1, now, 1_000);
        sum.add(1, now - 5_000, 1_000);

        assertThat(sum.at(now, 1_000)).isEqualTo(2);
    }

    @Test
    void the_quantile_of_a_watch_grows_with_it_and_is_free_of_length() {
        var groups = new DurationGroups();
        var random = new SplittableRandom(7);
        for (var i = 0; i < 5_000; i++) {
            // Long clips are watched longer, but for a smaller share.
            groups.learn(10_000, (int) (10_000 * random.nextDouble()));
            groups.learn(60_000, (int) (60_000 * random.nextDouble() / 3));
        }

        assertThat(groups.quantile(10_000, 5_000)).isCloseTo(0.5, within(0.06));
        assertThat(groups.quantile(60_000, 10_000)).isCloseTo(0.5, within(0.06));
        var last = -1.0;
        for (var watched = 0; watched <= 20_000; watched += 500) {
            var quantile = groups.quantile(10_000, watched);
            assertThat(quantile).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(last);
            last = quantile;
        }
    }

    @Test
    void a_head_learns_what_a_feature_foretells() {
        var heads = new Heads();
        var random = new SplittableRandom(11);
        var liked = new double[Feature.COUNT];
        liked[0] = 1;
        liked[8] = 0.8;
        var other = liked.clone();
        other[8] = -0.8;
        for (var i = 0; i < 4_000; i++) {
            heads.learn(Signal.LIKE, liked, random.nextInt(100) < 30 ? 1 : 0);
            heads.learn(Signal.LIKE, other, random.nextInt(100) < 2 ? 1 : 0);
        }

        assertThat(heads.predict(Signal.LIKE, liked)).isCloseTo(0.30, within(0.08));
        assertThat(heads.predict(Signal.LIKE, other)).isLessThan(0.06);
    }

    @Test
    void thompson_sampling_draws_the_better_clip_more_often_and_gives_the_unknown_a_chance() {
        var good = clip(0);
        var bad = clip(1);
        for (var i = 0; i < 100; i++) {
            good.wasShown();
            bad.wasShown();
            good.wasWatched(0.8, now);
            bad.wasWatched(0.2, now);
        }
        var unknown = clip(2);
        var random = new SplittableRandom(3);
        var goodOverBad = 0;
        var unknownOverGood = 0;
        for (var i = 0; i < 1_000; i++) {
            goodOverBad += Thompson.draw(good, random) > Thompson.draw(bad, random) ? 1 : 0;
            unknownOverGood += Thompson.draw(unknown, random) > Thompson.draw(good, random) ? 1 : 0;
        }

        assertThat(goodOverBad).isGreaterThan(990);
        assertThat(unknownOverGood).isBetween(80, 400);
    }

    @Test
    void what_is_watched_together_is_found_strongest_first_and_stays_bounded() {
        var first = clip(0);
        for (var other = 1; other <= 200; other++) {
            for (var i = 0; i < (other == 7 ? 5 : 1); i++) {
                first.leadsTo(other, 1, now);
            }
        }

        assertThat(first.nearest()[0].clip()).isEqualTo(7);
        assertThat(first.nearest()).hasSizeLessThanOrEqualTo(61);
    }

    @Test
    void a_taste_forgets_no_clip_it_has_seen_and_serves_none_twice_within_half_an_hour() {
        var taste = new Taste();
        var clip = clip(0);
        assertThat(taste.mayShow(clip, now)).isTrue();

        taste.serve(clip, now);
        assertThat(taste.mayShow(clip, now + 60_000)).isFalse();
        assertThat(taste.mayShow(clip, now + 31 * 60_000)).isTrue();

        taste.saw(clip);
        assertThat(taste.mayShow(clip, now + 365L * 24 * 3_600_000)).isFalse();
    }

    @Test
    void a_penalty_never_raises_a_value() {
        var heads = new Heads();
        var random = new SplittableRandom(5);
        var features = new double[Feature.COUNT];
        features[0] = 1;
        for (var i = 0; i < 200; i++) {
            for (var f = 1; f < features.length; f++) {
                features[f] = 2 * random.nextDouble() - 1;
            }
            var worse = features.clone();
            worse[8] = Math.max(-1, features[8] - 0.5); // likes its tags less

            assertThat(heads.value(worse)).isLessThanOrEqualTo(heads.value(features) + 1e-9);
        }
    }

    static Clip clip(int index) {
        var facts = new VideoFacts(
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                new ArrayList<>(List.of("tag" + index)),
                12_000,
                "DE",
                Instant.parse("2026-11-20T12:00:00Z"),
                false,
                false);
        return new Clip(index, facts);
    }
}
