package ovation.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.support.OvationTest;
import ovation.support.Until;

@OvationTest
class QualifiedViewTests {

    @Autowired
    AttentionBook book;

    @Autowired
    QualifiedViews views;

    @Autowired
    MovableClock clock;

    final UUID owner = UUID.randomUUID();
    final SubjectRef video = SubjectRef.video(UUID.randomUUID());

    @Test
    void counts_each_view_once_with_the_reason_when_it_does_not_count() {
        var person = UUID.randomUUID();
        watch(person, false, Surface.FOR_YOU, false, 6_000, 0);
        watch(person, false, Surface.FOR_YOU, false, 9_000, 0); // again
        watch(UUID.randomUUID(), false, Surface.FOR_YOU, false, 4_999, 0); // too short
        watch(UUID.randomUUID(), false, Surface.FOR_YOU, false, 5_000, 0); // just long enough
        watch(UUID.randomUUID(), false, Surface.PROFILE, false, 8_000, 0);
        watch(UUID.randomUUID(), false, Surface.FOR_YOU, true, 8_000, 0); // paid
        watch(UUID.randomUUID(), false, Surface.FOR_YOU, false, 8_000, TrafficMark.DECLARED_ROBOT.bit());
        watch(UUID.randomUUID(), true, Surface.FOR_YOU, false, 8_000, 0); // visitor
        watch(owner, false, Surface.FOR_YOU, false, 8_000, 0); // his own

        var day = day();

        assertThat(day.qualified()).isEqualTo(2);
        assertThat(day.excludedByReason())
                .isEqualTo(Map.of(
                        "repeat",
                        1L,
                        "too_short",
                        1L,
                        "not_for_you",
                        1L,
                        "paid",
                        1L,
                        "marked",
                        1L,
                        "visitor",
                        1L,
                        "own",
                        1L));
    }

    @Test
    void a_view_that_grows_long_enough_qualifies_then() {
        var exposure = exposure(UUID.randomUUID(), false, Surface.FOR_YOU, false);
        record(exposure, 3_000, 0);
        assertThat(day().qualified()).isZero();

        record(exposure, 7_000, 0);
        assertThat(day().qualified()).isEqualTo(1);

        record(exposure, 2_000, 0); // a late report of less takes nothing back
        assertThat(day().qualified()).isEqualTo(1);
    }

    @Test
    void a_day_is_complete_only_when_no_exposure_of_it_can_still_be_reported() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        assertThat(views.complete(today)).isFalse();

        var end = today.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        clock.advance(Duration.between(clock.instant(), end).plus(Duration.ofHours(3)));
        Until.holds(() -> views.complete(today));
        clock.backToNow();
    }

    private QualifiedViews.DayOfViews day() {
        Until.holds(book::caughtUp);
        return views.day(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).stream()
                .filter(each -> each.owner().equals(owner))
                .findFirst()
                .orElseThrow();
    }

    private void watch(UUID viewer, boolean visitor, Surface surface, boolean paid, int millis, int marks) {
        record(exposure(viewer, visitor, surface, paid), millis, marks);
    }

    private void record(Exposure exposure, int millis, int marks) {
        book.record(List.of(new AttentionEvent(
                UUID.randomUUID(), AttentionType.WATCHED, exposure, millis, clock.instant(), marks)));
    }

    private Exposure exposure(UUID viewer, boolean visitor, Surface surface, boolean paid) {
        return new Exposure(Ids.next(clock), viewer, visitor, video, owner, surface, paid, 12_000, clock.instant(), "");
    }
}
