package ovation.ads.promo;

import static ovation.base.Columns.ids;
import static ovation.base.Columns.longs;
import static ovation.base.Columns.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.promo.SettlingPromotions.Charge;
import ovation.ads.promo.SettlingPromotions.Reason;
import ovation.ads.promo.SettlingPromotions.Report;

/** The SQL of {@link SettlingPromotions}: one statement over arrays for each table. */
@Repository
class PromotionSettlingRows {

    private final JdbcClient jdbc;

    PromotionSettlingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(UUID exposure, String event) {}

    /** @return those that were not known before */
    List<Report> insertDeliveries(List<Report> reports) {
        if (reports.isEmpty()) {
            return List.of();
        }
        // primary key
        var fresh = new HashSet<>(jdbc.sql("""
                INSERT INTO ads_promotion_delivery (exposure, event, promotion, at)
                SELECT * FROM unnest(:exposures::uuid[], :events::text[], :promotions::uuid[], :ats::timestamptz[])
                ON CONFLICT (exposure, event) DO NOTHING
                RETURNING exposure, event
                """)
                .param("exposures", ids(reports, Report::exposure))
                .param("events", texts(reports, Report::event))
                .param("promotions", ids(reports, report -> report.claim().promotion()))
                .param("ats", texts(reports, report -> report.at().toString()))
                .query(new SimplePropertyRowMapper<>(Key.class))
                .list());
        return reports.stream()
                .filter(report -> fresh.contains(new Key(report.exposure(), report.event())))
                .toList();
    }

    record Person(UUID promotion, UUID video, UUID viewer) {}

    /** Of the people in the reports, those who were billed for the same post before. */
    Set<Person> seenBefore(List<Report> reports) {
        if (reports.isEmpty()) {
            return new HashSet<>();
        }
        // ads_promotion_charge_promotion_video_viewer_key
        return new HashSet<>(jdbc.sql("""
                SELECT c.promotion, c.video, c.viewer FROM ads_promotion_charge c
                JOIN (SELECT DISTINCT * FROM unnest(:promotions::uuid[], :videos::uuid[], :viewers::uuid[]))
                    AS r (promotion, video, viewer) USING (promotion, video, viewer)
                """)
                .param("promotions", ids(reports, report -> report.claim().promotion()))
                .param("videos", ids(reports, Report::video))
                .param("viewers", ids(reports, Report::viewer))
                .query(new SimplePropertyRowMapper<>(Person.class))
                .list());
    }

    void insertCharges(List<Charge> charges, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_promotion_charge (exposure, promotion, video, viewer, price_micros, transfer, served_at,
                    charged_at)
                SELECT c.*, :now FROM unnest(:exposures::uuid[], :promotions::uuid[], :videos::uuid[], :viewers::uuid[],
                    :prices::bigint[], :transfers::uuid[], :servedAts::timestamptz[]) AS c
                """)
                .param("now", Timestamp.from(now))
                .param("exposures", ids(charges, charge -> charge.report().exposure()))
                .param(
                        "promotions",
                        ids(charges, charge -> charge.report().claim().promotion()))
                .param("videos", ids(charges, charge -> charge.report().video()))
                .param("viewers", ids(charges, charge -> charge.report().viewer()))
                .param("prices", longs(charges, Charge::priceMicros))
                .param("transfers", ids(charges, Charge::transfer))
                .param(
                        "servedAts",
                        texts(charges, charge -> charge.report().servedAt().toString()))
                .update();
    }

    private record Spot(UUID promotion, String place, String market, LocalDate day) {

        static Spot of(Report report) {
            var claim = report.claim();
            return new Spot(claim.promotion(), claim.place(), claim.market(), report.day());
        }
    }

    /** What counts for the day of serving, billed or not. */
    void addStats(List<Report> fresh, List<Charge> charges) {
        var sums = new TreeMap<Spot, long[]>(Comparator.comparing(Spot::promotion)
                .thenComparing(Spot::place)
                .thenComparing(Spot::market)
                .thenComparing(Spot::day));
        for (var report : fresh) {
            var column =
                    switch (report.event()) {
                        case "shown" -> 0;
                        case "click" -> 1;
                        default -> 2;
                    };
            sums.computeIfAbsent(Spot.of(report), spot -> new long[4])[column]++;
        }
        for (var charge : charges) {
            sums.computeIfAbsent(Spot.of(charge.report()), spot -> new long[4])[3] += charge.priceMicros();
        }
        if (sums.isEmpty()) {
            return;
        }
        var keys = List.copyOf(sums.keySet());
        var counts = List.copyOf(sums.values());
        // primary key
        jdbc.sql("""
                INSERT INTO ads_promotion_stat AS s (promotion, place, market, day, shown, clicks, views6, spend_micros)
                SELECT * FROM unnest(:promotions::uuid[], :places::text[], :markets::text[], :days::date[], :shown::bigint[],
                    :clicks::bigint[], :views::bigint[], :spend::bigint[])
                ON CONFLICT (promotion, place, market, day) DO UPDATE SET
                    shown = s.shown + excluded.shown, clicks = s.clicks + excluded.clicks,
                    views6 = s.views6 + excluded.views6, spend_micros = s.spend_micros + excluded.spend_micros
                """)
                .param("promotions", ids(keys, Spot::promotion))
                .param("places", texts(keys, Spot::place))
                .param("markets", texts(keys, Spot::market))
                .param("days", texts(keys, key -> key.day().toString()))
                .param("shown", longs(counts, count -> count[0]))
                .param("clicks", longs(counts, count -> count[1]))
                .param("views", longs(counts, count -> count[2]))
                .param("spend", longs(counts, count -> count[3]))
                .update();
    }

    void addUnbilled(Map<Reason, Long> unbilled) {
        if (unbilled.isEmpty()) {
            return;
        }
        var keys = unbilled.keySet().stream()
                .sorted(Comparator.comparing(Reason::promotion).thenComparing(Reason::reason))
                .toList();
        // primary key
        jdbc.sql("""
                INSERT INTO ads_promotion_unbilled AS u (promotion, reason, how_many)
                SELECT * FROM unnest(:promotions::uuid[], :reasons::text[], :counts::bigint[])
                ON CONFLICT (promotion, reason) DO UPDATE SET how_many = u.how_many + excluded.how_many
                """)
                .param("promotions", ids(keys, Reason::promotion))
                .param("reasons", texts(keys, Reason::reason))
                .param("counts", longs(keys, key -> unbilled.getOrDefault(key, 0L)))
                .update();
    }
}
