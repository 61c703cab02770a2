package ovation.ads.effect;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.base.SubjectRef;
import ovation.videos.MadeWithEffect;

/**
 * Counts what a booking brings, exactly once: openings, uses and taps from the attention book, each once an exposure; posts when they
 * become public; and views of those posts by others, of 2 s or nine tenths of a shorter clip. Robots are counted apart.
 */
@Service
class CountingEffects implements AttentionReader {

    private static final int VIEW_MILLIS = 2_000;

    private final EffectCounts counts;
    private final FlightsNow flights;
    private final Clock clock;

    CountingEffects(EffectCounts counts, FlightsNow flights, Clock clock) {
        this.counts = counts;
        this.flights = flights;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ads-effect-counting";
    }

    /** One thing that happened in an exposure. */
    record Report(UUID exposure, String event, UUID booking, UUID viewer, Instant at) {

        LocalDate day() {
            return EffectBooking.dayOf(at);
        }
    }

    @Override
    public void read(List<AttentionEvent> events) {
        var reports = new LinkedHashMap<String, Report>();
        var robots = new ArrayList<Report>();
        var watched = new ArrayList<AttentionEvent>();
        for (var event : events) {
            if (event.exposure().paid() && event.exposure().subject().is(MakingEffects.SUBJECT)) {
                EffectClaim.decode(event.exposure().claim()).ifPresent(claim -> collect(event, claim, reports, robots));
            } else if (isView(event)) {
                watched.add(event);
            }
        }
        views(watched, reports, robots);
        if (!reports.isEmpty() || !robots.isEmpty()) {
            counts.add(List.copyOf(reports.values()), robots);
        }
    }

    private static void collect(
            AttentionEvent event, EffectClaim claim, Map<String, Report> reports, List<Report> robots) {
        var kinds =
                switch (event.type()) {
                    case OPENED -> List.of("open");
                    // Who has recorded with it has opened it, should that report be lost.
                    case USED -> List.of("open", "use");
                    case CLICKED -> List.of("click");
                    default -> List.<String>of();
                };
        for (var kind : kinds) {
            note(event, kind, claim.booking(), reports, robots);
        }
    }

    private static boolean isView(AttentionEvent event) {
        var exposure = event.exposure();
        return event.watchedMillis() > 0
                && exposure.subject().is(SubjectRef.VIDEO)
                && !exposure.viewer().equals(exposure.owner())
                && event.watchedMillis() >= Math.min(VIEW_MILLIS, exposure.durationMillis() * 9 / 10);
    }

    private void views(List<AttentionEvent> watched, Map<String, Report> reports, List<Report> robots) {
        if (watched.isEmpty()) {
            return;
        }
        var videos = new LinkedHashSet<UUID>();
        watched.forEach(event -> videos.add(event.exposure().subject().id()));
        var posts = counts.bookingsOf(videos);
        for (var event : watched) {
            var booking = posts.get(event.exposure().subject().id());
            if (booking != null) {
                note(event, "view", booking, reports, robots);
            }
        }
    }

    private static void note(
            AttentionEvent event, String kind, UUID booking, Map<String, Report> reports, List<Report> robots) {
        var exposure = event.exposure();
        var report = new Report(exposure.id(), kind, booking, exposure.viewer(), exposure.servedAt());
        if (event.marked()) {
            robots.add(report);
        } else {
            reports.putIfAbsent(exposure.id() + kind, report);
        }
    }

    /** Joins the transaction that makes the post public. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void made(MadeWithEffect post) {
        flights.flightOf(post.effect(), post.region())
                .ifPresent(flight -> counts.addPost(post.video(), flight.booking(), post.creator(), clock.instant()));
    }
}
