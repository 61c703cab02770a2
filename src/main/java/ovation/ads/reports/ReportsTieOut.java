package ovation.ads.reports;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.BooksCheck;

/** I12: every breakdown of an ad's reports sums to what was charged for the ad, to the micro. */
@Component
class ReportsTieOut implements BooksCheck {

    private final JdbcClient jdbc;

    ReportsTieOut(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        // every ad, by ads_stat's and ads_report's primary keys
        return jdbc.sql("""
                SELECT s.ad, s.dimension, coalesce(r.spend, 0) AS reported, s.spend AS charged, c.currency
                FROM (SELECT s.ad, s.campaign, d.dimension, sum(s.spend_micros) AS spend, sum(s.impressions) AS impressions,
                             sum(s.clicks) AS clicks
                      FROM ads_stat s
                      CROSS JOIN (VALUES ('all'), ('age'), ('gender'), ('region'), ('placement'), ('creative')) AS d (dimension)
                      GROUP BY 1, 2, 3) s
                JOIN ads_campaign c ON c.id = s.campaign
                LEFT JOIN (SELECT ad, dimension, sum(spend_micros) AS spend, sum(impressions) AS impressions, sum(clicks) AS clicks
                           FROM ads_report GROUP BY 1, 2) r ON r.ad = s.ad AND r.dimension = s.dimension
                WHERE (coalesce(r.spend, 0), coalesce(r.impressions, 0), coalesce(r.clicks, 0))
                      <> (s.spend, s.impressions, s.clicks)
                LIMIT 100
                """)
                .query((row, number) -> new Break(
                        row.getString("currency"),
                        "Reports of ad %s by %s: %d, charged %d"
                                .formatted(
                                        row.getString("ad"),
                                        row.getString("dimension"),
                                        row.getLong("reported"),
                                        row.getLong("charged"))))
                .list();
    }
}
