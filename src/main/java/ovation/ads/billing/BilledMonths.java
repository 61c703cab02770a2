package ovation.ads.billing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** What was charged and credited in a time, as documents list it. */
@Repository
class BilledMonths {

    /**
     * What is charged at a fixed price: a row for each charge of a TopView, a boosted post, a day of a place or in the effects tray,
     * with the booking whose line it belongs to. Of a text before a dot the first word is a code.
     */
    static final String FIXED_PRICES = """
            (SELECT b.business, b.id AS booking, 'TopView ' || b.market || ' ' || b.day AS text, c.charged_at, c.price_micros,
                    true AS always
             FROM ads_topview_booking b JOIN ads_topview_charge c ON c.booking = b.id
             UNION ALL
             SELECT p.business, p.id, p.kind || '_posts · ' || p.headline, c.charged_at, c.price_micros, false
             FROM ads_promotion p JOIN ads_promotion_charge c ON c.promotion = p.id
             UNION ALL
             SELECT p.business, p.id, p.kind || '_days · ' || p.headline, d.decided_at, d.price_micros, false
             FROM ads_promotion p JOIN ads_promotion_day d ON d.promotion = p.id WHERE d.transfer IS NOT NULL
             UNION ALL
             SELECT b.business, b.id, 'effect_days · ' || b.market || ' ' || b.first_day || ' – ' || b.last_day, d.charged_at,
                    d.price_micros, false
             FROM ads_effect_booking b JOIN ads_effect_day d ON d.booking = b.id WHERE d.transfer IS NOT NULL)
            """;

    private final JdbcClient jdbc;

    BilledMonths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Businesses that were ever charged or credited, or have booked what will be. */
    List<UUID> businesses() {
        // each by the first column of the table's index over its business
        return jdbc.sql("""
                SELECT business FROM ads_stat UNION SELECT business FROM ads_topview_booking
                UNION SELECT business FROM ads_promotion UNION SELECT business FROM ads_effect_booking
                UNION SELECT business FROM ads_credit
                """)
                .query((row, number) -> row.getObject("business", UUID.class))
                .list();
    }

    Optional<Instant> firstCharge(UUID business, Instant from) {
        // ads_charge_business; of each booking the first: ads_topview_charge_booking, ads_promotion_charge_newest,
        // ads_promotion_day_newest, ads_effect_day_newest
        return first("""
                SELECT least(
                    (SELECT min(charged_at) FROM ads_charge WHERE business = :business AND charged_at >= :from),
                    (SELECT min(f.at) FROM ads_topview_booking b CROSS JOIN LATERAL (
                        SELECT min(charged_at) AS at FROM ads_topview_charge WHERE booking = b.id AND charged_at >= :from) f
                     WHERE b.business = :business),
                    (SELECT min(f.at) FROM ads_promotion p CROSS JOIN LATERAL (
                        SELECT min(charged_at) AS at FROM ads_promotion_charge WHERE promotion = p.id AND charged_at >= :from) f
                     WHERE p.business = :business),
                    (SELECT min(f.at) FROM ads_promotion p CROSS JOIN LATERAL (
                        SELECT min(decided_at) AS at FROM ads_promotion_day
                        WHERE promotion = p.id AND decided_at >= :from AND transfer IS NOT NULL) f
                     WHERE p.business = :business),
                    (SELECT min(f.at) FROM ads_effect_booking b CROSS JOIN LATERAL (
                        SELECT min(charged_at) AS at FROM ads_effect_day
                        WHERE booking = b.id AND charged_at >= :from AND transfer IS NOT NULL) f
                     WHERE b.business = :business)) AS first
                """, business, from);
    }

    Optional<Instant> firstCredit(UUID business, Instant from) {
        // ads_credit_business
        return first(
                "SELECT min(given_at) AS first FROM ads_credit WHERE business = :business AND given_at >= :from",
                business,
                from);
    }

    private Optional<Instant> first(String sql, UUID business, Instant from) {
        return jdbc.sql(sql)
                .param("business", business)
                .param("from", Timestamp.from(from))
                .query((row, number) -> {
                    var first = row.getTimestamp("first");
                    return first == null ? Optional.<Instant>empty() : Optional.of(first.toInstant());
                })
                .single();
    }

    /** A line a campaign, then one or two a booking. */
    List<Document.Line> charges(UUID business, String currency, Instant from, Instant to) {
        // ads_charge_business; each booking's charges by time
        return jdbc.sql("""
                SELECT c.name AS text, c.id AS campaign, n.events, n.granted, n.cash
                FROM (SELECT campaign, count(*) AS events, sum(grant_micros)::bigint AS granted,
                             sum(price_micros - grant_micros)::bigint AS cash
                      FROM ads_charge WHERE business = :business AND charged_at >= :from AND charged_at < :to GROUP BY campaign) n
                JOIN ads_campaign c ON c.id = n.campaign
                UNION ALL
                SELECT text, NULL, count(*), 0, sum(price_micros)::bigint
                FROM %s AS f WHERE business = :business AND charged_at >= :from AND charged_at < :to GROUP BY booking, text
                ORDER BY 1, 2
                """.formatted(FIXED_PRICES))
                .param("business", business)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new Document.Line(
                        row.getString("text"),
                        row.getObject("campaign", UUID.class),
                        row.getLong("events"),
                        new Money(row.getLong("granted"), currency),
                        new Money(row.getLong("cash"), currency)))
                .list();
    }

    List<Document.Line> credits(UUID business, String currency, Instant from, Instant to) {
        // ads_credit_business, ads_invalid_charge_credit
        return jdbc.sql("""
                SELECT c.kind || coalesce(' · ' || n.name, '') AS text, c.campaign, sum(c.amount_micros)::bigint AS amount,
                       sum(greatest(1, (SELECT count(*) FROM ads_invalid_charge i WHERE i.credit = c.id)))::bigint AS events
                FROM ads_credit c LEFT JOIN ads_campaign n ON n.id = c.campaign
                WHERE c.business = :business AND c.given_at >= :from AND c.given_at < :to
                GROUP BY c.kind, c.campaign, n.name ORDER BY 1, 2
                """)
                .param("business", business)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, number) -> new Document.Line(
                        row.getString("text"),
                        row.getObject("campaign", UUID.class),
                        row.getLong("events"),
                        Money.zero(currency),
                        new Money(row.getLong("amount"), currency)))
                .list();
    }

    record Credit(UUID id, String kind, String reason, Money amount, Instant at) {}

    /** The newest hundred. */
    List<Credit> latestCredits(UUID business) {
        // ads_credit_business
        return jdbc.sql("""
                SELECT id, kind, reason, amount_micros, currency, given_at FROM ads_credit WHERE business = :business
                ORDER BY given_at DESC, id DESC LIMIT 100
                """)
                .param("business", business)
                .query((row, number) -> new Credit(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("reason"),
                        new Money(row.getLong("amount_micros"), row.getString("currency")),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }
}
