package ovation.ads.guarantee;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.BooksCheck;

/** I12 for guarantees: nobody is given back more than his ads have cost him, days, flight and invalid traffic together. */
@Component
class GuaranteesTieOut implements BooksCheck {

    private final JdbcClient jdbc;

    GuaranteesTieOut(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        // every credited ad group; ads_charge_group, primary key of ads_invalid_charge
        return jdbc.sql("""
                SELECT v.ad_group, v.currency, v.credit + h.invalid AS credit, h.cost
                FROM (SELECT ad_group, currency, sum(credit_micros) AS credit FROM ads_guarantee
                      WHERE credit_micros > 0 GROUP BY 1, 2) v
                CROSS JOIN LATERAL (
                    SELECT coalesce(sum(c.price_micros - c.grant_micros), 0) AS cost,
                           coalesce(sum(i.price_micros - i.grant_micros - i.guaranteed_micros), 0) AS invalid
                    FROM ads_charge c LEFT JOIN ads_invalid_charge i ON i.exposure = c.exposure
                    WHERE c.ad_group = v.ad_group) h
                WHERE v.credit + h.invalid > h.cost
                """)
                .query((row, number) -> new Break(
                        row.getString("currency"),
                        "Ad group %s was given back %d of %d"
                                .formatted(row.getString("ad_group"), row.getLong("credit"), row.getLong("cost"))))
                .list();
    }
}
