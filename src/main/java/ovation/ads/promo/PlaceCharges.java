package ovation.ads.promo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.receipts.FixedCharge;
import ovation.ads.receipts.FixedChargeTable;
import ovation.ledger.Money;

/** Charged days of places: each has a posting of its own, whose id is the charge's. */
@Repository
class PlaceCharges extends FixedChargeTable {

    private static final String COLUMNS = """
            SELECT p.business, p.id AS promotion, p.currency, d.place, d.market, d.day, d.price_micros, d.transfer, d.decided_at,
                   upper(s.lanes) - lower(s.lanes) AS lanes, s.price_micros / (upper(s.lanes) - lower(s.lanes)) AS day_micros
            """;
    /** Its primary key. */
    private static final String SLOT = """
            JOIN ads_promotion_slot s
                ON s.promotion = d.promotion AND s.place = d.place AND s.market = d.market AND s.day = d.day
            """;

    /** ads_promotion_day_transfer, primary keys. */
    private static final String FIND = COLUMNS + """
            FROM ads_promotion_day d JOIN ads_promotion p ON p.id = d.promotion
            """ + SLOT + "WHERE d.transfer = :id";

    /** ads_promotion_business, ads_promotion_day_newest: no more than the limit of each promotion. */
    private static final String NEWEST = COLUMNS + """
            FROM ads_promotion p CROSS JOIN LATERAL (
                SELECT * FROM ads_promotion_day d
                WHERE d.promotion = p.id AND d.transfer IS NOT NULL AND (d.decided_at, d.transfer) < (:at, :id)
                ORDER BY d.decided_at DESC, d.transfer DESC LIMIT :limit) d
            """ + SLOT + """
            WHERE p.business = :business ORDER BY d.decided_at DESC, d.transfer DESC LIMIT :limit
            """;

    /** ads_promotion_day_transfer. */
    private static final String SUM = """
            SELECT coalesce(sum(price_micros), 0)::bigint FROM ads_promotion_day WHERE transfer = :transfer
            """;

    PlaceCharges(JdbcClient jdbc) {
        super(jdbc, FIND, NEWEST, SUM);
    }

    @Override
    protected FixedCharge charge(ResultSet row) throws SQLException {
        return FixedCharge.ofDay(
                "place",
                row.getObject("business", UUID.class),
                row.getObject("promotion", UUID.class),
                row.getTimestamp("decided_at").toInstant(),
                row.getObject("transfer", UUID.class),
                new Money(row.getLong("price_micros"), row.getString("currency")),
                new FixedCharge.WholeDay(
                        row.getString("place"),
                        row.getString("market"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("lanes"),
                        row.getLong("day_micros"),
                        // A day on which the place was shown is paid in full.
                        0));
    }
}
