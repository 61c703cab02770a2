package ovation.ads.effect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.receipts.FixedCharge;
import ovation.ads.receipts.FixedCharges;
import ovation.ledger.Money;

/** Charged days in the effects tray: each has a posting of its own, whose id is the charge's. */
@Repository
class EffectDayCharges implements FixedCharges {

    private static final String COLUMNS = """
            SELECT b.business, b.id AS booking, b.market, b.currency, b.day_micros, d.day, d.price_micros, d.transfer, d.charged_at,
                   d.stopped_seconds
            """;

    private final JdbcClient jdbc;

    EffectDayCharges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<FixedCharge> find(UUID id) {
        // ads_effect_day_transfer_key, primary key
        return jdbc.sql(COLUMNS + """
                FROM ads_effect_day d JOIN ads_effect_booking b ON b.id = d.booking WHERE d.transfer = :id
                """)
                .param("id", id)
                .query(EffectDayCharges::row)
                .optional();
    }

    @Override
    public List<FixedCharge> of(UUID business, Before before, int limit) {
        // ads_effect_booking_business, ads_effect_day_newest: no more than the limit of each booking
        return jdbc.sql(COLUMNS + """
                FROM ads_effect_booking b CROSS JOIN LATERAL (
                    SELECT * FROM ads_effect_day d
                    WHERE d.booking = b.id AND d.transfer IS NOT NULL AND (d.charged_at, d.transfer) < (:at, :id)
                    ORDER BY d.charged_at DESC, d.transfer DESC LIMIT :limit) d
                WHERE b.business = :business ORDER BY d.charged_at DESC, d.transfer DESC LIMIT :limit
                """)
                .param("business", business)
                .param("at", Timestamp.from(before.chargedAt()))
                .param("id", before.id())
                .param("limit", limit)
                .query(EffectDayCharges::row)
                .list();
    }

    @Override
    public long sumOf(UUID transfer) {
        // ads_effect_day_transfer_key
        return jdbc.sql("""
                SELECT coalesce(sum(price_micros), 0)::bigint FROM ads_effect_day WHERE transfer = :transfer
                """).param("transfer", transfer).query(Long.class).single();
    }

    private static FixedCharge row(ResultSet row, int number) throws SQLException {
        return FixedCharge.ofDay(
                "effect",
                row.getObject("business", UUID.class),
                row.getObject("booking", UUID.class),
                row.getTimestamp("charged_at").toInstant(),
                row.getObject("transfer", UUID.class),
                new Money(row.getLong("price_micros"), row.getString("currency")),
                new FixedCharge.WholeDay(
                        "effect_tray",
                        row.getString("market"),
                        row.getObject("day", LocalDate.class),
                        1,
                        row.getLong("day_micros"),
                        row.getLong("stopped_seconds")));
    }
}
