package ovation.ads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.videos.Videos.VideoFacts;

/**
 * How clips are rated, for advertisers who care what stands around their ads. Moderators rate; a clip for adults is mature
 * without them; what nobody has rated is {@code unrated}.
 */
@Repository
class Ratings {

    static final List<String> GIVEN = List.of("everyone", "sensitive", "mature");
    private static final String UNRATED = "unrated";
    /** From the best to the worst; a seat is as its worst neighbour. */
    private static final List<String> ORDER = List.of("everyone", UNRATED, "sensitive", "mature");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<UUID, String> known = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Ratings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void rate(UUID video, String rating, UUID by) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_rating (video, rating, rated_by, rated_at) VALUES (:video, :rating, :by, :now)
                ON CONFLICT (video) DO UPDATE
                SET rating = excluded.rating, rated_by = excluded.rated_by, rated_at = excluded.rated_at
                """)
                .param("video", video)
                .param("rating", rating)
                .param("by", by)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        known.invalidate(video);
    }

    /** Of the clips around a seat the worst; unrated if nobody knows what stands there. */
    String of(Collection<VideoFacts> around) {
        return around.stream()
                .map(clip -> clip.adultsOnly() ? "mature" : known.get(clip.id(), this::read))
                .max(java.util.Comparator.comparingInt(ORDER::indexOf))
                .orElse(UNRATED);
    }

    String of(UUID video) {
        return known.get(video, this::read);
    }

    private String read(UUID video) {
        // primary key
        return jdbc.sql("SELECT rating FROM ads_rating WHERE video = :video")
                .param("video", video)
                .query(String.class)
                .optional()
                .orElse(UNRATED);
    }
}
