package ovation.ads.topview;

import static ovation.base.Columns.ids;
import static ovation.base.Columns.longs;
import static ovation.base.Columns.texts;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.topview.TopViewSettling.Charge;
import ovation.ads.topview.TopViewSettling.Report;

/** The SQL of {@link TopViewSettling}: one statement over arrays for each table. */
@Repository
class TopViewSettlingRows {

    private final JdbcClient jdbc;

    TopViewSettlingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Reason(UUID booking, String reason) {}

    /** A booking as settling needs it, locked. @param price of one impression, in micros */
    record Open(
            UUID id,
            UUID business,
            LocalDate day,
            String currency,
            long price,
            long frozen,
            long settled,
            boolean ended) {}

    Map<UUID, Open> lock(List<UUID> ids) {
        var bookings = new LinkedHashMap<UUID, Open>();
        // primary key
        jdbc.sql("""
                SELECT b.id, b.business, b.day, b.currency, b.cpm_micros / 1000 AS price, b.frozen_micros AS frozen,
                       b.settled_micros AS settled,
                       EXISTS (SELECT FROM ads_topview_end e WHERE e.booking = b.id) AS ended
                FROM ads_topview_booking b WHERE b.id = ANY (:ids) ORDER BY b.id FOR UPDATE OF b
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .query(new SimplePropertyRowMapper<>(Open.class))
                .list()
                .forEach(booking -> bookings.put(booking.id(), booking));
        return bookings;
    }

    private record Key(UUID exposure, String event) {}

    /** @return those that were not known before */
    List<Report> insertDeliveries(List<Report> reports) {
        if (reports.isEmpty()) {
            return List.of();
        }
        // primary key
        var fresh = new HashSet<>(jdbc.sql("""
                INSERT INTO ads_topview_delivery (exposure, event, booking, viewer, at)
                SELECT * FROM unnest(:exposures::uuid[], :events::text[], :bookings::uuid[], :viewers::uuid[],
                                     :ats::timestamptz[])
                ON CONFLICT (exposure, event) DO NOTHING
                RETURNING exposure, event
                """)
                .param("exposures", ids(reports, Report::exposure))
                .param("events", texts(reports, Report::event))
                .param("bookings", ids(reports, Report::booking))
                .param("viewers", ids(reports, Report::viewer))
                .param("ats", texts(reports, report -> report.at().toString()))
                .query(new SimplePropertyRowMapper<>(Key.class))
                .list());
        return reports.stream()
                .filter(report -> fresh.contains(new Key(report.exposure(), report.event())))
                .toList();
    }

    private record Person(UUID booking, UUID viewer) {}

    /** @return the exposures by which somebody was reached for the first time */
    Set<UUID> insertReached(List<Report> fresh) {
        var first = new LinkedHashMap<Person, UUID>();
        fresh.stream()
                .filter(Report::impression)
                .forEach(report -> first.putIfAbsent(new Person(report.booking(), report.viewer()), report.exposure()));
        if (first.isEmpty()) {
            return Set.of();
        }
        var people = List.copyOf(first.keySet());
        // primary key
        return jdbc
                .sql("""
                INSERT INTO ads_topview_reached (booking, viewer)
                SELECT * FROM unnest(:bookings::uuid[], :viewers::uuid[]) ON CONFLICT (booking, viewer) DO NOTHING
                RETURNING booking, viewer
                """)
                .param("bookings", ids(people, Person::booking))
                .param("viewers", ids(people, Person::viewer))
                .query(new SimplePropertyRowMapper<>(Person.class))
                .list()
                .stream()
                .map(first::get)
                .collect(Collectors.toSet());
    }

    void insertCharges(List<Charge> charges, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_topview_charge (exposure, booking, viewer, price_micros, transfer, served_at, charged_at)
                SELECT c.*, :now FROM unnest(:exposures::uuid[], :bookings::uuid[], :viewers::uuid[], :prices::bigint[],
                                             :transfers::uuid[], :servedAts::timestamptz[]) AS c
                """)
                .param("now", Timestamp.from(now))
                .param("exposures", ids(charges, charge -> charge.report().exposure()))
                .param("bookings", ids(charges, charge -> charge.report().booking()))
                .param("viewers", ids(charges, charge -> charge.report().viewer()))
                .param("prices", longs(charges, Charge::priceMicros))
                .param("transfers", ids(charges, Charge::transfer))
                .param(
                        "servedAts",
                        texts(charges, charge -> charge.report().servedAt().toString()))
                .update();
    }

