package ovation.ads.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ovation.ads.engine.DaySample.Drawn;
import ovation.ads.engine.Replay.Opportunity;

class DaySampleTests {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Standing.Seat SEAT = new Standing.Seat(Traits.of(false, Map.of()), Context.UNKNOWN, 1_000, 0);

    private final DaySample day = new DaySample();
    private final List<UUID> people =
            IntStream.range(0, 40_000).mapToObj(n -> new UUID(n, 7)).toList();
    private int turn;

    /** Seats of one person after another, {@code aMinute} of them, over an hour that begins so many hours after midnight. */
    private void hour(int hour, int aMinute) {
        for (var minute = 0; minute < 60; minute++) {
            var at = MIDNIGHT.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
            var fresh = new ArrayList<Drawn>();
            for (var i = 0; i < aMinute; i++) {
                var viewer = people.get(turn++ % people.size());
                if (DaySample.draws(day.buckets(), viewer)) {
                    fresh.add(drawn(viewer, at));
                }
            }
            day.add(fresh, at);
        }
    }

    private Drawn drawn(UUID viewer, Instant at) {
        return new Drawn(new Opportunity(viewer, at, SEAT), day.buckets());
    }

    @Test
    void a_small_house_is_sampled_whole() {
        IntStream.range(0, 30).forEach(hour -> hour(hour, 2));

        assertThat(day.sample().share()).isEqualTo(1);
        assertThat(day.sample().opportunities()).hasSize(24 * 60 * 2 + 2); // both ends of the day
    }

    @Test
    void a_large_one_keeps_enough_and_says_of_how_many() {
        IntStream.range(0, 24).forEach(hour -> hour(hour, 40));

        var sample = day.sample();
        assertThat(sample.opportunities()).hasSizeBetween(DaySample.ENOUGH / 3, DaySample.ENOUGH);
        assertThat(sample.opportunities().size() / sample.share()).isCloseTo(24 * 60 * 40, within(4_000.0));
    }

    /** After a busy day a quiet one: what is said of it is true all the time, and in the end everybody is drawn from again. */
    @Test
    void a_sample_that_became_too_small_grows_again() {
        IntStream.range(0, 24).forEach(hour -> hour(hour, 40));
        assertThat(day.sample().share()).isLessThan(0.2);

        IntStream.range(24, 49).forEach(hour -> hour(hour, 1));
        var after = day.sample();
        assertThat(after.opportunities().size() / after.share()).isCloseTo(24 * 60, within(400.0));

        IntStream.range(49, 100).forEach(hour -> hour(hour, 1));
        assertThat(day.sample().share()).isEqualTo(1);
        assertThat(day.sample().opportunities()).hasSize(24 * 60 + 1);
    }

    /** As it is after a restart, when everybody is drawn from until the rows of before are read. */
    @Test
    void a_day_that_was_drawn_from_fewer_counts_only_those() {
        people.stream()
                .filter(viewer -> DaySample.draws(Buckets.ALL / 4, viewer))
                .limit(1_000)
                .forEach(viewer -> day.add(
                        List.of(new Drawn(new Opportunity(viewer, MIDNIGHT, SEAT), Buckets.ALL / 4)), MIDNIGHT));
        hour(1, 30);

        assertThat(day.sample().share()).isEqualTo(0.25);
        assertThat(day.sample().opportunities()).hasSizeBetween(1_350, 1_550); // of the 1,800 of the hour, a quarter
    }

    @Test
    void what_is_not_of_the_day_is_not_in_it() {
        day.add(List.of(drawn(people.getFirst(), MIDNIGHT.plusSeconds(60))), MIDNIGHT); // a clock that was ahead
        day.add(List.of(drawn(people.getFirst(), MIDNIGHT)), MIDNIGHT);
        assertThat(day.sample().opportunities()).hasSize(1);

        day.add(List.of(), MIDNIGHT.plus(Duration.ofDays(1)).plusMillis(1));
        assertThat(day.sample().opportunities()).isEmpty();
    }
}
