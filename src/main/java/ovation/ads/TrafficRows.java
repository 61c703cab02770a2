package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import ovation.ads.engine.Traffic;

/**
 * Keeps the traffic of the last weeks: every node adds what it has counted each minute, and draws its curve anew from what all of
 * them have. So the forecast outlives a restart, and a node that sees little has the same one.
 */
@Repository
class TrafficRows implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(TrafficRows.class);
    private static final Duration REMEMBERED = Duration.ofDays(21);
    /** Of an hour of which less was watched, nobody knows enough. */
    private static final int LEAST_MINUTES = 20;

    private final JdbcClient jdbc;
    private final Pacer pacer;
    private final Clock clock;

    TrafficRows(JdbcClient jdbc, Pacer pacer, Clock clock) {
        this.jdbc = jdbc;
        this.pacer = pacer;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        load();
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void keep() {
        var counted = pacer.traffic().unsaved();
        try {
            counted.forEach(this::add);
            load();
        } catch (RuntimeException lost) {
            // A minute or two of a curve of weeks: not worth keeping for the next time.
            log.warn("The traffic of {} hours could not be kept: {}", counted.size(), lost.getMessage());
        }
    }

    private void add(long hour, Traffic.Counted counted) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_traffic AS t (hour, opportunities, minutes) VALUES (:hour, :count, :minutes)
                ON CONFLICT (hour) DO UPDATE SET opportunities = t.opportunities + excluded.opportunities,
                    minutes = t.minutes | excluded.minutes
                """)
                .param("hour", Instant.ofEpochSecond(hour * 3600).atOffset(ZoneOffset.UTC))
                .param("count", counted.opportunities())
                .param("minutes", counted.minutes())
                .update();
    }

    private void load() {
        var now = clock.instant();
        var hours = new TreeMap<Long, Double>();
        // primary key
        jdbc.sql("""
                SELECT extract(epoch FROM hour)::bigint / 3600 AS hour, opportunities * 60.0 / bit_count(minutes::bit(64)) AS whole
                FROM ads_traffic
                WHERE hour >= :from AND hour < date_trunc('hour', CAST(:now AS timestamptz))
                  AND bit_count(minutes::bit(64)) >= :least
                """)
                .param("from", now.minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("least", LEAST_MINUTES)
                .query(row -> {
                    hours.put(row.getLong("hour"), row.getDouble("whole"));
                });
        if (!hours.isEmpty()) {
            pacer.traffic().know(hours);
        }
    }
}
