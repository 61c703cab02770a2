package ovation.ads.measure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/** How often a pixel is listened to: by address for browsers, by pixel for servers, and by events for both. Each node counts for itself. */
@Component
class PixelLimits {

    private record Key(UUID pixel, String who) {}

    private final MeasureSettings settings;
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    PixelLimits(MeasureSettings settings) {
        this.settings = settings;
    }

    /** @throws Refused {@code too_many_requests} */
    void browser(UUID pixel, String address) {
        take(new Key(pixel, "at " + address), settings.requestsAMinute(), 1);
    }

    void server(UUID pixel) {
        take(new Key(pixel, "server"), settings.serverRequestsAMinute(), 1);
    }

    void events(UUID pixel, int howMany) {
        take(new Key(pixel, "events"), settings.eventsAMinute(), Math.max(1, howMany));
    }

    private void take(Key key, int aMinute, int howMany) {
        var bucket = buckets.get(key, any -> Bucket.builder()
                .addLimit(limit -> limit.capacity(aMinute).refillGreedy(aMinute, Duration.ofMinutes(1)))
                .build());
        if (!bucket.tryConsume(howMany)) {
            throw Refused.because(CommonProblem.TOO_MANY_REQUESTS);
        }
    }
}
