package ovation.ads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.AgeBand;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;

/**
 * Every ad that may be shown or was, for everybody (DSA Art. 39): read from the rows that the auction serves from, so an ad stands here
 * from the moment in which it may run. It stays for a year after it was last shown. Nothing here is about a person.
 */
@Repository
class AdLibrary {

    static final int YEARS_KEPT = 1;
    private static final int LONGEST_QUERY = 60;

    // ads_ad's primary key backwards, from the cursor on; ads_stat's primary key serves the figures of each row read.
    // An ad
    // that is in review again was shown as it was: its earlier showings keep it here.
    private static final String SELECT = """
            SELECT a.id, a.video, a.display_name, a.call_to_action, a.landing_url, g.regions, g.age_bands, g.interests, g.wants, g.excludes, c.business,
                   a.state = 'approved' AND c.state = 'active' AND g.starts_at <= :now
                       AND (g.ends_at IS NULL OR g.ends_at > :now)
                       AND (k.id IS NULL OR k.ended_at IS NULL AND k.expires_at > :now)
                       AND NOT g.draft
                       AND NOT EXISTS (SELECT FROM ads_stop s WHERE s.owner IN (c.business, :platform) AND s.lifted_at IS NULL)
                       AND NOT EXISTS (SELECT FROM ads_pause p WHERE p.subject IN (a.id, c.id)) AS running,
                   s.first_shown, s.last_shown, s.impressions
            FROM ads_ad a
            JOIN ads_group g ON g.id = a.ad_group
            JOIN ads_campaign c ON c.id = g.campaign
            LEFT JOIN ads_spark_code k ON k.id = a.spark
            CROSS JOIN LATERAL (
                SELECT min(day) AS first_shown, max(day) AS last_shown, coalesce(sum(impressions), 0)::bigint AS impressions
                FROM ads_stat WHERE ad = a.id AND impressions > 0) s
            WHERE (a.state = 'approved' AND c.state = 'active' AND NOT g.draft AND (g.ends_at IS NULL OR g.ends_at > :now)
                   OR s.last_shown >= :kept)
            """;

    private final JdbcClient jdbc;
    private final Businesses businesses;
    private final Clock clock;

    AdLibrary(JdbcClient jdbc, Businesses businesses, Clock clock) {
        this.jdbc = jdbc;
        this.businesses = businesses;
        this.clock = clock;
    }

    /**
     * @param advertiser the name the ad is shown under
     * @param paidBy the business whose balance it is paid from
     * @param running whether it is on air: approved, within its dates, not paused, under consent
     * @param regions two-letter codes; empty: everywhere. All three are the predicate that the auction tests
     * @param ages codes of {@link AgeBand}; empty: all ages
     * @param interests hashtags; empty: everybody
     * @param wants what else is wanted, by dimension; of lists only that there are some
     * @param excludes what is not wanted
     * @param firstShown UTC day; null if it was not shown yet
     */
    record Entry(
            UUID ad,
            UUID video,
            String advertiser,
            String paidBy,
            String callToAction,
            String landingUrl,
            boolean running,
            List<String> regions,
            List<String> ages,
            List<String> interests,
            Map<String, List<String>> wants,
            Map<String, List<String>> excludes,
            @Nullable LocalDate firstShown,
            @Nullable LocalDate lastShown,
            long impressions) {}

    /**
     * The newest first.
     *
     * @param query part of the advertiser's shown name, or empty
     * @param region only ads that may be shown there, or empty
     */
    Slice<Entry> list(String query, String region, @Nullable String cursor, int limit) {
        if (query.length() > LONGEST_QUERY) {
            throw Refused.field("q", "too_long");
        }
        if (!region.isEmpty() && !region.matches("[A-Z]{2}")) {
            throw Refused.field("region", "region_unknown");
        }
        var rows = jdbc.sql(SELECT + """
                  AND (CAST(:before AS uuid) IS NULL OR a.id < :before)
                  AND (:query = '' OR position(lower(:query) IN lower(a.display_name)) > 0)
                  AND (:region = '' OR cardinality(g.regions) = 0 OR :region = ANY (g.regions))
                ORDER BY a.id DESC LIMIT :most
                """)
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .param("platform", Boards.PLATFORM)
                .param("kept", keptSince())
                .param(
                        "before",
                        cursor == null ? null : Cursor.decode(cursor, 1).id(0),
                        java.sql.Types.OTHER)
                .param("query", query)
                .param("region", region)
                .param("most", limit + 1)
                .query(AdLibrary::row)
                .list();
        return Slice.of(named(rows), limit, last -> Cursor.of(last.ad()).encode());
    }

    Optional<Entry> find(UUID ad) {
        return named(jdbc.sql(SELECT + " AND a.id = :ad")
                        .param("now", java.sql.Timestamp.from(clock.instant()))
                        .param("platform", Boards.PLATFORM)
                        .param("kept", keptSince())
                        .param("ad", ad)
                        .query(AdLibrary::row)
                        .list())
                .stream()
                .findFirst();
    }

    private LocalDate keptSince() {
        return Days.of(clock.instant()).minusYears(YEARS_KEPT);
    }

    private record Row(UUID business, Entry entry) {}

    private List<Entry> named(List<Row> rows) {
        var names = businesses.all(rows.stream().map(Row::business).distinct().toList()).stream()
                .collect(Collectors.toMap(Business::id, Business::name));
        return rows.stream()
                .map(row -> paidBy(row.entry(), names.getOrDefault(row.business(), "")))
                .toList();
    }

    private static Entry paidBy(Entry entry, String name) {
        return new Entry(
                entry.ad(),
                entry.video(),
                entry.advertiser(),
                name,
                entry.callToAction(),
                entry.landingUrl(),
                entry.running(),
                entry.regions(),
                entry.ages(),
                entry.interests(),
                entry.wants(),
                entry.excludes(),
                entry.firstShown(),
                entry.lastShown(),
                entry.impressions());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("business", UUID.class),
                new Entry(
                        row.getObject("id", UUID.class),
                        row.getObject("video", UUID.class),
                        row.getString("display_name"),
                        "",
                        row.getString("call_to_action"),
                        row.getString("landing_url"),
                        row.getBoolean("running"),
                        texts(row, "regions"),
                        texts(row, "age_bands"),
                        texts(row, "interests"),
                        Wishes.published(texts(row, "wants")),
                        Wishes.published(texts(row, "excludes")),
                        row.getObject("first_shown", LocalDate.class),
                        row.getObject("last_shown", LocalDate.class),
                        row.getLong("impressions")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
