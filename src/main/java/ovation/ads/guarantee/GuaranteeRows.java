package ovation.ads.guarantee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.goal.Strategy;
import ovation.ads.guarantee.Promise.Evidence;
import ovation.ads.guarantee.Promise.Outcome;

@Repository
class GuaranteeRows {

    static final String FLIGHT = "flight";

    private final JdbcClient jdbc;

    GuaranteeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A day of an ad group on which it spent. @param windowDays the longest within which its results are credited */
    record Open(UUID adGroup, UUID campaign, UUID business, String currency, LocalDate day, int windowDays) {}

    /** Days of ad groups that were promised something, since then, without a verdict. */
    List<Open> openDays(LocalDate from, LocalDate before) {
        // ads_group_terms's primary key, ads_charge_group, ads_guarantee's unique (ad_group, period)
        return jdbc.sql("""
                SELECT g.id AS ad_group, g.campaign, c.business, c.currency, d.day,
                       greatest(coalesce(s.click_days, 7), coalesce(s.view_days, 1)) AS window_days
                FROM ads_group g JOIN ads_campaign c ON c.id = g.campaign
                LEFT JOIN ads_attribution_setting s ON s.campaign = g.campaign
                CROSS JOIN LATERAL (SELECT DISTINCT day FROM ads_charge h
                                    WHERE h.ad_group = g.id AND h.day >= :from AND h.day < :before) d
                WHERE EXISTS (SELECT FROM ads_group_terms t
                              WHERE t.ad_group = g.id AND t.strategy IN ('cost_cap', 'target_roas'))
                  AND (SELECT t.strategy FROM ads_group_terms t
                       WHERE t.ad_group = g.id AND t.from_at < (d.day + 1)::timestamp AT TIME ZONE 'UTC'
                       ORDER BY t.number DESC LIMIT 1) IN ('cost_cap', 'target_roas')
                  AND NOT EXISTS (SELECT FROM ads_guarantee v WHERE v.ad_group = g.id AND v.period = d.day::text)
                ORDER BY d.day, g.id LIMIT 1000
                """)
                .param("from", from)
                .param("before", before)
                .query((row, number) -> new Open(
                        row.getObject("ad_group", UUID.class),
                        row.getObject("campaign", UUID.class),
                        row.getObject("business", UUID.class),
                        row.getString("currency"),
                        row.getObject("day", LocalDate.class),
                        row.getInt("window_days")))
                .list();
    }

