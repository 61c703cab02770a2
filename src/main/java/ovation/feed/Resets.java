package ovation.feed;

import jakarta.annotation.PostConstruct;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** "Start my feed over": who said so, and when. */
@Component
class Resets {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<UUID, Instant> since = new ConcurrentHashMap<>();

    Resets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        jdbc.sql("SELECT person, at FROM feed_reset").query(row -> {
            since.put(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant());
        });
    }

    Instant of(UUID viewer) {
        return since.getOrDefault(viewer, Instant.MIN);
    }

    void reset(UUID person) {
        var now = clock.instant();
        jdbc.sql(
                        "INSERT INTO feed_reset (person, at) VALUES (:person, :at) ON CONFLICT (person) DO UPDATE SET at = excluded.at")
                .param("person", person)
                .param("at", Timestamp.from(now))
                .update();
        since.put(person, now);
    }
}
