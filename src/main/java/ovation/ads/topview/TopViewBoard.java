package ovation.ads.topview;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.AdServing;
import ovation.ads.Days;
import ovation.ads.ExclusiveClips;
import ovation.ads.engine.Buckets;

/**
 * What is sold of today and of the days beside it, in memory: so midnight needs no reading. Read again when the revision of
 * ads has moved, which a booking, its calling off and a moderator's decision do, and when the day has.
 */
@Component
class TopViewBoard implements ExclusiveClips {

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile State state = new State(-1, LocalDate.EPOCH, Map.of(), List.of());

    TopViewBoard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A booking whose creative is approved, as the opening needs it. */
    record Bought(
            UUID booking,
            UUID creative,
            UUID video,
            UUID creator,
            int durationMillis,
            String displayName,
            String callToAction,
            String landingUrl) {}

    private record Place(String market, LocalDate day) {}

    private record Slot(Buckets.Range buckets, Bought bought) {}

    private record Running(UUID video, LocalDate day, int share) {

        /** On its day; who has bought a whole day also has the days before and after it (ads.md §1.1). */
        boolean alone(LocalDate on) {
            return day.equals(on)
                    || (share == 100
                            && (day.minusDays(1).equals(on) || day.plusDays(1).equals(on)));
        }
    }

    private record State(long revision, LocalDate day, Map<Place, List<Slot>> slots, List<Running> running) {}

    Optional<Bought> of(UUID viewer, String market, Instant at) {
        var day = Days.of(at);
        var slots = state.slots().get(new Place(market, day));
        if (slots == null) {
            return Optional.empty();
        }
        var bucket = Buckets.of(viewer, day);
        for (var slot : slots) {
            if (slot.buckets().has(bucket)) {
                return Optional.of(slot.bought());
            }
        }
        return Optional.empty();
    }

    /** Fresh: it looks at the revision itself. */
    @Override
    public Set<UUID> onlyThere(Instant at) {
        refresh();
        var day = Days.of(at);
        return state.running().stream()
                .filter(running -> running.alone(day))
                .map(Running::video)
                .collect(Collectors.toSet());
    }

    @Scheduled(fixedDelay = 500)
    synchronized void refresh() {
        // one row
        var revision = jdbc.sql("SELECT n FROM ads_revision").query(Long.class).single();
        var today = Days.of(clock.instant());
        if (revision != state.revision() || !today.equals(state.day())) {
            read(revision, today);
        }
    }

    private record Row(
            String market,
            LocalDate day,
            int share,
            int from,
            int to,
            UUID booking,
            UUID creative,
            UUID video,
            UUID creator,
            int durationMillis,
            String displayName,
            String callToAction,
            String landingUrl,
            boolean approved) {

        Bought bought() {
            return new Bought(booking, creative, video, creator, durationMillis, displayName, callToAction, landingUrl);
        }
    }

    private void read(long revision, LocalDate today) {
        var slots = new HashMap<Place, List<Slot>>();
        var running = new ArrayList<Running>();
        // ads_topview_booking_day, ads_topview_slot_booking
        var rows = jdbc.sql("""
                SELECT b.market, b.day, b.share, lower(s.buckets) AS "from", upper(s.buckets) AS "to", b.id AS booking,
                       c.id AS creative, c.video, c.creator, c.duration_millis, c.display_name, c.call_to_action,
                       c.landing_url, c.state = 'approved' AND NOT EXISTS (
                           SELECT FROM ads_stop p WHERE p.owner IN (b.business, :platform) AND p.lifted_at IS NULL) AS approved
                FROM ads_topview_booking b
                JOIN ads_topview_slot s ON s.booking = b.id
                JOIN ads_topview_creative c ON c.id = b.creative
                WHERE b.day BETWEEN :from AND :to
                """)
                .param("platform", AdServing.PLATFORM)
                .param("from", today.minusDays(1))
                .param("to", today.plusDays(2))
                .query(new SimplePropertyRowMapper<>(Row.class))
                .list();
        for (var row : rows) {
            running.add(new Running(row.video(), row.day(), row.share()));
            if (row.approved()) {
                slots.computeIfAbsent(new Place(row.market(), row.day()), place -> new ArrayList<>())
                        .add(new Slot(new Buckets.Range(row.from(), row.to()), row.bought()));
            }
        }
        state = new State(revision, today, slots, running);
    }
}
