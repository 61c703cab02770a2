package ovation.ads;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was forecast, and what came: forecasts are judged by their own rows. */
@Repository
class Forecasts {

    /** Before enough of them are judged, that is what we say. */
    private static final double USUAL_ERROR = 0.25;

    private static final int LEAST_JUDGED = 5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile double medianError = USUAL_ERROR;

    Forecasts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param delivered null until the day is over */
    record Forecast(
            UUID adGroup,
            UUID business,
            LocalDate day,
            long people,
            long impressionsLow,
            long impressions,
            long impressionsHigh,
            @Nullable Long delivered) {

        public boolean within() {
            return delivered != null && delivered >= impressionsLow && delivered <= impressionsHigh;
        }
    }

    boolean known(UUID adGroup) {
        // primary key
        return jdbc.sql("SELECT EXISTS (SELECT FROM ads_forecast WHERE ad_group = :group)")
                .param("group", adGroup)
                .query(Boolean.class)
                .single();
    }

    void insert(UUID adGroup, UUID business, LocalDate day, Reach.Estimate estimate, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_forecast (ad_group, business, day, people, impressions_low, impressions, impressions_high,
                                          made_at)
                VALUES (:group, :business, :day, :people, :low, :impressions, :high, :now)
                ON CONFLICT (ad_group) DO NOTHING
                """)
                .param("group", adGroup)
                .param("business", business)
                .param("day", day)
                .param("people", estimate.people())
                .param("low", estimate.impressionsFrom())
                .param("impressions", estimate.impressions())
                .param("high", estimate.impressionsTo())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Days that are over, and whose reports are in, are judged by what the reports say. */
    void close(LocalDate before) {
        // ads_forecast_open, ads_ad_group, ads_stat's primary key
        var closed = jdbc.sql("""
                UPDATE ads_forecast f SET closed_at = :now, delivered = (
                    SELECT coalesce(sum(s.impressions), 0) FROM ads_ad a JOIN ads_stat s ON s.ad = a.id AND s.day = f.day
                    WHERE a.ad_group = f.ad_group)
                WHERE f.closed_at IS NULL AND f.day < :before
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("before", before)
                .update();
        if (closed > 0) {
            learn();
        }
    }

    /** Relative, in the median of the last hundred. */
    double medianError() {
        return medianError;
    }

    void learn() {
        // ads_forecast_closed
        var errors = jdbc.sql("""
                SELECT abs(delivered - impressions)::float8 / greatest(impressions, delivered, 1) AS off FROM ads_forecast
                WHERE closed_at IS NOT NULL ORDER BY day DESC LIMIT 100
                """).query(Double.class).list().stream().sorted().toList();
        medianError = errors.size() < LEAST_JUDGED ? USUAL_ERROR : errors.get(errors.size() / 2);
    }

    /** The latest first. */
    List<Forecast> judged(int limit) {
        // ads_forecast_closed
        return jdbc.sql("""
                SELECT ad_group, business, day, people, impressions_low, impressions, impressions_high, delivered
                FROM ads_forecast WHERE closed_at IS NOT NULL ORDER BY day DESC LIMIT :limit
                """)
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(Forecast.class))
                .list();
    }
}
