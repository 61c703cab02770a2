package ovation.ads;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Context;
import ovation.ads.engine.DaySample;
import ovation.ads.engine.DaySample.Drawn;
import ovation.ads.engine.DaySample.Sample;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Replay.Opportunity;
import ovation.ads.engine.Standing;
import ovation.ads.engine.Traits;
import ovation.base.Ids;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seats that were offered within the last day to a sample of people: all of them in a small house, one in a hundred of a
 * large one. Kept in rows, so that a restart does not forget them.
 */
@Component
class Opportunities {

    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Drawn> unsaved = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean loaded = new AtomicBoolean();
    private final DaySample day = new DaySample();

    Opportunities(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void offered(UUID viewer, Standing.Seat seat, Instant at) {
        var buckets = day.buckets();
        if (DaySample.draws(buckets, viewer)) {
            unsaved.add(new Drawn(new Opportunity(viewer, at, seat), buckets));
        }
    }

    Sample sample() {
        gather();
        return day.sample();
    }

    @Scheduled(fixedDelay = 5_000)
    void save() {
        gather();
    }

    private synchronized void gather() {
        if (loaded.compareAndSet(false, true)) {
            day.add(load(), clock.instant());
        }
        var fresh = new ArrayList<Drawn>();
        for (var next = unsaved.poll(); next != null; next = unsaved.poll()) {
            fresh.add(next);
        }
        if (!fresh.isEmpty()) {
            insert(fresh);
        }
        day.add(fresh, clock.instant());
    }

    /** As a row keeps it; what a person did is not written: it is looked up when it is asked for. */
    private record Row(String context, double reserve, boolean profiled, Map<String, List<String>> traits) {

        static Row of(Standing.Seat seat) {
            var traits = new java.util.TreeMap<String, List<String>>();
            for (var dimension : Dimension.values()) {
                var values = seat.traits().of(dimension);
                if (!values.isEmpty() && dimension != Dimension.BEHAVIOUR && dimension != Dimension.AUDIENCE) {
                    traits.put(dimension.name(), List.copyOf(values));
                }
            }
            return new Row(
                    seat.context().encode(), seat.reserve(), seat.traits().profiled(), traits);
        }

        Standing.Seat seat(long lots) {
            var known = new EnumMap<Dimension, Collection<String>>(Dimension.class);
            traits.forEach((name, values) -> known.put(Dimension.valueOf(name), values));
            return new Standing.Seat(
                    Traits.of(profiled, known), Context.decode(context).orElse(Context.UNKNOWN), reserve, lots);
        }
    }

    private void insert(List<Drawn> fresh) {
        var seats = fresh.stream().map(Drawn::opportunity).toList();
        jdbc.sql("""
                INSERT INTO ads_opportunity (id, viewer, at, seat, buckets)
                SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:viewers AS uuid[]), CAST(:ats AS timestamptz[]),
                                     CAST(CAST(:seats AS text[]) AS jsonb[]), CAST(:buckets AS integer[]))
                """)
                .param("ids", seats.stream().map(seat -> Ids.next(clock)).toArray(UUID[]::new))
                .param("viewers", seats.stream().map(Opportunity::viewer).toArray(UUID[]::new))
                .param(
                        "ats",
                        seats.stream().map(seat -> Timestamp.from(seat.at())).toArray(Timestamp[]::new))
                .param(
                        "seats",
                        seats.stream()
                                .map(seat -> json.writeValueAsString(Row.of(seat.seat())))
                                .toArray(String[]::new))
                .param("buckets", fresh.stream().map(Drawn::buckets).toArray(Integer[]::new))
                .update();
    }

    private List<Drawn> load() {
        // ads_opportunity_at
        return jdbc.sql("""
                SELECT viewer, at, seat::text AS seat, buckets FROM ads_opportunity
                WHERE at > :since ORDER BY at DESC LIMIT :most
                """)
                .param("since", Timestamp.from(clock.instant().minus(DAY)))
                .param("most", 8 * DaySample.ENOUGH)
                .query((row, number) -> new Drawn(
                        new Opportunity(
                                row.getObject("viewer", UUID.class),
                                row.getTimestamp("at").toInstant(),
                                json.readValue(row.getString("seat"), Row.class).seat(number)),
                        row.getInt("buckets")))
                .list();
    }

    @Scheduled(fixedDelay = 3_600_000)
    void forget() {
        // ads_opportunity_at
        jdbc.sql("DELETE FROM ads_opportunity WHERE at <= :before")
                .param("before", Timestamp.from(clock.instant().minus(DAY)))
                .update();
    }
}
