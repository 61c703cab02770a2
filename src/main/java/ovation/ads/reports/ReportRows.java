package ovation.ads.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Cursor;
import ovation.base.Slice;
import ovation.identity.Businesses.Business;
import ovation.ledger.Money;

/** Reads reports out of {@code ads_report}. */
@Repository
class ReportRows {

    private final JdbcClient jdbc;

    ReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param views of six seconds, or nine tenths of a shorter ad
     * @param invalid billed events that were found to be invalid later; {@code credited} was given back for them
     */
    record Figures(long impressions, long clicks, long views, Money spend, long invalid, Money credited) {

        /** Clicks per impression, 0 to 1. */
        public double ctr() {
            return impressions == 0 ? 0 : (double) clicks / impressions;
        }

        public double viewRate() {
            return impressions == 0 ? 0 : (double) views / impressions;
        }
    }

    /**
     * @param time day or hour in the business's time zone; empty if not asked for
     * @param id of the campaign, ad group or ad; empty for the total
     * @param name of it
     * @param value of the breakdown; empty if not asked for
     */
    record Row(String time, String id, String name, String value, Figures figures) {}

    private static final String SUMS = """
            coalesce(sum(r.impressions), 0)::bigint AS impressions, coalesce(sum(r.clicks), 0)::bigint AS clicks,
            coalesce(sum(r.views), 0)::bigint AS views, coalesce(sum(r.spend_micros), 0)::bigint AS spend,
            coalesce(sum(r.invalid), 0)::bigint AS invalid, coalesce(sum(r.credited_micros), 0)::bigint AS credited
            """;

    /** In the order of time, id and value. @param limit 1 to 1,000 */
    Slice<Row> rows(Business business, Question question, ZoneId zone, @Nullable String cursor, int limit) {
        var from = cursor == null ? null : Cursor.decode(cursor, 3);
        // ads_report_business
        var found = with("SELECT * FROM (" + grouped(question) + """
                        ) AS x WHERE :first OR (t, id, value) > (:t, :id, :value)
                        ORDER BY t, id, value LIMIT :limit
                        """, business, question, zone)
                .param("first", from == null)
                .param("t", from == null ? "" : from.parts().get(0))
                .param("id", from == null ? "" : from.parts().get(1))
                .param("value", from == null ? "" : from.parts().get(2))
                .param("limit", limit + 1)
                .query((row, number) -> new Row(
                        row.getString("t"),
                        row.getString("id"),
                        "",
                        row.getString("value"),
                        figures(row, business.currency())))
                .list();
        var named = named(business, question.level(), found);
        return Slice.of(named, limit, last -> Cursor.of(last.time(), last.id(), last.value())
                .encode());
    }

    long count(Business business, Question question, ZoneId zone) {
        // ads_report_business
        return with("SELECT count(*) FROM (" + grouped(question) + ") AS x", business, question, zone)
                .query(Long.class)
                .single();
    }

    Figures total(Business business, Question question, ZoneId zone) {
        // ads_report_business
        return with("SELECT " + SUMS + "FROM ads_report r " + where(question), business, question, zone)
                .query((row, number) -> figures(row, business.currency()))
                .single();
    }

    private static String grouped(Question question) {
        var time =
                switch (question.time()) {
                    case "day" -> "to_char(r.hour AT TIME ZONE :zone, 'YYYY-MM-DD')";
                    case "hour" -> "to_char(r.hour AT TIME ZONE :zone, 'YYYY-MM-DD\"T\"HH24:00')";
                    default -> "''";
                };
        return "SELECT " + time + " AS t, " + id(question.level()) + " AS id, r.value, " + SUMS + "FROM ads_report r "
                + where(question) + " GROUP BY 1, 2, 3";
    }

    private static String id(String level) {
        return switch (level) {
            case "campaign" -> "r.campaign::text";
            case "group" -> "r.ad_group::text";
            case "ad" -> "r.ad::text";
            default -> "''";
        };
    }

    private static String where(Question question) {
        return "WHERE r.business = :business AND r.dimension = :dimension AND r.hour >= :from AND r.hour < :to"
                + (question.campaign() == null ? "" : " AND r.campaign = :campaign")
                + (question.adGroup() == null ? "" : " AND r.ad_group = :adGroup")
                + (question.ad() == null ? "" : " AND r.ad = :ad");
    }

    private JdbcClient.StatementSpec with(String sql, Business business, Question question, ZoneId zone) {
        return jdbc.sql(sql)
                .param("business", business.id())
                .param("dimension", question.breakdown().stored())
                .param("from", Timestamp.from(question.begins(zone)))
                .param("to", Timestamp.from(question.ends(zone)))
                .param("zone", zone.getId().equals("Z") ? "UTC" : zone.getId())
                .param("campaign", question.campaign())
                .param("adGroup", question.adGroup())
                .param("ad", question.ad());
    }

    private static Figures figures(ResultSet row, String currency) throws SQLException {
        return new Figures(
                row.getLong("impressions"),
                row.getLong("clicks"),
                row.getLong("views"),
                new Money(row.getLong("spend"), currency),
                row.getLong("invalid"),
                new Money(row.getLong("credited"), currency));
    }

    private List<Row> named(Business business, String level, List<Row> rows) {
        var names = names(business.id(), level);
        return rows.stream()
                .map(row -> new Row(row.time(), row.id(), names.getOrDefault(row.id(), ""), row.value(), row.figures()))
                .toList();
    }

    private Map<String, String> names(UUID business, String level) {
        // ads_campaign_business, ads_group_campaign, ads_ad_group
        var sql =
                switch (level) {
                    case "campaign" -> "SELECT c.id, c.name FROM ads_campaign c WHERE c.business = :business";
                    case "group" ->
                        "SELECT g.id, g.name FROM ads_campaign c JOIN ads_group g ON g.campaign = c.id WHERE c.business = :business";
                    case "ad" ->
                        "SELECT a.id, a.display_name AS name FROM ads_campaign c JOIN ads_group g ON g.campaign = c.id"
                                + " JOIN ads_ad a ON a.ad_group = g.id WHERE c.business = :business";
                    default -> "";
                };
        var names = new HashMap<String, String>();
        if (!sql.isEmpty()) {
            jdbc.sql(sql).param("business", business).query(row -> {
                names.put(row.getString("id"), row.getString("name"));
            });
        }
        return names;
    }

    record Choice(UUID id, String name) {}

    /** Campaigns to filter by, the newest first. */
    List<Choice> campaigns(UUID business) {
        // ads_campaign_business
        return jdbc.sql("SELECT id, name FROM ads_campaign WHERE business = :business ORDER BY id DESC LIMIT 200")
                .param("business", business)
                .query((row, number) -> new Choice(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
