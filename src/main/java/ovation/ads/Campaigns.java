package ovation.ads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;

@Repository
class Campaigns {

    private static final String SELECT = """
            SELECT c.*, p.paused_at FROM ads_campaign c LEFT JOIN ads_pause p ON p.subject = c.id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Campaigns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Campaign> find(UUID id) {
        // primary key
        return jdbc.sql(SELECT + "WHERE c.id = :id")
                .param("id", id)
                .query(Campaigns::read)
                .optional();
    }

    /** Newest first. @param before null for the first part */
    List<Campaign> of(UUID business, @Nullable UUID before, int limit) {
        // ads_campaign_business
        return jdbc.sql(SELECT + """
                WHERE c.business = :business AND (CAST(:before AS uuid) IS NULL OR c.id < :before)
                ORDER BY c.id DESC LIMIT :limit
                """)
                .param("business", business)
                .param("before", before)
                .param("limit", limit)
                .query(Campaigns::read)
                .list();
    }

    Campaign insert(
            UUID business, String name, String objective, String currency, @Nullable Long capMicros, UUID createdBy) {
        var id = Ids.next(clock);
        jdbc.sql("""
                INSERT INTO ads_campaign (id, business, name, objective, state, currency, lifetime_cap_micros, created_by,
                                          created_at, version)
                VALUES (:id, :business, :name, :objective, 'draft', :currency, :cap, :by, :now, 0)
                """)
                .param("id", id)
                .param("business", business)
                .param("name", name)
                .param("objective", objective)
                .param("currency", currency)
                .param("cap", capMicros)
                .param("by", createdBy)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return find(id).orElseThrow();
    }

    /** @throws OptimisticLockingFailureException if somebody else has saved since the version was read */
    void update(Campaign campaign) {
        // primary key
        var changed = jdbc.sql("""
                UPDATE ads_campaign
                SET name = :name, objective = :objective, state = :state, lifetime_cap_micros = :cap, version = version + 1
                WHERE id = :id AND version = :version
                """)
                .param("name", campaign.name())
                .param("objective", campaign.objective())
                .param("state", campaign.stage())
                .param("cap", campaign.lifetimeCapMicros())
                .param("id", campaign.id())
                .param("version", campaign.version())
                .update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
        changed();
    }

    void pause(UUID subject, UUID by) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_pause (subject, paused_by, paused_at) VALUES (:subject, :by, :now)
                ON CONFLICT (subject) DO NOTHING
                """)
                .param("subject", subject)
                .param("by", by)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        changed();
    }

    void resume(UUID subject) {
        // primary key
        jdbc.sql("DELETE FROM ads_pause WHERE subject = :subject")
                .param("subject", subject)
                .update();
        changed();
    }

    /** Tells all nodes, with the commit, to read the board again. */
    void changed() {
        jdbc.sql("UPDATE ads_revision SET n = n + 1").update();
    }

    private static Campaign read(ResultSet row, int number) throws SQLException {
        var pausedAt = row.getTimestamp("paused_at");
        return new Campaign(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                row.getString("name"),
                row.getString("objective"),
                row.getString("state"),
                row.getString("currency"),
                row.getObject("lifetime_cap_micros", Long.class),
                row.getTimestamp("created_at").toInstant(),
                pausedAt == null ? null : pausedAt.toInstant(),
                row.getInt("version"));
    }
}
