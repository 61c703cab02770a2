package ovation.ads.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code ads_report_task} and its files. */
@Repository
class ReportTasks {

    /** Whoever has not written for so long has died: another node begins again. */
    private static final Duration DEAD = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    ReportTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param state {@code created}, {@code running}, {@code ready}, {@code failed} or {@code expired} */
    record Task(
            UUID id,
            UUID business,
            Question question,
            String state,
            long rowsDone,
            long rowsInAll,
            long bytes,
            Instant createdAt,
            @Nullable Instant finishedAt,
            @Nullable Instant expiresAt) {

        public int percent() {
            return state.equals("ready") ? 100 : rowsInAll == 0 ? 0 : (int) (100 * rowsDone / rowsInAll);
        }
    }

    void insert(UUID id, UUID business, UUID person, Question question, Instant now) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_report_task (id, business, asked_by, question, state, created_at, touched_at)
                VALUES (:id, :business, :person, :question, 'created', :now, :now) ON CONFLICT (id) DO NOTHING
                """)
                .param("id", id)
                .param("business", business)
                .param("person", person)
                .param("question", question.encode())
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Task> find(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_report_task WHERE id = :id")
                .param("id", id)
                .query(ReportTasks::row)
                .optional();
    }

    List<Task> of(UUID business, int limit) {
        // ads_report_task_business
        return jdbc.sql("""
                SELECT * FROM ads_report_task WHERE business = :business ORDER BY created_at DESC, id DESC LIMIT :limit
                """)
                .param("business", business)
                .param("limit", limit)
                .query(ReportTasks::row)
                .list();
    }

    int open(UUID business) {
        // ads_report_task_open
        return jdbc.sql("""
                SELECT count(*) FROM ads_report_task WHERE business = :business AND state IN ('created', 'running')
                """).param("business", business).query(Integer.class).single();
    }

    /** The next that waits, or whose maker has died; it is the caller's from now on. */
    Optional<Task> take(Instant now) {
        // ads_report_task_open
        return jdbc.sql("""
                UPDATE ads_report_task t SET state = 'running', rows_done = 0, touched_at = :now
                FROM (SELECT id FROM ads_report_task
                      WHERE state = 'created' OR (state = 'running' AND touched_at < :dead)
                      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED) next
                WHERE t.id = next.id RETURNING t.*
                """)
                .param("now", Timestamp.from(now))
                .param("dead", Timestamp.from(now.minus(DEAD)))
                .query(ReportTasks::row)
                .optional();
    }

    void progress(UUID id, long done, long inAll, Instant now) {
        // primary key
        jdbc.sql("UPDATE ads_report_task SET rows_done = :done, rows_in_all = :all, touched_at = :now WHERE id = :id")
                .param("done", done)
                .param("all", inAll)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    void write(UUID id, int part, byte[] content) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_report_part (task, part, content) VALUES (:id, :part, :content)
                ON CONFLICT (task, part) DO UPDATE SET content = excluded.content
                """)
                .param("id", id)
                .param("part", part)
                .param("content", content)
                .update();
    }

    Optional<byte[]> read(UUID id, int part) {
        // primary key
        return jdbc.sql("SELECT content FROM ads_report_part WHERE task = :id AND part = :part")
                .param("id", id)
                .param("part", part)
                .query((row, number) -> row.getBytes("content"))
                .optional();
    }

    void finish(UUID id, String state, long bytes, Instant now, @Nullable Instant expires) {
        // primary key
        jdbc.sql("""
                UPDATE ads_report_task SET state = :state, bytes = :bytes, finished_at = :now, touched_at = :now,
                    expires_at = :expires::timestamptz
                WHERE id = :id
                """)
                .param("state", state)
                .param("bytes", bytes)
                .param("now", Timestamp.from(now))
                .param("expires", expires == null ? null : expires.toString())
                .param("id", id)
                .update();
    }

    /** Files whose time is over go; the tasks stay. */
    int expire(Instant now) {
        // ads_report_task_ready, primary key of ads_report_part
        return jdbc.sql("""
                WITH over AS (UPDATE ads_report_task SET state = 'expired' WHERE state = 'ready' AND expires_at <= :now RETURNING id)
                DELETE FROM ads_report_part p USING over WHERE p.task = over.id
                """).param("now", Timestamp.from(now)).update();
    }

    private static Task row(ResultSet row, int number) throws SQLException {
        var finished = row.getTimestamp("finished_at");
        var expires = row.getTimestamp("expires_at");
        return new Task(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                Question.decode(row.getString("question")),
                row.getString("state"),
                row.getLong("rows_done"),
                row.getLong("rows_in_all"),
                row.getLong("bytes"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                expires == null ? null : expires.toInstant());
    }
}
