package ovation.ads.guarantee;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What guarantees have given back of single charges: so that nothing comes back twice. */
@Component
public class GivenBack {

    private final JdbcClient jdbc;
    private final GuaranteeRows rows;

    GivenBack(JdbcClient jdbc, GuaranteeRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * A credit of a period is spread over the cash of its charges, by what each had cost, rounded up. Until the caller's
     * transaction ends, none of these charges is judged.
     *
     * @return micros by exposure; none for a charge of which nothing came back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, Long> partsOf(Collection<UUID> exposures) {
        var ids = exposures.toArray(UUID[]::new);
        // primary key
        rows.lock(jdbc.sql("SELECT DISTINCT ad_group FROM ads_charge WHERE exposure = ANY (:ids)")
                .param("ids", ids)
                .query((row, number) -> row.getObject("ad_group", UUID.class))
                .list());
        var parts = new HashMap<UUID, Long>();
        // primary key, ads_guarantee's unique (ad_group, period)
        jdbc.sql("""
                SELECT c.exposure, least(c.price_micros - c.grant_micros,
                           sum(ceil((c.price_micros - c.grant_micros)::numeric * v.credit_micros / v.cash)))::bigint AS part
                FROM ads_charge c
                CROSS JOIN LATERAL (
                    SELECT credit_micros, coalesce(nullif(cash_micros, 0), cost_micros) AS cash FROM ads_guarantee
                    WHERE ad_group = c.ad_group AND credit_micros > 0
                      AND (period = c.day::text OR period = 'flight' AND (from_day IS NULL OR from_day <= c.day))) v
                WHERE c.exposure = ANY (:ids) GROUP BY c.exposure, c.price_micros, c.grant_micros
                """).param("ids", ids).query(row -> {
            parts.put(row.getObject("exposure", UUID.class), row.getLong("part"));
        });
        parts.values().removeIf(part -> part == 0);
        return parts;
    }
}
