package ovation.ads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** What was delivered and charged, from rows that were written in the transactions that wrote the charges. */
@Repository
class Reports {

    private final JdbcClient jdbc;

    Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param ctr clicks per impression, 0 to 1 */
    record Figures(long impressions, long clicks, Money spend, double ctr) {

        static Figures of(long impressions, long clicks, Money spend) {
            return new Figures(impressions, clicks, spend, impressions == 0 ? 0 : (double) clicks / impressions);
        }

        Figures plus(Figures other) {
            return of(impressions + other.impressions, clicks + other.clicks, spend.plus(other.spend));
        }

        static Figures none(String currency) {
            return of(0, 0, Money.zero(currency));
        }
    }

    record DayFigures(LocalDate day, Figures figures) {}

    /** Every day of the span, also those on which nothing happened. */
    List<DayFigures> byDay(Campaign campaign, LocalDate from, LocalDate to) {
        var known = new HashMap<LocalDate, Figures>();
        // ads_stat_campaign
        jdbc.sql("""
                SELECT day, sum(impressions)::bigint AS impressions, sum(clicks)::bigint AS clicks,
                       sum(spend_micros)::bigint AS spend
                FROM ads_stat WHERE campaign = :campaign AND day BETWEEN :from AND :to GROUP BY day
                """)
                .param("campaign", campaign.id())
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    known.put(row.getObject("day", LocalDate.class), figures(row, campaign.currency()));
                });
        var days = new ArrayList<DayFigures>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            days.add(new DayFigures(day, known.getOrDefault(day, Figures.none(campaign.currency()))));
        }
        return days;
    }

    Figures total(List<DayFigures> days, String currency) {
        return days.stream().map(DayFigures::figures).reduce(Figures.none(currency), Figures::plus);
    }

    Map<UUID, Figures> byAd(Campaign campaign, LocalDate from, LocalDate to) {
        var byAd = new HashMap<UUID, Figures>();
        // ads_stat_campaign
        jdbc.sql("""
                SELECT ad, sum(impressions)::bigint AS impressions, sum(clicks)::bigint AS clicks,
                       sum(spend_micros)::bigint AS spend
                FROM ads_stat WHERE campaign = :campaign AND day BETWEEN :from AND :to GROUP BY ad
                """)
                .param("campaign", campaign.id())
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    byAd.put(row.getObject("ad", UUID.class), figures(row, campaign.currency()));
                });
        return byAd;
    }

    /** Life to date of each campaign of a business that has delivered. */
    Map<UUID, Figures> byCampaign(UUID business, String currency) {
        var byCampaign = new HashMap<UUID, Figures>();
        // ads_stat_business
        jdbc.sql("""
                SELECT campaign, sum(impressions)::bigint AS impressions, sum(clicks)::bigint AS clicks,
                       sum(spend_micros)::bigint AS spend
                FROM ads_stat WHERE business = :business GROUP BY campaign
                """).param("business", business).query(row -> {
            byCampaign.put(row.getObject("campaign", UUID.class), figures(row, currency));
        });
        return byCampaign;
    }

    record Unbilled(String event, String reason, long howMany) {}

    /** What was reported and not billed, by reason. */
    List<Unbilled> unbilled(Campaign campaign, LocalDate from, LocalDate to) {
        // ads_group_campaign, ads_ad_group, ads_unbilled's primary key
        return jdbc.sql("""
                SELECT u.event, u.reason, sum(u.how_many)::bigint AS how_many
                FROM ads_group g JOIN ads_ad a ON a.ad_group = g.id JOIN ads_unbilled u ON u.ad = a.id
                WHERE g.campaign = :campaign AND u.day BETWEEN :from AND :to
                GROUP BY u.event, u.reason ORDER BY u.event, u.reason
                """)
                .param("campaign", campaign.id())
                .param("from", from)
                .param("to", to)
                .query((row, number) ->
                        new Unbilled(row.getString("event"), row.getString("reason"), row.getLong("how_many")))
                .list();
    }

    private static Figures figures(ResultSet row, String currency) throws SQLException {
        return Figures.of(row.getLong("impressions"), row.getLong("clicks"), new Money(row.getLong("spend"), currency));
    }
}
