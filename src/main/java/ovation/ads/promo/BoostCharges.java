package ovation.ads.promo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.receipts.FixedCharge;
import ovation.ads.receipts.FixedChargeTable;
import ovation.ledger.Money;

/** Billed impressions of boosted posts. */
@Repository
class BoostCharges extends FixedChargeTable {

    private static final String COLUMNS = """
            SELECT c.exposure, p.business, p.id AS promotion, p.currency, p.cpm_micros, c.video, c.price_micros, c.transfer,
                   c.served_at, c.charged_at
            """;

    /** Primary keys. */
    private static final String FIND = COLUMNS + """
            FROM ads_promotion_charge c JOIN ads_promotion p ON p.id = c.promotion WHERE c.exposure = :id
            """;

    /** ads_promotion_business, ads_promotion_charge_newest: no more than the limit of each promotion. */
    private static final String NEWEST = COLUMNS + """
            FROM ads_promotion p CROSS JOIN LATERAL (
                SELECT * FROM ads_promotion_charge c
                WHERE c.promotion = p.id AND (c.charged_at, c.exposure) < (:at, :id)
                ORDER BY c.charged_at DESC, c.exposure DESC LIMIT :limit) c
            WHERE p.business = :business ORDER BY c.charged_at DESC, c.exposure DESC LIMIT :limit
            """;

    /** ads_promotion_charge_transfer. */
    private static final String SUM = """
            SELECT coalesce(sum(price_micros), 0)::bigint FROM ads_promotion_charge WHERE transfer = :transfer
            """;

    BoostCharges(JdbcClient jdbc) {
        super(jdbc, FIND, NEWEST, SUM);
    }

    @Override
    protected FixedCharge charge(ResultSet row) throws SQLException {
        return new FixedCharge(
                row.getObject("exposure", UUID.class),
                "boost",
                row.getObject("business", UUID.class),
                row.getObject("promotion", UUID.class),
                row.getTimestamp("served_at").toInstant(),
                row.getTimestamp("charged_at").toInstant(),
                row.getObject("transfer", UUID.class),
                new Money(row.getLong("price_micros"), row.getString("currency")),
                new FixedCharge.Boosted(row.getObject("video", UUID.class), row.getLong("cpm_micros")));
    }
}
