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
     * A day's credit is spread over the cash of its charges, a flight's over what the days have left of it, each by what it had
     * cost, rounded up. Until the caller's transaction ends, none of these charges is judged.
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
                SELECT c.exposure, (d.part + coalesce(ceil((c.cash - d.part)::numeric * f.credit_micros / f.rest), 0))::bigint AS part
                FROM (SELECT exposure, ad_group, day, price_micros - grant_micros AS cash FROM ads_charge
                      WHERE exposure = ANY (:ids)) c
                LEFT JOIN ads_guarantee g ON g.ad_group = c.ad_group AND g.period = c.day::text
                CROSS JOIN LATERAL (
                    SELECT coalesce(ceil(c.cash::numeric * g.credit_micros / nullif(coalesce(nullif(g.cash_micros, 0), g.cost_micros), 0)), 0)
                        AS part) d
                LEFT JOIN LATERAL (
                    SELECT credit_micros, coalesce(cash_micros, cost_micros) - before_micros AS rest FROM ads_guarantee
                    WHERE ad_group = c.ad_group AND period = 'flight' AND credit_micros > 0
                      AND (from_day IS NULL OR from_day <= c.day)) f ON true
                """).param("ids", ids).query(row -> {
            parts.put(row.getObject("exposure", UUID.class), row.getLong("part"));
        });
        parts.values().removeIf(part -> part == 0);
        return parts;
    }
}
