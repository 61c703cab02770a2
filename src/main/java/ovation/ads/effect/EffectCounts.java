package ovation.ads.effect;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.effect.CountingEffects.Report;

/** The rows that reports are made of. */
@Repository
class EffectCounts {

    private static final List<String> EVENTS = List.of("open", "use", "click", "view");

    private final JdbcClient jdbc;

    EffectCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Cell(UUID booking, LocalDate day) implements Comparable<Cell> {

        @Override
        public int compareTo(Cell other) {
            var first = booking.compareTo(other.booking);
            return first != 0 ? first : day.compareTo(other.day);
        }
    }

    /** Sums of one booking's day, in the order of its columns: opens, people, uses, clicks, views, robots. */
    private static final class Sums {
        private final long[] columns = new long[6];

        private void add(int column) {
            columns[column]++;
        }
    }

    /** What is known already adds nothing. */
    void add(List<Report> reports, List<Report> robots) {
        var sums = new TreeMap<Cell, Sums>();
        var fresh = insertEvents(reports);
        var people = insertPeople(
                fresh.stream().filter(each -> each.event().equals("open")).toList());
        for (var report : fresh) {
            var cell = cell(sums, report);
            switch (report.event()) {
                case "open" -> cell.add(0);
                case "use" -> cell.add(2);
                case "click" -> cell.add(3);
                default -> cell.add(4);
            }
        }
        people.forEach(report -> cell(sums, report).add(1));
        robots.forEach(report -> cell(sums, report).add(5));
        write(sums);
    }

    private static Sums cell(Map<Cell, Sums> sums, Report report) {
        return sums.computeIfAbsent(new Cell(report.booking(), report.day()), cell -> new Sums());
    }

    private List<Report> insertEvents(List<Report> reports) {
        var known = EVENTS.stream().toList();
        var rows = reports.stream().filter(each -> known.contains(each.event())).toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        // primary key; a booking that is not there any more is left out
        var fresh = new HashSet<>(jdbc.sql("""
                INSERT INTO ads_effect_event (exposure, event, booking, viewer, at)
                SELECT r.* FROM unnest(:exposures, :events, :bookings, :viewers, :times::timestamptz[])
                    AS r (exposure, event, booking, viewer, at)
                JOIN ads_effect_booking b ON b.id = r.booking
                ON CONFLICT DO NOTHING RETURNING exposure || event AS key
                """)
                .param("exposures", rows.stream().map(Report::exposure).toArray(UUID[]::new))
                .param("events", rows.stream().map(Report::event).toArray(String[]::new))
                .param("bookings", rows.stream().map(Report::booking).toArray(UUID[]::new))
                .param("viewers", rows.stream().map(Report::viewer).toArray(UUID[]::new))
                .param("times", rows.stream().map(each -> each.at().toString()).toArray(String[]::new))
                .query((row, number) -> row.getString("key"))
                .list());
        return rows.stream()
                .filter(each -> fresh.contains(each.exposure() + each.event()))
                .toList();
    }

    /** Those that were their person's first of the booking. */
    private List<Report> insertPeople(List<Report> opens) {
        var byPerson = new HashMap<String, Report>();
        opens.forEach(each -> byPerson.putIfAbsent(each.booking() + "" + each.viewer(), each));
        var rows = List.copyOf(byPerson.values());
        if (rows.isEmpty()) {
            return List.of();
        }
        // primary key
        var fresh = new HashSet<>(jdbc.sql("""
                INSERT INTO ads_effect_person (booking, viewer)
                SELECT * FROM unnest(:bookings, :viewers) ON CONFLICT DO NOTHING RETURNING booking || '' || viewer AS key
                """)
                .param("bookings", rows.stream().map(Report::booking).toArray(UUID[]::new))
                .param("viewers", rows.stream().map(Report::viewer).toArray(UUID[]::new))
                .query((row, number) -> row.getString("key"))
                .list());
        return rows.stream()
                .filter(each -> fresh.contains(each.booking() + "" + each.viewer()))
                .toList();
    }

    private void write(Map<Cell, Sums> sums) {
        for (var each : sums.entrySet()) { // sorted, so that two writers do not wait for each other crosswise
            var columns = each.getValue().columns;
            // primary key
            jdbc.sql("""
                    INSERT INTO ads_effect_stat AS s (booking, day, opens, people, uses, clicks, views, robots)
                    SELECT id, :day, :opens, :people, :uses, :clicks, :views, :robots FROM ads_effect_booking WHERE id = :booking
                    ON CONFLICT (booking, day) DO UPDATE SET opens = s.opens + excluded.opens,
                        people = s.people + excluded.people, uses = s.uses + excluded.uses,
                        clicks = s.clicks + excluded.clicks, views = s.views + excluded.views,
                        robots = s.robots + excluded.robots
                    """)
                    .param("booking", each.getKey().booking())
                    .param("day", each.getKey().day())
                    .param("opens", columns[0])
                    .param("people", columns[1])
                    .param("uses", columns[2])
                    .param("clicks", columns[3])
                    .param("views", columns[4])
                    .param("robots", columns[5])
                    .update();
        }
    }

    /** Which of these posts were made within which booking. */
    Map<UUID, UUID> bookingsOf(Collection<UUID> videos) {
        var found = new HashMap<UUID, UUID>();
        // primary key
        jdbc.sql("SELECT video, booking FROM ads_effect_post WHERE video = ANY (:videos)")
                .param("videos", videos.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject("video", UUID.class), row.getObject("booking", UUID.class));
                });
        return found;
    }

    void addPost(UUID video, UUID booking, UUID creator, Instant now) {
        // primary key
        var fresh = jdbc.sql("""
                INSERT INTO ads_effect_post (video, booking, creator, at) VALUES (:video, :booking, :creator, :now)
                ON CONFLICT DO NOTHING
                """)
                .param("video", video)
                .param("booking", booking)
                .param("creator", creator)
                .param("now", Timestamp.from(now))
                .update();
        if (fresh > 0) {
            // primary key
            jdbc.sql("""
                    INSERT INTO ads_effect_stat AS s (booking, day, posts) VALUES (:booking, :day, 1)
                    ON CONFLICT (booking, day) DO UPDATE SET posts = s.posts + 1
                    """)
                    .param("booking", booking)
                    .param("day", EffectBooking.dayOf(now))
                    .update();
        }
    }
}
