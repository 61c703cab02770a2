package ovation.ads.viewable;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Viewable impressions by ad, for pages and REST. Named, so that templates can ask it. */
@Component("viewability")
public class Viewability {

    private final JdbcClient jdbc;

    Viewability(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param viewable of the impressions, never more than they are @param share 0 to 1 */
    public record Figures(long impressions, long viewable, double share) {

        static Figures of(long impressions, long viewable) {
            return new Figures(impressions, viewable, impressions == 0 ? 0 : (double) viewable / impressions);
        }

        public long percent() {
            return Math.round(share * 100);
        }
    }

    /** Life to date of one ad; null while it has no impressions. For templates. */
    public @Nullable Figures ofAd(UUID campaign, UUID ad) {
        return byAd(campaign, LocalDate.EPOCH, LocalDate.of(9999, 12, 31)).get(ad);
    }

    /** Of the ads that had impressions; both days included. */
    public Map<UUID, Figures> byAd(UUID campaign, LocalDate from, LocalDate to) {
        var figures = new LinkedHashMap<UUID, Figures>();
        // ads_stat_campaign; ads_viewable_ad for each ad, and ads_delivery's primary key for each of its showings
        jdbc.sql("""
                SELECT s.ad, s.impressions, (
                    SELECT count(*) FROM ads_viewable v
                    JOIN ads_delivery d ON d.exposure = v.exposure AND d.event = 'impression'
                    WHERE v.ad = s.ad AND v.day BETWEEN :from AND :to) AS viewable
                FROM (SELECT ad, sum(impressions)::bigint AS impressions FROM ads_stat
                      WHERE campaign = :campaign AND day BETWEEN :from AND :to GROUP BY ad) s
                WHERE s.impressions > 0 ORDER BY s.ad
                """)
                .param("campaign", campaign)
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    figures.put(
                            row.getObject("ad", UUID.class),
                            Figures.of(row.getLong("impressions"), row.getLong("viewable")));
                });
        return figures;
    }
}
