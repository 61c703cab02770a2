package ovation.ads.topview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.Days;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionListener;
import ovation.attention.AttentionType;

/**
 * Who has seen today's TopView: once a person and day. A serving keeps the person from a second one for a moment; seen, it is
 * for the day, on all nodes and after a restart, since it is learned from the attention book.
 */
@Component
class TopViewOnce implements AttentionListener {

    private record Key(UUID viewer, LocalDate day) {}

    private final Map<Key, Instant> until = new ConcurrentHashMap<>();
    private final TopViewSettings settings;
    private final Clock clock;

    TopViewOnce(TopViewSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it is the person's turn; from now on it is not, for a while. */
    boolean hold(UUID viewer, Instant at) {
        var later = at.plus(settings.held());
        var kept = until.merge(new Key(viewer, Days.of(at)), later, (before, now) -> before.isAfter(at) ? before : now);
        // The same object: nobody else's hold that happens to end at the same instant.
        return isOurs(kept, later);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isOurs(Instant kept, Instant later) {
        return kept == later;
    }

    @Override
    public String name() {
        return "ads-topview-once";
    }

    @Override
    public Duration memory() {
        return Duration.ofDays(1);
    }

    @Override
    public void hear(List<AttentionEvent> events, boolean live) {
        for (var event : events) {
            var exposure = event.exposure();
            var seen = event.type() == AttentionType.SHOWN || event.type() == AttentionType.CLICKED;
            if (seen && exposure.paid() && TopViewClaim.decode(exposure.claim()).isPresent()) {
                until.put(new Key(exposure.viewer(), Days.of(exposure.servedAt())), Instant.MAX);
            }
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        var today = Days.of(clock.instant());
        until.keySet().removeIf(key -> key.day().isBefore(today.minusDays(1)));
    }
}
