package ovation.ads.buying;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether anything stops a business's ads, and why, for pages and REST. Named, so that templates can ask it. */
@Component("stops")
public class Stops {

    private final JdbcClient jdbc;

    Stops(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Why nothing of a business is served.
     *
     * @param by {@code business} for its own switch, {@code platform} for everybody's
     * @param reason as it was given; empty without one, and for the platform's, whose reasons are its own
     */
    public record Standstill(String by, String reason, Instant since) {}

    /** Null while its ads may be served. Its own switch comes first: that is the one it can lift. */
    public @Nullable Standstill of(UUID business) {
        // ads_stop_standing
        return jdbc.sql("""
                SELECT owner, reason, stopped_at FROM ads_stop
                WHERE owner IN (:business, :platform) AND lifted_at IS NULL ORDER BY owner = :platform LIMIT 1
                """)
                .param("business", business)
                .param("platform", Stopping.PLATFORM)
                .query((row, number) -> {
                    var own = !Stopping.PLATFORM.equals(row.getObject("owner", UUID.class));
                    return new Standstill(
                            own ? "business" : "platform",
                            own ? row.getString("reason") : "",
                            row.getTimestamp("stopped_at").toInstant());
                })
                .optional()
                .orElse(null);
    }

    /** What to say of a campaign: one that is on is {@code stopped} while nothing of its business is served. */
    public static String state(String ofCampaign, @Nullable Standstill standstill) {
        return standstill != null && ofCampaign.equals("active") ? "stopped" : ofCampaign;
    }
}
