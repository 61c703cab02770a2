package ovation.ads.effect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.receipts.FixedCharge;
import ovation.ads.receipts.FixedChargeTable;
import ovation.ledger.Money;

/** Charged days in the effects tray: each has a posting of its own, whose id is the charge's. */
@Repository
class EffectDayCharges extends FixedChargeTable {

    private static final String COLUMNS = """
            SELECT b.business, b.id AS booking, b.market, b.currency, b.day_micros, d.day, d.price_micros, d.transfer, d.charged_at,
                   d.stopped_seconds
            """;

    /** ads_effect_day_transfer_key, primary key. */
    private static final String FIND = COLUMNS + """
            FROM ads_effect_day d JOIN ads_effect_booking b ON b.id = d.booking WHERE d.transfer = :id
            """;

    /** ads_effect_booking_business, ads_effect_day_newest: no more than the limit of each booking. */
    private static final String NEWEST = COLUMNS + """
            FROM ads_effect_booking b CROSS JOIN LATERAL (
                SELECT * FROM ads_effect_day d
                WHERE d.booking = b.id AND d.transfer IS NOT NULL AND (d.charged_at, d.transfer) < (:at, :id)
                ORDER BY d.charged_at DESC, d.transfer DESC LIMIT :limit) d
            WHERE b.business = :business ORDER BY d.charged_at DESC, d.transfer DESC LIMIT :limit
            """;

    /** ads_effect_day_transfer_key. */
    private static final String SUM = """
            SELECT coalesce(sum(price_micros), 0)::bigint FROM ads_effect_day WHERE transfer = :transfer
            """;

    EffectDayCharges(JdbcClient jdbc) {
        super(jdbc, FIND, NEWEST, SUM);
    }

    @Override
    protected FixedCharge charge(ResultSet row) throws SQLException {
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
