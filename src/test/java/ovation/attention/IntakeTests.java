package ovation.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.attention.AttentionIntake.Origin;
import ovation.attention.AttentionIntake.Report;
import ovation.attention.AttentionIntake.Verdict.Kind;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.support.OvationTest;

@OvationTest
class IntakeTests {

    private static final Origin BROWSER = new Origin("Mozilla/5.0 (X11; Linux x86_64)", false);

    @Autowired
    AttentionIntake intake;

    @Autowired
    Exposures exposures;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    final UUID viewer = UUID.randomUUID();
    Exposure exposure;

    @BeforeEach
    void something_is_served() {
        exposure = exposure(Surface.FOR_YOU);
    }

    @Test
    void takes_an_event_once_however_often_it_is_sent() {
        var report = shown(exposure);

        assertThat(verdict(report)).isEqualTo(Kind.ACCEPTED);
        assertThat(verdict(report)).isEqualTo(Kind.DUPLICATE);
        assertThat(intake.take(viewer, BROWSER, Collections.nCopies(3, shown(exposure))))
                .extracting(AttentionIntake.Verdict::kind)
                .containsExactly(Kind.ACCEPTED, Kind.DUPLICATE, Kind.DUPLICATE);
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void refuses_what_it_has_not_signed() {
        var token = exposures.sign(exposure);
        var forged = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);

        var verdicts = intake.take(
                viewer,
                BROWSER,
                List.of(
                        new Report(UUID.randomUUID(), forged, AttentionType.SHOWN, 0),
                        new Report(UUID.randomUUID(), "", AttentionType.SHOWN, 0),
                        new Report(UUID.randomUUID(), "x".repeat(5_000), AttentionType.SHOWN, 0)));

        assertThat(verdicts).extracting(AttentionIntake.Verdict::code).containsOnly("exposure_unknown");
        assertThat(events()).isZero();
    }

    @Test
    void refuses_an_exposure_of_somebody_else() {
        var verdicts = intake.take(UUID.randomUUID(), BROWSER, List.of(shown(exposure)));

        assertThat(verdicts.getFirst().code()).isEqualTo("exposure_not_yours");
    }

    @Test
    void refuses_an_expired_exposure_and_takes_one_shortly_before() {
        clock.advance(ExposureRules.VALID.minusSeconds(30));
        assertThat(verdict(shown(exposure))).isEqualTo(Kind.ACCEPTED);

        clock.advance(Duration.ofMinutes(1));
        assertThat(intake.take(viewer, BROWSER, List.of(shown(exposure)))
                        .getFirst()
                        .code())
                .isEqualTo("exposure_expired");
    }

    @Test
    void refuses_deeds_that_clients_may_not_report_and_negative_time() {
        var like = new Report(UUID.randomUUID(), exposures.sign(exposure), AttentionType.LIKED, 0);
        var negative = new Report(UUID.randomUUID(), exposures.sign(exposure), AttentionType.WATCHED, -1);

        assertThat(intake.take(viewer, BROWSER, List.of(like, negative)))
                .extracting(AttentionIntake.Verdict::code)
                .containsExactly("type_not_reportable", "watched_negative");
    }

    @Test
    void clamps_watch_time_to_what_is_possible() {
        clock.advance(Duration.ofSeconds(7));

        intake.take(viewer, BROWSER, List.of(watched(exposure, Long.MAX_VALUE)));

        assertThat(watchedMillis()).isBetween(7_000, 9_500);
    }

    @Test
    void clamps_watch_time_to_some_loops_of_the_clip() {
        clock.advance(Duration.ofMinutes(90));

        intake.take(
                viewer, BROWSER, List.of(watched(exposure, Duration.ofHours(1).toMillis())));

        assertThat(watchedMillis()).isEqualTo(20 * exposure.durationMillis());
    }

    @Test
    void marks_robots_and_keeps_what_they_send() {
        intake.take(
                viewer, new Origin("Googlebot/2.1 (+http://www.google.com/bot.html)", false), List.of(shown(exposure)));
        assertThat(TrafficMark.DECLARED_ROBOT.in(marks())).isTrue();

        intake.take(viewer, new Origin("Mozilla/5.0", true), List.of(shown(exposure)));
        assertThat(TrafficMark.PREFETCH.in(marks())).isTrue();
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void marks_a_viewer_who_watches_more_time_than_passes() {
        var page = new ArrayList<Exposure>();
        for (var i = 0; i < 20; i++) {
            page.add(exposure(Surface.FOR_YOU));
        }
        clock.advance(Duration.ofSeconds(15));

        page.forEach(each -> intake.take(viewer, BROWSER, List.of(watched(each, 15_000))));

        assertThat(TrafficMark.IMPOSSIBLE_PACE.in(marks())).isTrue();
        assertThat(events()).isEqualTo(20);
    }

    @Test
    void does_not_mark_a_viewer_who_reports_a_whole_page_at_its_end() {
        var page = new ArrayList<Exposure>();
        for (var i = 0; i < 10; i++) {
            page.add(exposure(Surface.FOR_YOU));
        }
        clock.advance(Duration.ofSeconds(10 * 14));

        intake.take(
                viewer,
                BROWSER,
                page.stream().map(each -> watched(each, 14_000)).toList());

        assertThat(marks()).isZero();
    }

    @Test
    void refuses_a_batch_that_is_too_large_as_a_whole() {
        var many = Collections.nCopies(501, shown(exposure));

        assertThatThrownBy(() -> intake.take(viewer, BROWSER, many)).isInstanceOf(Refused.class);
        assertThat(events()).isZero();
    }

    private Exposure exposure(Surface surface) {
        return new Exposure(
                Ids.next(clock),
                viewer,
                false,
                SubjectRef.video(UUID.randomUUID()),
                UUID.randomUUID(),
                surface,
                false,
                12_000,
                clock.instant(),
                "");
    }

    private Report shown(Exposure of) {
        return new Report(UUID.randomUUID(), exposures.sign(of), AttentionType.SHOWN, 0);
    }

    private Report watched(Exposure of, long millis) {
        return new Report(UUID.randomUUID(), exposures.sign(of), AttentionType.WATCHED, millis);
    }

    private Kind verdict(Report report) {
        return intake.take(viewer, BROWSER, List.of(report)).getFirst().kind();
    }

    private long events() {
        return jdbc.sql("SELECT count(*) FROM attention_event WHERE viewer = :viewer")
                .param("viewer", viewer)
                .query(Long.class)
                .single();
    }

    private int watchedMillis() {
        return jdbc.sql("SELECT max(watched_ms) FROM attention_event WHERE viewer = :viewer")
                .param("viewer", viewer)
                .query(Integer.class)
                .single();
    }

    private int marks() {
        return jdbc.sql("SELECT bit_or(marks) FROM attention_event WHERE viewer = :viewer")
                .param("viewer", viewer)
                .query(Integer.class)
                .single();
    }
}