    /** Ad groups that have ended, whose days all have their verdict. The day is the last on which they spent. */
    List<Open> openFlights(Instant now) {
        // ads_guarantee's unique (ad_group, period), ads_charge_group
        return jdbc.sql("""
                SELECT g.id AS ad_group, g.campaign, c.business, c.currency, d.last AS day, 0 AS window_days
                FROM ads_group g JOIN ads_campaign c ON c.id = g.campaign
                CROSS JOIN LATERAL (SELECT max(h.day) AS last FROM ads_charge h WHERE h.ad_group = g.id) d
                WHERE (g.ends_at <= :now OR c.state = 'ended') AND g.strategy IN ('cost_cap', 'target_roas')
                  AND EXISTS (SELECT FROM ads_guarantee v WHERE v.ad_group = g.id AND v.period = d.last::text)
                  AND NOT EXISTS (SELECT FROM ads_guarantee v WHERE v.ad_group = g.id AND v.period = 'flight')
                ORDER BY g.id LIMIT 1000
                """)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Open(
                        row.getObject("ad_group", UUID.class),
                        row.getObject("campaign", UUID.class),
                        row.getObject("business", UUID.class),
                        row.getString("currency"),
                        row.getObject("day", LocalDate.class),
                        row.getInt("window_days")))
                .list();
    }

    /** @param number 0 for the beginning @param fromAt from which it held */
    record Terms(long number, Instant fromAt, Promise promise) {

        LocalDate day() {
            return LocalDate.ofInstant(fromAt, ZoneOffset.UTC);
        }
    }

    /** What held, the newest first. */
    List<Terms> terms(UUID adGroup) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_group_terms WHERE ad_group = :group ORDER BY number DESC")
                .param("group", adGroup)
                .query((row, number) -> new Terms(
                        row.getLong("number"),
                        row.getTimestamp("from_at").toInstant(),
                        new Promise(
                                row.getString("billing"),
                                Strategy.valueOf(row.getString("strategy").toUpperCase(Locale.ROOT)),
                                row.getLong("bid_micros"),
                                row.getString("goal_event"),
                                row.getInt("roas_percent"))))
                .list();
    }

    /** A charge is judged, or found invalid, one after the other. */
    void lock(Collection<UUID> adGroups) {
        // primary key
        jdbc.sql("SELECT id FROM ads_group WHERE id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE")
                .param("ids", adGroups.toArray(UUID[]::new))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Of the impressions of those days that are not known to be invalid: what they cost, and the results credited to them. */
    Outcome outcome(UUID adGroup, Promise promise, LocalDate from, LocalDate to) {
        // ads_charge_group, ads_attribution_group, primary keys; touches say where an ad led when it was shown
        return jdbc.sql("""
                SELECT h.*, a.*
                FROM (SELECT coalesce(sum(c.price_micros), 0)::bigint AS cost, count(*) AS charges,
                             coalesce(sum(c.price_micros - c.grant_micros), 0)::bigint AS cash,
                             coalesce(sum(c.probability_ppb), 0)::bigint AS expected,
                             coalesce(floor(sum(c.bid_micros::numeric * coalesce(c.probability_ppb, 0) / 1000000000)), 0)::bigint
                                 AS worth,
                             coalesce(bool_and(d.card IS NOT NULL AND (t.exposure IS NULL OR t.card IS NOT NULL)), false) AS inside
                      FROM ads_charge c JOIN ads_ad d ON d.id = c.ad LEFT JOIN ads_touch t ON t.exposure = c.exposure
                      WHERE c.ad_group = :group AND c.day BETWEEN :from AND :to
                        AND NOT EXISTS (SELECT FROM ads_invalid_charge i WHERE i.exposure = c.exposure)) h,
                     (SELECT count(*) AS results, coalesce(sum(r.value_micros), 0)::bigint AS value,
                             count(*) FILTER (WHERE v.source <> 'pixel' OR v.other_source) AS by_server
                      FROM ads_attribution r JOIN ads_conversion v ON v.id = r.conversion
                      WHERE r.ad_group = :group AND r.impression_day BETWEEN :from AND :to AND r.event = :event
                        AND NOT EXISTS (SELECT FROM ads_invalid_charge i WHERE i.exposure = r.exposure)) a
                """)
                .param("group", adGroup)
                .param("from", from)
                .param("to", to)
                .param("event", promise.event())
                .query((row, number) -> new Outcome(
                        evidence(row, promise),
                        row.getLong(promise.byConversions() ? "results" : "charges"),
                        row.getLong("value"),
                        row.getLong("cost"),
                        row.getLong("cash"),
                        row.getLong("expected"),
                        row.getLong("worth")))
                .single();
    }

    private static Evidence evidence(ResultSet row, Promise promise) throws SQLException {
        if (!promise.byConversions()) {
            return Evidence.BILLED;
        }
        if (row.getBoolean("inside")) {
            return Evidence.INSIDE;
        }
        return row.getLong("results") > 0 && 2 * row.getLong("by_server") >= row.getLong("results")
                ? Evidence.SERVER
                : Evidence.BROWSER;
    }

    long givenBack(UUID adGroup, LocalDate from, LocalDate to) {
        // ads_guarantee's unique (ad_group, period)
        return jdbc.sql("""
                SELECT coalesce(sum(credit_micros), 0)::bigint FROM ads_guarantee
                WHERE ad_group = :group AND period <> 'flight' AND period BETWEEN :from AND :to
                """)
                .param("group", adGroup)
                .param("from", from.toString())
                .param("to", to.toString())
                .query(Long.class)
                .single();
    }

    /**
     * @param period a UTC day, or {@code flight} from {@code fromDay} on
     * @param verdict {@code kept}, {@code credited}, {@code too_few} or {@code changed}
     */
    record Verdict(
            UUID id,
            UUID adGroup,
            String period,
            LocalDate fromDay,
            UUID campaign,
            UUID business,
            String currency,
            Promise promise,
            Outcome outcome,
            long allowedMicros,
            long beforeMicros,
            long creditMicros,
            String verdict,
            @Nullable UUID transfer,
            Instant judgedAt) {}

    /** @return whether it is the first */
    boolean insert(Verdict verdict) {
        var promise = verdict.promise();
        return jdbc.sql("""
                        INSERT INTO ads_guarantee (id, ad_group, period, campaign, business, currency, strategy, promise_micros,
                            roas_percent, results, value_micros, cost_micros, allowed_micros, before_micros, credit_micros, verdict,
                            transfer, judged_at, evidence, expected_ppb, floor_micros, cash_micros, from_day)
                        VALUES (:id, :group, :period, :campaign, :business, :currency, :strategy, :promise, :roas, :results,
                            :value, :cost, :allowed, :before, :credit, :verdict, :transfer, :now, :evidence, :expected, :floor, :cash, :from)
                        ON CONFLICT (ad_group, period) DO NOTHING
                        """)
                        .param("id", verdict.id())
                        .param("group", verdict.adGroup())
                        .param("period", verdict.period())
                        .param("campaign", verdict.campaign())
                        .param("business", verdict.business())
                        .param("currency", verdict.currency())
                        .param("strategy", promise.strategy().code())
                        .param("promise", promise.capMicros())
                        .param("roas", promise.roasPercent())
                        .param("results", verdict.outcome().results())
                        .param("value", verdict.outcome().valueMicros())
                        .param("cost", verdict.outcome().costMicros())
                        .param("evidence", verdict.outcome().evidence().code())
                        .param("expected", verdict.outcome().expectedPpb())
                        .param("floor", promise.floorMicros(verdict.outcome()))
                        .param("cash", verdict.outcome().cashMicros())
                        .param("from", verdict.fromDay())
                        .param("allowed", verdict.allowedMicros())
                        .param("before", verdict.beforeMicros())
                        .param("credit", verdict.creditMicros())
                        .param("verdict", verdict.verdict())
                        .param("transfer", verdict.transfer(), java.sql.Types.OTHER)
                        .param("now", Timestamp.from(verdict.judgedAt()))
                        .update()
                == 1;
    }
}
