package ovation.ads.topview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.Days;

/**
 * How many people will open For You in a market on a day: the mean of its last seven days, and never less than a setting. Each
 * node counts a person once a day in memory and adds what is new to the table now and then; a restart may count somebody
 * again, which a forecast can bear.
 */
@Component
class TopViewForecast {

    private static final int DAYS = 7;
    private static final int MOST_PEOPLE = 1_000_000;

    private record Opening(UUID person, LocalDate day) {}

    private record Place(String market, LocalDate day) {}

    private final JdbcClient jdbc;
    private final TopViewSettings settings;
    private final Cache<Opening, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_PEOPLE)
            .expireAfterWrite(Duration.ofDays(1))
            .build();
    private final Map<Place, Long> fresh = new HashMap<>();

    TopViewForecast(JdbcClient jdbc, TopViewSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    void opened(UUID person, String market, Instant at) {
        var day = Days.of(at);
        if (known.asMap().putIfAbsent(new Opening(person, day), true) == null) {
            synchronized (fresh) {
                fresh.merge(new Place(market, day), 1L, Long::sum);
            }
        }
    }

    @Scheduled(fixedDelayString = "${ovation.ads.topview.count-every:10s}")
    void write() {
        Map<Place, Long> counted;
        synchronized (fresh) {
            counted = Map.copyOf(fresh);
            fresh.clear();
        }
        // primary key
        counted.forEach((place, people) -> jdbc.sql("""
                INSERT INTO ads_topview_opening AS o (market, day, people) VALUES (:market, :day, :people)
                ON CONFLICT (market, day) DO UPDATE SET people = o.people + excluded.people
                """)
                .param("market", place.market())
                .param("day", place.day())
                .param("people", people)
                .update());
    }

    /** People of a whole day. @param today the days before it count */
    long openings(String market, LocalDate today) {
        // primary key, a range
        var mean = jdbc.sql("""
                SELECT coalesce(round(avg(people)), 0)::bigint FROM ads_topview_opening
                WHERE market = :market AND day >= :from AND day < :today
                """)
                .param("market", market)
                .param("from", today.minusDays(DAYS))
                .param("today", today)
                .query(Long.class)
                .single();
        return Math.max(mean, settings.leastOpenings());
    }

    /** Impressions of a share of a day: of today only those of the hours that are left, the begun one whole. */
    long impressions(long openings, int share, LocalDate day, Instant now) {
        var hours = day.equals(Days.of(now))
                ? Math.ceilDiv(Duration.between(now, Days.endOf(now)).toSeconds(), 3600)
                : 24;
        return Math.max(1, openings * share * hours / 2400);
    }
}
