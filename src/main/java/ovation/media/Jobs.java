package ovation.media;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;

/** What is to be made, in the database: every node takes from it, and a node that dies loses nothing. */
@Repository
class Jobs {

    static final String PREPARE = "prepare";
    static final Duration LEASE = Duration.ofSeconds(60);

    /** @param kind {@link #PREPARE}, or a rung's name */
    record Job(UUID id, UUID asset, String kind, int attempts) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Jobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(UUID asset, String kind, int rank) {
        var now = clock.instant();
        jdbc.sql("""
                        INSERT INTO media_job (id, asset, kind, rank, created_at) VALUES (:id, :asset, :kind, :rank, :now)
                        ON CONFLICT (asset, kind) DO NOTHING
                        """)
                .param("id", Ids.at(now))
                .param("asset", asset)
                .param("kind", kind)
                .param("rank", rank)
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Job> take() {
        var now = clock.instant();
        // media_job_next; a row that another worker is taking is passed over
        return jdbc.sql("""
                        UPDATE media_job SET leased_until = :until, attempts = attempts + 1
                        WHERE id = (SELECT id FROM media_job WHERE leased_until IS NULL OR leased_until < :now
                                    ORDER BY rank, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, asset, kind, attempts
                        """)
                .param("until", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Job(
                        row.getObject("id", UUID.class),
                        row.getObject("asset", UUID.class),
                        row.getString("kind"),
                        row.getInt("attempts")))
                .optional();
    }

    void renew(UUID job) {
        lease(job, LEASE);
    }

    /** Gives it back: again after a while. */
    void later(UUID job, Duration pause) {
        lease(job, pause);
    }

    void done(UUID job) {
        jdbc.sql("DELETE FROM media_job WHERE id = :id").param("id", job).update();
    }

    /** How many are left of an asset. */
    int left(UUID asset) {
        // media_job_asset_kind_key
        return jdbc.sql("SELECT count(*) FROM media_job WHERE asset = :asset")
                .param("asset", asset)
                .query(Integer.class)
                .single();
    }

    private void lease(UUID job, Duration length) {
        jdbc.sql("UPDATE media_job SET leased_until = :until WHERE id = :id")
                .param("id", job)
                .param("until", Timestamp.from(clock.instant().plus(length)))
                .update();
    }
}
