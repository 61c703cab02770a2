package ovation.moderation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.base.SubjectRef;

@Service
class Appealing implements Appeals {

    private static final int LONGEST = 1_000;

    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    Appealing(Cases cases, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public UUID appeal(String queue, SubjectRef subject, UUID appellant, String text, String title, String link) {
        var words = text.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw Refused.field("text", words.isEmpty() ? "required" : "too_long");
        }
        var decided = lastRejection(subject);
        var opened = cases.submit(queue, subject, appellant, title, link);
        // primary key; a decision is appealed once
        var fresh = jdbc.sql("""
                INSERT INTO moderation_appeal (decision, appeal_case, text, appellant, appealed_at)
                VALUES (:decision, :case, :text, :appellant, :now) ON CONFLICT (decision) DO NOTHING
                """)
                .param("decision", decided)
                .param("case", opened)
                .param("text", words)
                .param("appellant", appellant)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (fresh == 0) {
            throw Refused.because(ModerationProblem.NOT_APPEALABLE);
        }
        return opened;
    }

    private UUID lastRejection(SubjectRef subject) {
        record Last(UUID decision, boolean approved, boolean ofAppeal) {}
        // moderation_case_subject, the decision's primary key, moderation_appeal_case
        return jdbc.sql("""
                SELECT d.case_id, d.approved, EXISTS (SELECT FROM moderation_appeal a WHERE a.appeal_case = d.case_id) AS ours
                FROM moderation_case c JOIN moderation_decision d ON d.case_id = c.id
                WHERE c.subject_kind = :kind AND c.subject_id = :subject ORDER BY c.id DESC LIMIT 1
                """)
                .param("kind", subject.kind())
                .param("subject", subject.id())
                .query((row, number) -> new Last(
                        row.getObject("case_id", UUID.class), row.getBoolean("approved"), row.getBoolean("ours")))
                .optional()
                .filter(last -> !last.approved() && !last.ofAppeal())
                .map(Last::decision)
                .orElseThrow(() -> Refused.because(ModerationProblem.NOT_APPEALABLE));
    }

    /** @param judge who made the decision that is appealed */
    record Appeal(UUID decision, String text, UUID judge) {}

    /** What a case is the appeal of, if it is one. */
    Optional<Appeal> of(UUID appealCase) {
        // moderation_appeal_case, the decision's primary key
        return jdbc.sql("""
                SELECT a.decision, a.text, d.moderator FROM moderation_appeal a
                JOIN moderation_decision d ON d.case_id = a.decision WHERE a.appeal_case = :case
                """)
                .param("case", appealCase)
                .query((row, number) -> new Appeal(
                        row.getObject("decision", UUID.class),
                        row.getString("text"),
                        row.getObject("moderator", UUID.class)))
                .optional();
    }
}