    /** @param sums micros by booking, all locked; the CHECK of the table is the last defence */
    void addSettled(Map<UUID, Long> sums) {
        // primary key
        jdbc.sql("""
                UPDATE ads_topview_booking b SET settled_micros = b.settled_micros + s.micros
                FROM unnest(:ids::uuid[], :sums::bigint[]) AS s (id, micros) WHERE b.id = s.id
                """)
                .param("ids", sums.keySet().toArray(UUID[]::new))
                .param("sums", sums.values().stream().mapToLong(Long::longValue).toArray())
                .update();
    }

    private record Hour(UUID booking, Instant hour) {}

    /** What counts for the booking's hour of serving, billed or not. */
    void addStats(List<Report> fresh, Set<UUID> reached, List<Charge> charges) {
        var sums = new TreeMap<Hour, long[]>(Comparator.comparing(Hour::booking).thenComparing(Hour::hour));
        for (var report : fresh) {
            var sum = sums.computeIfAbsent(new Hour(report.booking(), report.hour()), hour -> new long[6]);
            sum[column(report.event())]++;
            if (report.impression() && reached.contains(report.exposure())) {
                sum[1]++;
            }
        }
        for (var charge : charges) {
            var report = charge.report();
            sums.computeIfAbsent(new Hour(report.booking(), report.hour()), hour -> new long[6])[5] +=
                    charge.priceMicros();
        }
        if (sums.isEmpty()) {
            return;
        }
        var keys = List.copyOf(sums.keySet());
        var counts = List.copyOf(sums.values());
        // primary key
        jdbc.sql("""
                INSERT INTO ads_topview_stat AS s
                    (booking, hour, impressions, reached, clicks, views2, views6, spend_micros)
                SELECT * FROM unnest(:bookings::uuid[], :hours::timestamptz[], :impressions::bigint[], :reached::bigint[],
                                     :clicks::bigint[], :views2::bigint[], :views6::bigint[], :spend::bigint[])
                ON CONFLICT (booking, hour) DO UPDATE SET
                    impressions = s.impressions + excluded.impressions, reached = s.reached + excluded.reached,
                    clicks = s.clicks + excluded.clicks, views2 = s.views2 + excluded.views2,
                    views6 = s.views6 + excluded.views6, spend_micros = s.spend_micros + excluded.spend_micros
                """)
                .param("bookings", ids(keys, Hour::booking))
                .param("hours", texts(keys, key -> key.hour().toString()))
                .param("impressions", longs(counts, count -> count[0]))
                .param("reached", longs(counts, count -> count[1]))
                .param("clicks", longs(counts, count -> count[2]))
                .param("views2", longs(counts, count -> count[3]))
                .param("views6", longs(counts, count -> count[4]))
                .param("spend", longs(counts, count -> count[5]))
                .update();
    }

    private static int column(String event) {
        return switch (event) {
            case "impression" -> 0;
            case "click" -> 2;
            case "view2" -> 3;
            default -> 4;
        };
    }

    void addUnbilled(Map<Reason, Long> unbilled) {
        if (unbilled.isEmpty()) {
            return;
        }
        var keys = unbilled.keySet().stream()
                .sorted(Comparator.comparing(Reason::booking).thenComparing(Reason::reason))
                .toList();
        // primary key
        jdbc.sql("""
                INSERT INTO ads_topview_unbilled AS u (booking, reason, how_many)
                SELECT * FROM unnest(:bookings::uuid[], :reasons::text[], :counts::bigint[])
                ON CONFLICT (booking, reason) DO UPDATE SET how_many = u.how_many + excluded.how_many
                """)
                .param("bookings", ids(keys, Reason::booking))
                .param("reasons", texts(keys, Reason::reason))
                .param("counts", longs(keys, key -> unbilled.getOrDefault(key, 0L)))
                .update();
    }
}
