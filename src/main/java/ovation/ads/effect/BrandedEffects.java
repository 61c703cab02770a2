package ovation.ads.effect;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.videos.Effects;

/** Whose an effect is, and where its review stands. */
@Repository
class BrandedEffects {

    /** Booked: by a booking that was not ended before its first day. */
    private static final String SELECT = """
            SELECT c.effect, c.business, c.state, c.reason, c.note, c.version,
                   EXISTS (SELECT FROM ads_effect_booking b WHERE b.effect = c.effect AND NOT EXISTS
                       (SELECT FROM ads_effect_end e WHERE e.booking = b.id AND e.until < b.first_day)) AS frozen
            FROM ads_effect_creative c
            """;

    private final JdbcClient jdbc;
    private final Effects effects;
    private final Clock clock;

    BrandedEffects(JdbcClient jdbc, Effects effects, Clock clock) {
        this.jdbc = jdbc;
        this.effects = effects;
        this.clock = clock;
    }

    private record Row(
            UUID effect, UUID business, String state, String reason, String note, int version, boolean frozen) {}

    Optional<BrandedEffect> find(UUID effect) {
        // primary key, ads_effect_booking_effect
        return whole(jdbc.sql(SELECT + "WHERE c.effect = :effect").param("effect", effect)).stream()
                .findFirst();
    }

    Optional<BrandedEffect> lock(UUID effect) {
        // primary key
        jdbc.sql("SELECT effect FROM ads_effect_creative WHERE effect = :effect FOR UPDATE")
                .param("effect", effect)
                .query((row, number) -> row.getObject("effect", UUID.class))
                .list();
        return find(effect);
    }

    /** Newest first. */
    List<BrandedEffect> of(UUID business) {
        // ads_effect_creative_business
        return whole(jdbc.sql(SELECT + "WHERE c.business = :business ORDER BY c.effect DESC LIMIT 200")
                .param("business", business));
    }

    void insert(UUID effect, UUID business) {
        jdbc.sql("""
                INSERT INTO ads_effect_creative (effect, business, state, reason, note, created_at, version)
                VALUES (:effect, :business, 'in_review', 'none', '', :now, 0)
                """)
                .param("effect", effect)
                .param("business", business)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** @throws OptimisticLockingFailureException if somebody else has saved since the version was read */
    void judge(UUID effect, int version, String state, String reason, String note) {
        // primary key
        var changed = jdbc.sql("""
                UPDATE ads_effect_creative SET state = :state, reason = :reason, note = :note, version = version + 1
                WHERE effect = :effect AND version = :version
                """)
                .param("effect", effect)
                .param("version", version)
                .param("state", state)
                .param("reason", reason)
                .param("note", note)
                .update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
    }

    private List<BrandedEffect> whole(JdbcClient.StatementSpec sql) {
        var rows = sql.query((row, number) -> new Row(
                        row.getObject("effect", UUID.class),
                        row.getObject("business", UUID.class),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("note"),
                        row.getInt("version"),
                        row.getBoolean("frozen")))
                .list();
        Map<UUID, Effects.Effect> drawn =
                effects.findAll(rows.stream().map(Row::effect).toList());
        return rows.stream()
                .map(row -> new BrandedEffect(
                        Objects.requireNonNull(drawn.get(row.effect())),
                        row.business(),
                        row.state(),
                        row.reason(),
                        row.note(),
                        row.version(),
                        row.frozen()))
                .toList();
    }
}
