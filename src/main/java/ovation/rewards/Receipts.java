package ovation.rewards;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads receipts back as they were written. */
@Component
class Receipts {

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
    private static final JsonMapper json = JsonMapper.shared();

    private final JdbcClient jdbc;

    Receipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A creator's receipt of a day; served by the unique key (creator, day, currency). */
    Optional<UUID> of(UUID creator, java.time.LocalDate day, String currency) {
        return jdbc.sql(
                        "SELECT id FROM rewards_receipt WHERE creator = :creator AND day = :day AND currency = :currency")
                .param("creator", creator)
                .param("day", day)
                .param("currency", currency)
                .query(UUID.class)
                .optional();
    }

    /** Served by the keys of rewards_receipt, rewards_pool and rewards_receipt_video. */
    Optional<Receipt> find(UUID id) {
        return jdbc.sql("""
                SELECT r.id, r.creator, r.micros, r.transfer_id, r.sha256, p.*
                FROM rewards_receipt r JOIN rewards_pool p ON p.day = r.day AND p.currency = r.currency
                WHERE r.id = :id
                """)
                .param("id", id)
                .query((row, number) -> new Receipt(
                        id,
                        row.getObject("creator", UUID.class),
                        pool(row),
                        lines(id),
                        row.getLong("micros"),
                        row.getObject("transfer_id", UUID.class),
                        row.getString("sha256")))
                .optional();
    }

    /** A pool's shares in their order, without names; served by rewards_receipt_pool. */
    List<Receipt.Share> allocation(LocalDate day, String currency) {
        return jdbc.sql("""
                SELECT id, qualified_views, micros FROM rewards_receipt
                WHERE day = :day AND currency = :currency AND qualified_views > 0 ORDER BY id
                """)
                .param("day", day)
                .param("currency", currency)
                .query((row, number) -> new Receipt.Share(
                        row.getObject("id", UUID.class), row.getLong("qualified_views"), row.getLong("micros")))
                .list();
    }

    private List<Receipt.Line> lines(UUID receipt) {
        return jdbc.sql("""
                SELECT line, video, qualified_views, excluded::text AS excluded, micros
                FROM rewards_receipt_video WHERE receipt_id = :receipt ORDER BY line
                """)
                .param("receipt", receipt)
                .query((row, number) -> new Receipt.Line(
                        row.getInt("line"),
                        row.getObject("video", UUID.class),
                        row.getLong("qualified_views"),
                        counts(row.getString("excluded")),
                        row.getLong("micros")))
                .list();
    }

    static Receipt.Pool pool(ResultSet row) throws SQLException {
        return new Receipt.Pool(
                row.getObject("day", LocalDate.class),
                row.getString("currency"),
                row.getString("formula"),
                row.getLong("revenue_micros"),
                row.getLong("carried_micros"),
                row.getLong("share_per_million"),
                row.getLong("creators_micros"),
                row.getLong("platform_micros"),
                row.getLong("qualified_views"),
                row.getString("allocation_sha256"),
                instant(row, "settled_at"),
                instant(row, "available_from"));
    }

    static Map<String, Long> counts(String text) {
        return json.readValue(text, COUNTS);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
