package ovation.ads.measure;

import static ovation.base.Columns.ids;
import static ovation.base.Columns.texts;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.AdTouch;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.Exposure;

/** Remembers who was shown which ad and did what with it, from the book of attention. Robots and minors leave no trace here. */
@Component
class Touches implements AttentionReader {

    /** The longest window, and how late an event may come. */
    private static final Duration KEPT =
            Duration.ofDays(28).plus(PixelEvent.BACK).plusDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Touches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ads-touches";
    }

    private record Seen(
            Exposure exposure,
            AdTouch ad,
            Instant shownAt,
            @Nullable Instant engagedAt,
            @Nullable Instant clickedAt) {

        Seen and(Seen later) {
            return new Seen(
                    exposure,
                    ad,
                    later.shownAt.isBefore(shownAt) ? later.shownAt : shownAt,
                    earlier(engagedAt, later.engagedAt),
                    earlier(clickedAt, later.clickedAt));
        }

        private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
            return one == null || other != null && other.isBefore(one) ? other : one;
        }
    }

    @Override
    public void read(List<AttentionEvent> events) {
        var seen = new LinkedHashMap<UUID, Seen>();
        for (var event : events) {
            if (!event.marked()) {
                AdTouch.of(event.exposure()).ifPresent(ad -> {
                    var one = seen(event, ad);
                    if (one != null) {
                        seen.merge(event.exposure().id(), one, Seen::and);
                    }
                });
            }
        }
        if (!seen.isEmpty()) {
            save(List.copyOf(seen.values()));
        }
    }

    private static @Nullable Seen seen(AttentionEvent event, AdTouch ad) {
        var exposure = event.exposure();
        var at = event.at();
        return switch (event.type()) {
            case SHOWN -> new Seen(exposure, ad, at, null, null);
            case CLICKED -> new Seen(exposure, ad, at, null, at);
            case WATCHED ->
                AdTouch.engaged(event.watchedMillis(), exposure.durationMillis())
                        ? new Seen(exposure, ad, at, at, null)
                        : null;
            default -> null;
        };
    }

    private void save(List<Seen> seen) {
        // primary keys; ads_measure_choice_objecting
        jdbc.sql("""
                INSERT INTO ads_touch AS t (exposure, viewer, visitor, business, campaign, ad_group, ad, card_kind, card, views,
                    served_at, shown_at, engaged_at, clicked_at, video, creator, surface, duration_millis, claim)
                SELECT n.exposure, n.viewer, n.visitor, c.business, c.id, g.id, a.id, a.card_kind, a.card, n.views,
                    n.served_at, n.shown_at, n.engaged_at, n.clicked_at, n.video, n.creator, n.surface, n.duration, n.claim
                FROM unnest(:exposures::uuid[], :viewers::uuid[], :visitors::boolean[], :ads::uuid[], :views::boolean[],
                        :served::timestamptz[], :shown::timestamptz[], :engaged::timestamptz[], :clicked::timestamptz[],
                        :videos::uuid[], :creators::uuid[], :surfaces::text[], :durations::int[], :claims::text[])
                    AS n (exposure, viewer, visitor, ad, views, served_at, shown_at, engaged_at, clicked_at, video, creator,
                          surface, duration, claim)
                JOIN ads_ad a ON a.id = n.ad JOIN ads_group g ON g.id = a.ad_group JOIN ads_campaign c ON c.id = g.campaign
                WHERE NOT EXISTS (SELECT FROM ads_measure_choice m WHERE m.person = n.viewer AND m.choice = 'none')
                ORDER BY n.exposure
                ON CONFLICT (exposure) DO UPDATE SET
                    shown_at = least(t.shown_at, excluded.shown_at),
                    engaged_at = least(t.engaged_at, excluded.engaged_at),
                    clicked_at = least(t.clicked_at, excluded.clicked_at)
                """)
                .param("exposures", ids(seen, each -> each.exposure().id()))
                .param("viewers", ids(seen, each -> each.exposure().viewer()))
                .param("visitors", flags(seen, each -> each.exposure().visitor()))
                .param("ads", ids(seen, each -> each.ad().ad()))
                .param("views", flags(seen, each -> each.ad().views()))
                .param("served", texts(seen, each -> each.exposure().servedAt().toString()))
                .param("shown", texts(seen, each -> each.shownAt().toString()))
                .param("engaged", texts(seen, each -> text(each.engagedAt())))
                .param("clicked", texts(seen, each -> text(each.clickedAt())))
                .param("videos", ids(seen, each -> each.exposure().subject().id()))
                .param("creators", ids(seen, each -> each.exposure().owner()))
                .param("surfaces", texts(seen, each -> each.exposure().surface().name()))
                .param(
                        "durations",
                        seen.stream()
                                .mapToInt(each -> each.exposure().durationMillis())
                                .toArray())
                .param("claims", texts(seen, each -> each.exposure().claim()))
                .update();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    void forget() {
        // ads_touch_served
        jdbc.sql("DELETE FROM ads_touch WHERE served_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static <T> Boolean[] flags(List<T> list, Function<T, Boolean> of) {
        return list.stream().map(of).toArray(Boolean[]::new);
    }
}
