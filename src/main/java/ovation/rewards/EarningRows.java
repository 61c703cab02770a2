package ovation.rewards;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;

/** A creator's own receipts and their lines. */
@Component
class EarningRows {

    /** One line of one receipt. @param state {@code estimated} or {@code available} */
    record VideoDay(
            LocalDate day,
            UUID receipt,
            UUID video,
            Money amount,
            String state,
            long qualifiedViews,
            Map<String, Long> excludedViews) {}

    private final JdbcClient jdbc;

    EarningRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; served by the unique key (creator, day, currency) of rewards_receipt. */
    List<Earnings.Day> days(UUID creator, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                SELECT r.id, r.day, r.currency, r.micros, r.qualified_views, r.excluded::text AS excluded, p.available_from,
                       CASE WHEN m.day IS NULL THEN 'estimated' ELSE 'available' END AS state
                FROM rewards_receipt r
                JOIN rewards_pool p ON p.day = r.day AND p.currency = r.currency
                LEFT JOIN rewards_matured m ON m.day = r.day AND m.currency = r.currency
                WHERE r.creator = :creator AND r.day BETWEEN :from AND :to
                ORDER BY r.day DESC, r.currency
                """)
                .param("creator", creator)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Earnings.Day(
                        row.getObject("day", LocalDate.class),
                        new Money(row.getLong("micros"), row.getString("currency")),
                        row.getString("state"),
                        Receipts.instant(row, "available_from"),
                        row.getLong("qualified_views"),
                        Receipts.counts(row.getString("excluded")),
                        row.getObject("id", UUID.class)))
                .list();
    }

    /** Newest first; served by the unique key of rewards_receipt and the key of rewards_receipt_video. */
    List<VideoDay> lines(UUID creator, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                SELECT r.id, r.day, r.currency, v.video, v.micros, v.qualified_views, v.excluded::text AS excluded,
                       CASE WHEN m.day IS NULL THEN 'estimated' ELSE 'available' END AS state
                FROM rewards_receipt r
                JOIN rewards_receipt_video v ON v.receipt_id = r.id
                LEFT JOIN rewards_matured m ON m.day = r.day AND m.currency = r.currency
                WHERE r.creator = :creator AND r.day BETWEEN :from AND :to
                ORDER BY r.day DESC, r.currency, v.line
                """)
                .param("creator", creator)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new VideoDay(
                        row.getObject("day", LocalDate.class),
                        row.getObject("id", UUID.class),
                        row.getObject("video", UUID.class),
                        new Money(row.getLong("micros"), row.getString("currency")),
                        row.getString("state"),
                        row.getLong("qualified_views"),
                        Receipts.counts(row.getString("excluded"))))
                .list();
    }

    boolean closed(LocalDate day) {
        return jdbc.sql("SELECT count(*) FROM rewards_day WHERE day = :day")
                        .param("day", day)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
