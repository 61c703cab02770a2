package ovation.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.SubjectRef;

/** Review cases. */
@Repository
class Cases implements Reviews {

    /** @param state {@code open}, {@code decided} or {@code withdrawn} */
    record Case(
            UUID id,
            String queue,
            SubjectRef subject,
            UUID submitter,
            String title,
            String link,
            String state,
            Instant openedAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Cases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public UUID submit(String queue, SubjectRef subject, UUID submitter, String title, String link) {
        var id = Ids.next(clock);
        // moderation_case_open
        return jdbc.sql("""
                INSERT INTO moderation_case (id, queue, subject_kind, subject_id, submitter, title, link, state, opened_at)
                VALUES (:id, :queue, :kind, :subject, :submitter, :title, :link, 'open', :now)
                ON CONFLICT (subject_kind, subject_id) WHERE state = 'open' DO UPDATE SET title = excluded.title
                RETURNING id
                """)
                .param("id", id)
                .param("queue", queue)
                .param("kind", subject.kind())
                .param("subject", subject.id())
                .param("submitter", submitter)
                .param("title", title)
                .param("link", link)
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .single();
    }

    @Override
    @Transactional
    public void withdraw(SubjectRef subject) {
        // moderation_case_open
        jdbc.sql("""
                UPDATE moderation_case SET state = 'withdrawn', closed_at = :now
                WHERE subject_kind = :kind AND subject_id = :subject AND state = 'open'
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("kind", subject.kind())
                .param("subject", subject.id())
                .update();
    }

    Optional<Case> find(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM moderation_case WHERE id = :id")
                .param("id", id)
                .query(Cases::read)
                .optional();
    }

    /** Locked until the transaction ends. */
    Optional<Case> lock(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM moderation_case WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Cases::read)
                .optional();
    }

    void closeAsDecided(UUID id) {
        // primary key
        jdbc.sql("UPDATE moderation_case SET state = 'decided', closed_at = :now WHERE id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    /** Open cases, the longest waiting first. @param after null for the first part */
    List<Case> open(String queue, @Nullable UUID after, int limit) {
        // moderation_case_queue
        return jdbc.sql("""
                SELECT * FROM moderation_case
                WHERE queue = :queue AND state = 'open' AND (CAST(:after AS uuid) IS NULL OR id > :after)
                ORDER BY id LIMIT :limit
                """)
                .param("queue", queue)
                .param("after", after)
                .param("limit", limit)
                .query(Cases::read)
                .list();
    }

    long waiting(String queue) {
        // moderation_case_queue
        return jdbc.sql("SELECT count(*) FROM moderation_case WHERE queue = :queue AND state = 'open'")
                .param("queue", queue)
                .query(Long.class)
                .single();
    }

    private static Case read(ResultSet row, int number) throws SQLException {
        return new Case(
                row.getObject("id", UUID.class),
                row.getString("queue"),
                new SubjectRef(row.getString("subject_kind"), row.getObject("subject_id", UUID.class)),
                row.getObject("submitter", UUID.class),
                row.getString("title"),
                row.getString("link"),
                row.getString("state"),
                row.getTimestamp("opened_at").toInstant());
    }
}
