package ovation.ads;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Buckets;
import ovation.ads.engine.Context;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Replay.Opportunity;
import ovation.ads.engine.Standing;
import ovation.ads.engine.Traits;
import ovation.base.Ids;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seats that were offered within the last day to a sample of people, drawn by a hash of the person: all of them in a
 * small house, one in a hundred of a large one. Kept in rows, so that a restart does not forget them.
 */
@Component
class Opportunities {

    /** So many are enough to forecast from; where there are more, fewer people are sampled, down to one per cent. */
    static final int ENOUGH = 5_000;

    private static final int LEAST_BUCKETS = Buckets.ALL / 100;
    private static final UUID SALT = new UUID(0x6f70_706f_7274_756eL, 1);
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Opportunity> unsaved = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean loaded = new AtomicBoolean();
    private List<Opportunity> kept = new ArrayList<>();
    private volatile int buckets = Buckets.ALL;

    Opportunities(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param share of the people that the sample is drawn from */
    record Sample(List<Opportunity> opportunities, double share) {}

    void offered(UUID viewer, Standing.Seat seat, Instant at) {
        if (Buckets.of(viewer, SALT) < buckets) {
            unsaved.add(new Opportunity(viewer, at, seat));
        }
    }

    /** In the order of time. */
    synchronized Sample sample() {
        gather();
        return new Sample(List.copyOf(kept), buckets / (double) Buckets.ALL);
    }

    @Scheduled(fixedDelay = 5_000)
    void save() {
        gather();
    }

    private synchronized void gather() {
        if (loaded.compareAndSet(false, true)) {
            kept.addAll(load());
        }
        var fresh = new ArrayList<Opportunity>();
        for (var next = unsaved.poll(); next != null; next = unsaved.poll()) {
            fresh.add(next);
        }
        if (fresh.isEmpty()) {
            return;
        }
        insert(fresh);
        kept.addAll(fresh);
        var oldest = clock.instant().minus(DAY);
        kept.removeIf(seat -> seat.at().isBefore(oldest));
        while (kept.size() > ENOUGH && buckets > LEAST_BUCKETS) {
            buckets = Math.max(LEAST_BUCKETS, buckets / 2);
            kept.removeIf(seat -> Buckets.of(seat.viewer(), SALT) >= buckets);
        }
        kept.sort(Comparator.comparing(Opportunity::at));
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

    private void insert(List<Opportunity> fresh) {
        jdbc.sql("""
                INSERT INTO ads_opportunity (id, viewer, at, seat)
                SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:viewers AS uuid[]), CAST(:ats AS timestamptz[]),
                                     CAST(CAST(:seats AS text[]) AS jsonb[]))
                """)
                .param("ids", fresh.stream().map(seat -> Ids.next(clock)).toArray(UUID[]::new))
                .param("viewers", fresh.stream().map(Opportunity::viewer).toArray(UUID[]::new))
                .param(
                        "ats",
                        fresh.stream().map(seat -> Timestamp.from(seat.at())).toArray(Timestamp[]::new))
                .param(
                        "seats",
                        fresh.stream()
                                .map(seat -> json.writeValueAsString(Row.of(seat.seat())))
                                .toArray(String[]::new))
                .update();
    }

    private List<Opportunity> load() {
        // ads_opportunity_at
        return jdbc.sql("""
                SELECT viewer, at, seat::text AS seat FROM ads_opportunity WHERE at > :since ORDER BY at DESC LIMIT :most
                """)
                .param("since", Timestamp.from(clock.instant().minus(DAY)))
                .param("most", 2 * ENOUGH)
                .query((row, number) -> new Opportunity(
                        row.getObject("viewer", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        json.readValue(row.getString("seat"), Row.class).seat(number)))
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
