package ovation.attention;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The events in their one order: by transaction, then within it. Only what lies below the oldest running transaction is
 * handed out, since a transaction with a lower number may still commit above it (a plain sequence loses such rows).
 */
@Component
class EventLog {

    private static final int PAGE = 5_000;

    /** @param xid of a transaction, as text: JDBC has no type for xid8 */
    record Position(String xid, long seq) {

        static final Position START = new Position("0", -1);
    }

    record Page(List<AttentionEvent> events, Position end) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate snapshot;

    EventLog(JdbcClient jdbc, JdbcTemplate template, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.template = template;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** What follows a position; served by attention_event_order. */
    Page after(Position position, int limit) {
        var events = new ArrayList<AttentionEvent>();
        var end = new Position[] {position};
        jdbc.sql("SELECT " + EventRows.COLUMNS + """
                FROM attention_event
                WHERE (xid, seq) > (CAST(:xid AS xid8), :seq) AND xid < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY xid, seq
                LIMIT :limit
                """)
                .param("xid", position.xid())
                .param("seq", position.seq())
                .param("limit", limit)
                .query(row -> {
                    events.add(EventRows.read(row));
                    end[0] = new Position(row.getString("xid"), row.getLong("seq"));
                });
        return new Page(events, end[0]);
    }

    /**
     * Hands out the past in batches, in one snapshot, and returns where the present begins. Reads the months since
     * then, by partition.
     */
    Position replay(Instant since, Consumer<List<AttentionEvent>> reader) {
        var present = snapshot.execute(status -> {
            var horizon = jdbc.sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                    .query(String.class)
                    .single();
            var batch = new ArrayList<AttentionEvent>(PAGE);
            template.setFetchSize(PAGE);
            template.query(
                    "SELECT " + EventRows.COLUMNS + """
                            FROM attention_event
                            WHERE served_at >= ? AND xid < CAST(? AS xid8)
                            ORDER BY xid, seq
                            """,
                    row -> {
                        batch.add(EventRows.read(row));
                        if (batch.size() == PAGE) {
                            reader.accept(List.copyOf(batch));
                            batch.clear();
                        }
                    },
                    OffsetDateTime.ofInstant(since.minus(ExposureRules.VALID), ZoneOffset.UTC),
                    horizon);
            if (!batch.isEmpty()) {
                reader.accept(batch);
            }
            return new Position(horizon, -1);
        });
        return present == null ? Position.START : present;
    }

    /** Takes a reader's cursor for this transaction; null if another node holds it. */
    @Nullable
    Position take(String reader) {
        jdbc.sql("INSERT INTO attention_cursor (reader, xid, seq) VALUES (:reader, '0', -1) ON CONFLICT DO NOTHING")
                .param("reader", reader)
                .update();
        return jdbc.sql("SELECT xid::text, seq FROM attention_cursor WHERE reader = :reader FOR UPDATE SKIP LOCKED")
                .param("reader", reader)
                .query((row, number) -> new Position(row.getString(1), row.getLong(2)))
                .optional()
                .orElse(null);
    }

    void move(String reader, Position to) {
        jdbc.sql("UPDATE attention_cursor SET xid = CAST(:xid AS xid8), seq = :seq WHERE reader = :reader")
                .param("xid", to.xid())
                .param("seq", to.seq())
                .param("reader", reader)
                .update();
    }

    /**
     * Whether a reader has read everything that was served before an instant; served by attention_event_order. One that
     * has not begun has read nothing.
     */
    boolean hasRead(String reader, Instant servedBefore) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM attention_cursor WHERE reader = :reader) AND NOT EXISTS (
                    SELECT 1 FROM attention_event e, attention_cursor c
                    WHERE c.reader = :reader AND (e.xid, e.seq) > (c.xid, c.seq) AND e.served_at < :before)
                """)
                .param("reader", reader)
                .param("before", OffsetDateTime.ofInstant(servedBefore, ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Whether no reader has anything before it; served by attention_event_order. */
    boolean allHaveRead() {
        return jdbc.sql("""
                SELECT NOT EXISTS (
                    SELECT 1 FROM attention_cursor c
                    WHERE EXISTS (SELECT 1 FROM attention_event e WHERE (e.xid, e.seq) > (c.xid, c.seq)))
                """).query(Boolean.class).single();
    }

    /** Whether nothing follows a position, committed but not yet handed out included. */
    boolean isEnd(Position position) {
        return jdbc.sql(
                        "SELECT NOT EXISTS (SELECT 1 FROM attention_event WHERE (xid, seq) > (CAST(:xid AS xid8), :seq))")
                .param("xid", position.xid())
                .param("seq", position.seq())
                .query(Boolean.class)
                .single();
    }
}
