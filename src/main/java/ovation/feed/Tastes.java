package ovation.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The tastes of people, and those of visits, which end with the visit. */
@Component
class Tastes {

    private final Cache<UUID, Taste> people =
            Caffeine.newBuilder().maximumSize(200_000).build();
    private final Cache<UUID, Taste> visits = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterAccess(Duration.ofHours(2))
            .build();

    Taste of(UUID viewer, boolean visitor) {
        return (visitor ? visits : people).get(viewer, unseen -> new Taste());
    }

    void forget(UUID viewer) {
        people.invalidate(viewer);
        visits.invalidate(viewer);
    }
}
