package ovation.ads.guarantee;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;

/** What was judged, for reading. Also the bean {@code guarantees} of the campaign's page. */
@Component("guarantees")
class Guarantees {

    private final JdbcClient jdbc;

    Guarantees(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param period a UTC day of serving, or {@code flight}
     * @param strategy {@code cost_cap} or {@code target_roas}
     * @param promise highest average cost of a result; with a target return what an order is usually worth
     * @param evidence by what results are known: {@code billed}, {@code inside}, {@code server} or {@code browser}
     * @param results that were credited to the ads shown then
     * @param expectedPpb billionths of results that were to be expected: the sum of the receipts' probabilities
     * @param floor what of these is certain enough may cost
     * @param allowed what they might cost together: by the results, or the floor if it is higher
     * @param before what the flight's days have given back already
     * @param credit given back to the prepaid balance
     * @param verdict {@code kept}, {@code credited}, {@code too_few} or {@code changed}
     */
    public record Row(
            UUID id,
            UUID adGroup,
            String adGroupName,
            String period,
            String strategy,
            Money promise,
            int roasPercent,
            String evidence,
            long results,
            long expectedPpb,
            Money floor,
            Money value,
            Money cost,
            Money allowed,
            Money before,
            Money credit,
            String verdict,
            @Nullable UUID transfer,
            Instant judgedAt) {}

    /** The newest first. */
    public List<Row> of(UUID campaign) {
        // ads_guarantee_campaign
        return jdbc.sql("""
                SELECT v.*, g.name FROM ads_guarantee v JOIN ads_group g ON g.id = v.ad_group
                WHERE v.campaign = :campaign ORDER BY v.judged_at DESC, v.period DESC LIMIT 100
                """)
                .param("campaign", campaign)
                .query((row, number) -> {
                    var currency = row.getString("currency");
                    return new Row(
                            row.getObject("id", UUID.class),
                            row.getObject("ad_group", UUID.class),
                            row.getString("name"),
                            row.getString("period"),
                            row.getString("strategy"),
                            new Money(row.getLong("promise_micros"), currency),
                            row.getInt("roas_percent"),
                            row.getString("evidence"),
                            row.getLong("results"),
                            row.getLong("expected_ppb"),
                            new Money(row.getLong("floor_micros"), currency),
                            new Money(row.getLong("value_micros"), currency),
                            new Money(row.getLong("cost_micros"), currency),
                            new Money(row.getLong("allowed_micros"), currency),
                            new Money(row.getLong("before_micros"), currency),
                            new Money(row.getLong("credit_micros"), currency),
                            row.getString("verdict"),
                            row.getObject("transfer", UUID.class),
                            row.getTimestamp("judged_at").toInstant());
                })
                .list();
    }
}
