package ovation.payouts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Cursor;
import ovation.base.Slice;

/** The rows of batches. */
@Repository
class Batches {

    private static final String COLUMNS =
            "id, currency, rail, state, made_by, made_at, released_by, released_at, submitted_at, file IS NOT NULL AS has_file";

    private final JdbcClient jdbc;
    private final Clock clock;

    Batches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false if the id is known already */
    boolean add(UUID id, String currency, Batch.Rail rail, UUID by) {
        return jdbc.sql("""
                        INSERT INTO payouts_batch (id, currency, rail, state, made_by, made_at)
                        VALUES (:id, :currency, :rail, 'draft', :by, :now) ON CONFLICT DO NOTHING
                        """)
                        .param("id", id)
                        .param("currency", currency)
                        .param("rail", rail.name())
                        .param("by", by)
                        .param("now", Details.utc(clock.instant()))
                        .update()
                == 1;
    }

    Optional<Batch> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM payouts_batch WHERE id = :id")
                .param("id", id)
                .query(Batches::batch)
                .optional();
    }

    /** Until the transaction ends nobody else changes it. */
    Optional<Batch> lock(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM payouts_batch WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Batches::batch)
                .optional();
    }

    /** Newest first, which is the order of their ids; served by the primary key. */
    Slice<Batch> newest(@Nullable String cursor, int limit) {
        var rows = jdbc.sql("SELECT " + COLUMNS + """
                         FROM payouts_batch
                        WHERE :before::uuid IS NULL OR id < :before::uuid
                        ORDER BY id DESC LIMIT :rows
                        """)
                .param(
                        "before",
                        cursor == null ? null : Cursor.decode(cursor, 1).id(0))
                .param("rows", limit + 1)
                .query(Batches::batch)
                .list();
        return Slice.of(rows, limit, last -> Cursor.of(last.id()).encode());
    }

    /** Released, and not all of it has been told yet; served by payouts_batch_open. */
    List<UUID> unfinished() {
        return jdbc.sql("SELECT id FROM payouts_batch WHERE state = 'released' ORDER BY made_at")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    void released(UUID id, UUID by) {
        jdbc.sql("UPDATE payouts_batch SET state = 'released', released_by = :by, released_at = :now WHERE id = :id")
                .param("by", by)
                .param("now", Details.utc(clock.instant()))
                .param("id", id)
                .update();
    }

    void discarded(UUID id) {
        jdbc.sql("UPDATE payouts_batch SET state = 'discarded' WHERE id = :id")
                .param("id", id)
                .update();
    }

    void submitted(UUID id, @Nullable String file) {
        jdbc.sql("UPDATE payouts_batch SET state = 'submitted', submitted_at = :now, file = :file WHERE id = :id")
                .param("now", Details.utc(clock.instant()))
                .param("file", file)
                .param("id", id)
                .update();
    }

    Optional<String> file(UUID id) {
        return jdbc.sql("SELECT file FROM payouts_batch WHERE id = :id AND file IS NOT NULL")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private static Batch batch(ResultSet row, int number) throws SQLException {
        var released = row.getObject("released_at", OffsetDateTime.class);
        var submitted = row.getObject("submitted_at", OffsetDateTime.class);
        return new Batch(
                row.getObject("id", UUID.class),
                row.getString("currency"),
                Batch.Rail.valueOf(row.getString("rail")),
                Batch.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("made_by", UUID.class),
                Details.instant(row.getObject("made_at", OffsetDateTime.class)),
                row.getObject("released_by", UUID.class),
                released == null ? null : released.toInstant(),
                submitted == null ? null : submitted.toInstant(),
                row.getBoolean("has_file"));
    }
}
