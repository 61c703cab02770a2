package ovation.ads.promo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.receipts.FixedCharge;
import ovation.ads.receipts.FixedCharges;
import ovation.ledger.Money;

/** Billed impressions of boosted posts. */
@Repository
class BoostCharges implements FixedCharges {

    private static final String COLUMNS = """
            SELECT c.exposure, p.business, p.id AS promotion, p.currency, p.cpm_micros, c.video, c.price_micros, c.transfer,
                   c.served_at, c.charged_at
            """;

    private final JdbcClient jdbc;

    BoostCharges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<FixedCharge> find(UUID id) {
        // primary keys
        return jdbc.sql(COLUMNS + """
                FROM ads_promotion_charge c JOIN ads_promotion p ON p.id = c.promotion WHERE c.exposure = :id
                """).param("id", id).query(BoostCharges::row).optional();
    }

    @Override
    public List<FixedCharge> of(UUID business, Before before, int limit) {
        // ads_promotion_business, ads_promotion_charge_newest: no more than the limit of each promotion
        return jdbc.sql(COLUMNS + """
                FROM ads_promotion p CROSS JOIN LATERAL (
                    SELECT * FROM ads_promotion_charge c
                    WHERE c.promotion = p.id AND (c.charged_at, c.exposure) < (:at, :id)
                    ORDER BY c.charged_at DESC, c.exposure DESC LIMIT :limit) c
                WHERE p.business = :business ORDER BY c.charged_at DESC, c.exposure DESC LIMIT :limit
                """)
                .param("business", business)
                .param("at", Timestamp.from(before.chargedAt()))
                .param("id", before.id())
                .param("limit", limit)
                .query(BoostCharges::row)
                .list();
    }

    @Override
    public long sumOf(UUID transfer) {
        // ads_promotion_charge_transfer
        return jdbc.sql("""
                SELECT coalesce(sum(price_micros), 0)::bigint FROM ads_promotion_charge WHERE transfer = :transfer
                """).param("transfer", transfer).query(Long.class).single();
    }

    private static FixedCharge row(ResultSet row, int number) throws SQLException {
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
