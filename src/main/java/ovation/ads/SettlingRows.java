package ovation.ads;

import static ovation.base.Columns.ids;
import static ovation.base.Columns.longs;
import static ovation.base.Columns.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.Settling.Charge;
import ovation.ads.Settling.Payment;
import ovation.ads.Settling.Report;

/** The SQL of {@link Settling}: one statement over arrays for each table. */
@Repository
class SettlingRows {

    private final JdbcClient jdbc;

    SettlingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record DeliveryKey(UUID exposure, String event) {}

    /** @return those that were not known before */
    List<DeliveryKey> insertDeliveries(List<Report> reports) {
        if (reports.isEmpty()) {
            return List.of();
        }
        // primary key
        return jdbc.sql("""
                INSERT INTO ads_delivery (exposure, event, ad, day, at)
                SELECT * FROM unnest(:exposures::uuid[], :events::text[], :ads::uuid[], :days::date[], :ats::timestamptz[])
                ON CONFLICT (exposure, event) DO NOTHING
                RETURNING exposure, event
                """)
                .param("exposures", ids(reports, Report::exposure))
                .param("events", texts(reports, Report::event))
                .param("ads", ids(reports, report -> report.claim().ad()))
                .param("days", texts(reports, report -> report.day().toString()))
                .param("ats", texts(reports, report -> report.at().toString()))
                .query(new SimplePropertyRowMapper<>(DeliveryKey.class))
                .list();
    }

    record LeaseRow(
            UUID id,
            UUID adGroup,
            UUID campaign,
            UUID business,
            String currency,
            String period,
            boolean campaignCapped,
            long amount,
            long settled,
            long grantMicros,
            boolean closed) {}

    Map<UUID, LeaseRow> lockLeases(List<UUID> ids) {
        var leases = new LinkedHashMap<UUID, LeaseRow>();
        if (!ids.isEmpty()) {
            // primary key
            jdbc.sql("""
                    SELECT id, ad_group, campaign, business, currency, period, campaign_capped, amount_micros AS amount,
                           settled_micros AS settled, grant_micros, closed_at IS NOT NULL AS closed
                    FROM ads_lease WHERE id = ANY (:ids) ORDER BY id FOR UPDATE
                    """)
                    .param("ids", ids.toArray(UUID[]::new))
                    .query(new SimplePropertyRowMapper<>(LeaseRow.class))
                    .list()
                    .forEach(lease -> leases.put(lease.id(), lease));
        }
        return leases;
    }

    void settleLeases(List<Charge> charges) {
        var sums = new LinkedHashMap<UUID, Long>();
        charges.forEach(charge ->
                sums.merge(charge.lease().id(), charge.report().claim().priceMicros(), Long::sum));
        // primary key
        var changed = jdbc.sql("""
                UPDATE ads_lease l SET settled_micros = l.settled_micros + s.price
                FROM unnest(:ids::uuid[], :prices::bigint[]) AS s (id, price)
                WHERE l.id = s.id AND l.closed_at IS NULL AND l.settled_micros + s.price <= l.amount_micros
                """)
                .param("ids", sums.keySet().toArray(UUID[]::new))
                .param(
                        "prices",
                        sums.values().stream().mapToLong(Long::longValue).toArray())
                .update();
        if (changed != sums.size()) {
            throw new IllegalStateException("A locked lease has changed: " + sums.keySet());
        }
    }

    void insertCharges(Payment payment, Instant now) {
        var charges = payment.charges();
        jdbc.sql("""
                INSERT INTO ads_charge (exposure, ad, ad_group, campaign, business, viewer, event, price_micros, currency, day,
                    lease, transfer, served_at, charged_at, bid_micros, runner_up_micros, reserve_micros, click_ppm, candidates,
                    multiplier_ppm, probability_ppb, quality_ppm, model_version, calibration_version, grant_micros, billing)
                SELECT c.exposure, c.ad, l.ad_group, l.campaign, l.business, c.viewer, c.event, c.price, l.currency, c.day,
                    c.lease, c.transfer, c.served_at, :now, c.bid, c.runner_up, c.reserve, c.click_ppm, c.candidates,
                    c.multiplier, c.probability, c.quality, c.model, c.calibration, c.granted, c.billing
                FROM unnest(:exposures::uuid[], :ads::uuid[], :viewers::uuid[], :events::text[], :prices::bigint[],
                        :days::date[], :leases::uuid[], :transfers::uuid[], :servedAts::timestamptz[], :bids::bigint[],
                        :runnersUp::bigint[], :reserves::bigint[], :clicks::bigint[], :candidates::bigint[],
                        :multipliers::bigint[], :probabilities::bigint[], :qualities::bigint[], :models::bigint[],
                        :calibrations::bigint[], :granted::bigint[], :billings::text[])
                    AS c (exposure, ad, viewer, event, price, day, lease, transfer, served_at, bid, runner_up, reserve,
                          click_ppm, candidates, multiplier, probability, quality, model, calibration, granted, billing)
                JOIN ads_lease l ON l.id = c.lease
                """)
                .param("now", Timestamp.from(now))
                .param("billings", texts(charges, charge -> charge.report()
                        .claim()
                        .billing()
                        .name()))
                .param("exposures", ids(charges, charge -> charge.report().exposure()))
                .param("ads", ids(charges, charge -> charge.report().claim().ad()))
                .param("viewers", ids(charges, charge -> charge.report().viewer()))
                .param("events", texts(charges, charge -> charge.report().event()))
                .param(
                        "prices",
                        longs(charges, charge -> charge.report().claim().priceMicros()))
                .param("days", texts(charges, charge -> charge.report().day().toString()))
                .param("leases", ids(charges, charge -> charge.lease().id()))
                .param("transfers", ids(charges, charge -> payment.transfer()))
                .param(
                        "servedAts",
                        texts(charges, charge -> charge.report().servedAt().toString()))
                .param("bids", longs(charges, charge -> charge.report().claim().bidMicros()))
                .param(
                        "runnersUp",
                        longs(charges, charge -> charge.report().claim().runnerUpMicros()))
                .param(
                        "reserves",
                        longs(charges, charge -> charge.report().claim().reserveMicros()))
                .param(
                        "clicks",
                        longs(charges, charge -> charge.report().claim().clickPpm()))
                .param(
                        "candidates",
                        longs(charges, charge -> charge.report().claim().candidates()))
                .param(
                        "multipliers",
                        longs(charges, charge -> charge.report().claim().terms().multiplierPpm()))
                .param(
                        "probabilities",
                        longs(charges, charge -> charge.report().claim().terms().probabilityPpb()))
                .param(
                        "qualities",
                        longs(charges, charge -> charge.report().claim().terms().qualityPpm()))
                .param(
                        "models",
                        longs(charges, charge -> charge.report().claim().modelVersion()))
                .param(
                        "calibrations",
                        longs(charges, charge -> charge.report().claim().calibrationVersion()))
                .param("granted", longs(charges, Charge::grantMicros))
                .update();
    }

