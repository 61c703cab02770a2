package ovation.moderation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.base.SubjectRef;

/** A case is decided once, by a moderator, with a catalogued reason; what follows commits with it. */
@Service
class Deciding {

    private static final int LONGEST_NOTE = 1_000;

    private final Cases cases;
    private final Appealing appealing;
    private final Takedowns takedowns;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deciding(
            Cases cases,
            Appealing appealing,
            Takedowns takedowns,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.appealing = appealing;
        this.takedowns = takedowns;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param reason a code of {@link Reason}; needed for a rejection */
    record Decision(
            @Nullable Boolean approved,
            @Nullable String reason,
            @Nullable String note) {}

    @Transactional
    void decide(UUID moderator, UUID caseId, Decision decision) {
        if (decision.approved() == null) {
            throw Refused.field("approved", "required");
        }
        var approved = decision.approved();
        var note = decision.note() == null ? "" : decision.note().strip();
        if (note.length() > LONGEST_NOTE) {
            throw Refused.field("note", "too_long");
        }
        var reason = approved ? Reason.NONE : reasonOf(decision, note);
        var reviewCase = cases.lock(caseId).orElseThrow(Refused::notFound);
        if (!reviewCase.state().equals("open")) {
            throw Refused.because(ModerationProblem.CASE_CLOSED);
        }
        if (appealing
                .of(caseId)
                .filter(appeal -> appeal.judge().equals(moderator))
                .isPresent()) {
            throw Refused.because(ModerationProblem.OTHER_MODERATOR_NEEDED);
        }
        cases.closeAsDecided(caseId);
        jdbc.sql("""
                INSERT INTO moderation_decision (case_id, approved, reason, note, moderator, decided_at)
                VALUES (:case, :approved, :reason, :note, :moderator, :now)
                """)
                .param("case", caseId)
                .param("approved", approved)
                .param("reason", reason)
                .param("note", note)
                .param("moderator", moderator)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (reviewCase.subject().is(SubjectRef.VIDEO) && !approved) {
            takedowns.takeDown(reviewCase.subject().id(), caseId);
        }
        events.publishEvent(new DecisionMade(caseId, reviewCase.subject(), approved, reason, note, moderator));
    }

    private static String reasonOf(Decision decision, String note) {
        if (decision.reason() == null || decision.reason().isBlank()) {
            throw Refused.field("reason", "required");
        }
        var reason = Reason.of(decision.reason()).orElseThrow(() -> Refused.field("reason", "not_offered"));
        if (reason == Reason.OTHER && note.isEmpty()) {
            throw Refused.field("note", "required");
        }
        return reason.code();
    }

    /** One line of a subject's history. @param state of the case; {@code approved} and what follows only when decided */
    record Past(
            UUID caseId,
            String queue,
            String state,
            Instant openedAt,
            @Nullable Boolean approved,
            @Nullable String reason,
            @Nullable String note,
            @Nullable UUID moderator,
            @Nullable Instant decidedAt) {}

    /** All cases of a subject, newest first. */
    List<Past> history(SubjectRef subject) {
        // moderation_case_subject, the decision's primary key
        return jdbc.sql("""
                SELECT c.id, c.queue, c.state, c.opened_at, d.approved, d.reason, d.note, d.moderator, d.decided_at
                FROM moderation_case c LEFT JOIN moderation_decision d ON d.case_id = c.id
                WHERE c.subject_kind = :kind AND c.subject_id = :subject ORDER BY c.id DESC LIMIT 50
                """)
                .param("kind", subject.kind())
                .param("subject", subject.id())
                .query((row, number) -> {
                    var decidedAt = row.getTimestamp("decided_at");
                    return new Past(
                            row.getObject("id", UUID.class),
                            row.getString("queue"),
                            row.getString("state"),
                            row.getTimestamp("opened_at").toInstant(),
                            row.getObject("approved", Boolean.class),
                            row.getString("reason"),
                            row.getString("note"),
                            row.getObject("moderator", UUID.class),
                            decidedAt == null ? null : decidedAt.toInstant());
                })
                .list();
    }
}
