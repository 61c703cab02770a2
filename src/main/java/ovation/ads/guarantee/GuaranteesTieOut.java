package ovation.ads.guarantee;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.BooksCheck;

/** I12 for guarantees: nobody is given back more than his ads have cost, day and flight together. */
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
        // every credited ad group; ads_charge_group
        return jdbc.sql("""
                SELECT v.ad_group, v.currency, v.credit, h.cost
                FROM (SELECT ad_group, currency, sum(credit_micros) AS credit FROM ads_guarantee
                      WHERE credit_micros > 0 GROUP BY 1, 2) v
                CROSS JOIN LATERAL (SELECT coalesce(sum(price_micros), 0) AS cost FROM ads_charge c
                                    WHERE c.ad_group = v.ad_group) h
                WHERE v.credit > h.cost
                """)
                .query((row, number) -> new Break(
                        row.getString("currency"),
                        "Ad group %s was given back %d of %d"
                                .formatted(row.getString("ad_group"), row.getLong("credit"), row.getLong("cost"))))
                .list();
    }
}