    private record AdDay(UUID ad, LocalDate day) {}

    /** Impressions and clicks count for the ad and the day of serving, also those that are not billed. */
    void addStats(List<Report> fresh, List<Charge> charges) {
        var sums = new java.util.TreeMap<AdDay, long[]>(
                java.util.Comparator.comparing(AdDay::ad).thenComparing(AdDay::day));
        for (var report : fresh) {
            var sum = sums.computeIfAbsent(new AdDay(report.claim().ad(), report.day()), key -> new long[3]);
            switch (report.event()) {
                case "impression" -> sum[0]++;
                case "click" -> sum[1]++;
                default -> {
                    // a view is not counted here
                }
            }
        }
        for (var charge : charges) {
            var report = charge.report();
            sums.computeIfAbsent(new AdDay(report.claim().ad(), report.day()), key -> new long[3])[2] +=
                    report.claim().priceMicros();
        }
        if (sums.isEmpty()) {
            return;
        }
        var keys = List.copyOf(sums.keySet());
        // primary key
        jdbc.sql("""
                INSERT INTO ads_stat AS s (ad, day, ad_group, campaign, business, impressions, clicks, spend_micros)
                SELECT n.ad, n.day, a.ad_group, g.campaign, c.business, n.impressions, n.clicks, n.spend
                FROM unnest(:ads::uuid[], :days::date[], :impressions::bigint[], :clicks::bigint[], :spend::bigint[])
                    AS n (ad, day, impressions, clicks, spend)
                JOIN ads_ad a ON a.id = n.ad JOIN ads_group g ON g.id = a.ad_group JOIN ads_campaign c ON c.id = g.campaign
                ORDER BY n.ad, n.day
                ON CONFLICT (ad, day) DO UPDATE SET
                    impressions = s.impressions + excluded.impressions,
                    clicks = s.clicks + excluded.clicks,
                    spend_micros = s.spend_micros + excluded.spend_micros
                """)
                .param("ads", ids(keys, AdDay::ad))
                .param("days", texts(keys, key -> key.day().toString()))
                .param("impressions", longs(keys, key -> sums.getOrDefault(key, new long[3])[0]))
                .param("clicks", longs(keys, key -> sums.getOrDefault(key, new long[3])[1]))
                .param("spend", longs(keys, key -> sums.getOrDefault(key, new long[3])[2]))
                .update();
    }

    void addUnbilled(Map<Settling.Tally.Key, Long> unbilled) {
        if (unbilled.isEmpty()) {
            return;
        }
        var keys = List.copyOf(unbilled.keySet());
        // primary key
        jdbc.sql("""
                INSERT INTO ads_unbilled AS u (ad, day, event, reason, how_many)
                SELECT * FROM unnest(:ads::uuid[], :days::date[], :events::text[], :reasons::text[], :counts::bigint[])
                    AS n (ad, day, event, reason, how_many)
                ORDER BY ad, day, event, reason
                ON CONFLICT (ad, day, event, reason) DO UPDATE SET how_many = u.how_many + excluded.how_many
                """)
                .param("ads", ids(keys, Settling.Tally.Key::ad))
                .param("days", texts(keys, key -> key.day().toString()))
                .param("events", texts(keys, Settling.Tally.Key::event))
                .param("reasons", texts(keys, Settling.Tally.Key::reason))
                .param("counts", longs(keys, key -> unbilled.getOrDefault(key, 0L)))
                .update();
    }
}
