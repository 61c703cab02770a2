package ovation.moderation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/** People say what is wrong: a case for the moderators and a line in the attention book, in one transaction. */
@Service
class Reporting {

    private static final String EFFECT = "effect";
    private static final Set<String> KINDS =
            Set.of(SubjectRef.VIDEO, SubjectRef.COMMENT, SubjectRef.PERSON, SubjectRef.AD, EFFECT);
    private static final int LONGEST_NOTE = 1_000;
    private static final UUID NOBODY = new UUID(0, 0);

    private final Cases cases;
    private final AttentionBook attention;
    private final Exposures exposures;
    private final Videos videos;
    private final JdbcClient jdbc;
    private final Clock clock;

    Reporting(Cases cases, AttentionBook attention, Exposures exposures, Videos videos, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.attention = attention;
        this.exposures = exposures;
        this.videos = videos;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param reason a code of {@link Reason}
     * @param exposure token of the showing, if it was reported from the feed
     */
    record Report(
            @Nullable SubjectRef subject,
            @Nullable String reason,
            @Nullable String note,
            @Nullable String exposure) {}

    /** A second report of the same person changes nothing. @return the case */
    @Transactional
    UUID report(Viewer viewer, Report report) {
        var reporter = viewer.person();
        var subject = report.subject();
        if (subject == null || subject.kind() == null || subject.id() == null || !KINDS.contains(subject.kind())) {
            throw Refused.field("subject", "not_reportable");
        }
        if (report.reason() == null) {
            throw Refused.field("reason", "required");
        }
        var reason = Reason.of(report.reason()).orElseThrow(() -> Refused.field("reason", "not_offered"));
        var note = report.note() == null ? "" : report.note().strip();
        if (note.length() > LONGEST_NOTE) {
            throw Refused.field("note", "too_long");
        }
        if (subject.is(SubjectRef.VIDEO) && videos.facts(subject.id()).isEmpty()) {
            throw Refused.notFound();
        }
        var id = cases.submit("reports", subject, reporter, "Reported " + subject.kind(), link(subject));
        if (remember(id, subject, reporter, reason, note)) {
            attention.record(List.of(event(viewer, subject, report.exposure())));
        }
        return id;
    }

    private boolean remember(UUID id, SubjectRef subject, UUID reporter, Reason reason, String note) {
        // moderation_report_once
        return jdbc.sql("""
                INSERT INTO moderation_report (id, case_id, subject_kind, subject_id, reporter, reason, note, reported_at)
                VALUES (:id, :case, :kind, :subject, :reporter, :reason, :note, :now)
                ON CONFLICT (case_id, reporter) DO NOTHING
                """)
                        .param("id", Ids.next(clock))
                        .param("case", id)
                        .param("kind", subject.kind())
                        .param("subject", subject.id())
                        .param("reporter", reporter)
                        .param("reason", reason.code())
                        .param("note", note)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private AttentionEvent event(Viewer viewer, SubjectRef subject, @Nullable String token) {
        var now = clock.instant();
        var shown = token == null
                ? null
                : exposures
                        .open(token)
                        .filter(exposure -> exposure.viewer().equals(viewer.id()))
                        .orElse(null);
        var exposure = shown != null
                ? shown
                : new Exposure(
                        Ids.next(clock),
                        viewer.id(),
                        viewer.visitor(),
                        subject,
                        owner(subject),
                        Surface.PAGE,
                        false,
                        0,
                        now,
                        "");
        return new AttentionEvent(Ids.next(clock), AttentionType.REPORTED, exposure, 0, now, 0);
    }

    private UUID owner(SubjectRef subject) {
        if (subject.is(SubjectRef.PERSON)) {
            return subject.id();
        }
        return subject.is(SubjectRef.VIDEO)
                ? videos.facts(subject.id()).map(Videos.VideoFacts::creator).orElse(NOBODY)
                : NOBODY;
    }

    private static String link(SubjectRef subject) {
        if (subject.is(EFFECT)) {
            return "/moderation/effects/" + subject.id();
        }
        return subject.is(SubjectRef.VIDEO) ? "/v/" + subject.id() : "";
    }

    /** A line of a case's reports. */
    record Line(UUID reporter, String reason, String note, Instant reportedAt) {}

    List<Line> of(UUID caseId) {
        // moderation_report_once
        return jdbc.sql("""
                SELECT reporter, reason, note, reported_at FROM moderation_report
                WHERE case_id = :case ORDER BY reported_at LIMIT 100
                """)
                .param("case", caseId)
                .query((row, number) -> new Line(
                        row.getObject("reporter", UUID.class),
                        row.getString("reason"),
                        row.getString("note"),
                        row.getTimestamp("reported_at").toInstant()))
                .list();
    }
}
