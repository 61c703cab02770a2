package ovation.ads.promo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionListener;
import ovation.attention.AttentionType;

/** Who has seen which boosted post: once a person and day, learned from the attention book, so on all nodes and after a restart. */
@Component
class BoostOnce implements AttentionListener {

    private record Key(UUID viewer, UUID video) {}

    private final Map<Key, Instant> until = new ConcurrentHashMap<>();
    private final PromotionSettings settings;
    private final Clock clock;

    BoostOnce(PromotionSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether it is the person's turn; from now on it is not, for a while. */
    boolean hold(UUID viewer, UUID video, Instant at) {
        var held = new boolean[1];
        until.compute(new Key(viewer, video), (key, before) -> {
            held[0] = before == null || !before.isAfter(at);
            return held[0] ? at.plus(settings.held()) : before;
        });
        return held[0];
    }

    @Override
    public String name() {
        return "ads-boost-once";
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
            if (seen
                    && exposure.paid()
                    && PromotionClaim.decode(exposure.claim())
                            .filter(PromotionClaim::boost)
                            .isPresent()) {
                until.put(
                        new Key(exposure.viewer(), exposure.subject().id()),
                        exposure.servedAt().plus(Duration.ofDays(1)));
            }
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        var now = clock.instant();
        until.values().removeIf(end -> end.isBefore(now));
    }
}
