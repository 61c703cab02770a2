package ovation.ads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.library.LibraryEntry;
import ovation.ads.library.LibraryShelf;

/** What the auction serves, in the public library: in-feed, Spark and Shop Ads with the predicate that it tests. */
@Repository
class InFeedShelf implements LibraryShelf {

    // ads_ad's primary key backwards, from the cursor on; ads_stat's primary key serves the figures of each row read.
    // An ad
    // that is in review again was shown as it was: its earlier showings keep it here.
    private static final String SELECT = """
            SELECT a.id, a.video, a.spark, a.card_kind, a.display_name, a.call_to_action, a.landing_url, g.regions, g.age_bands,
                   g.interests, g.wants, g.excludes, c.business,
                   (g.starts_at AT TIME ZONE 'UTC')::date AS first_day, (g.ends_at AT TIME ZONE 'UTC')::date AS last_day,
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

    InFeedShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Shelved> newest(Search search) {
        return select(
                        " AND (CAST(:before AS uuid) IS NULL OR a.id < :before)"
                                + " AND (:query = '' OR position(lower(:query) IN lower(a.display_name)) > 0)"
                                + " AND (:region = '' OR cardinality(g.regions) = 0 OR :region = ANY (g.regions))"
                                + " ORDER BY a.id DESC LIMIT :most",
                        search)
                .param("before", search.before(), Types.OTHER)
                .param("query", search.advertiser())
                .param("region", search.region())
                .param("most", search.most())
                .query(InFeedShelf::row)
                .list();
    }

    @Override
    public Optional<Shelved> find(UUID ad, Search anything) {
        return select(" AND a.id = :ad", anything)
                .param("ad", ad)
                .query(InFeedShelf::row)
                .optional();
    }

    private JdbcClient.StatementSpec select(String further, Search search) {
        return jdbc.sql(SELECT + further)
                .param("now", Timestamp.from(search.now()))
                .param("platform", PLATFORM)
                .param("kept", search.kept());
    }

    private static Shelved row(ResultSet row, int number) throws SQLException {
        return new Shelved(
                row.getObject("business", UUID.class),
                new LibraryEntry(
                        row.getObject("id", UUID.class),
                        row.getObject("spark") != null
                                ? "spark"
                                : row.getString("card_kind") != null ? "shop" : "in_feed",
                        row.getObject("video", UUID.class),
                        row.getString("display_name"),
                        "",
                        "",
                        row.getString("call_to_action"),
                        row.getString("landing_url"),
                        row.getBoolean("running"),
                        new LibraryEntry.Audience(
                                texts(row, "regions"),
                                texts(row, "age_bands"),
                                texts(row, "interests"),
                                Wishes.published(texts(row, "wants")),
                                Wishes.published(texts(row, "excludes"))),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("first_shown", LocalDate.class),
                        row.getObject("last_shown", LocalDate.class),
                        row.getLong("impressions"),
                        List.of()));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
