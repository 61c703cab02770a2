package ovation.ads.promo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.library.LibraryEntry;
import ovation.ads.library.LibraryEntry.Audience;
import ovation.ads.library.LibraryEntry.Boosted;
import ovation.ads.library.LibraryShelf;

/** Challenges and paid sounds in the public library: where they are placed, and the posts of other people that they boost. */
@Repository
class PromotionShelf implements LibraryShelf {

    // ads_promotion's primary key backwards; primary keys of slots and figures. A sound's page is opened, not shown.
    private static final String SELECT = """
            SELECT p.id, p.kind, p.business, p.video, p.sponsor, p.headline, p.call_to_action, p.link, p.first_day, p.last_day,
                   m.markets,
                   e.promotion IS NULL AND p.on_air AND :today BETWEEN p.first_day AND p.last_day
                       AND NOT EXISTS (SELECT FROM ads_stop s WHERE s.owner IN (p.business, :platform) AND s.lifted_at IS NULL)
                       AS running,
                   s.first_shown, s.last_shown, s.impressions
            FROM ads_promotion p
            LEFT JOIN ads_promotion_end e ON e.promotion = p.id
            CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(DISTINCT market ORDER BY market), '{}') AS markets
                FROM ads_promotion_slot WHERE promotion = p.id) m
            CROSS JOIN LATERAL (
                SELECT min(day) AS first_shown, max(day) AS last_shown, coalesce(sum(shown), 0)::bigint AS impressions
                FROM ads_promotion_stat WHERE promotion = p.id AND shown > 0 AND place <> 'sound_page') s
            WHERE (e.promotion IS NULL AND p.on_air AND p.last_day >= :today OR s.last_shown >= :kept)
            """;

    private final JdbcClient jdbc;

    PromotionShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Shelved> newest(Search search) {
        return withPosts(select(
                        " AND (CAST(:before AS uuid) IS NULL OR p.id < :before)"
                                + " AND (:query = '' OR position(lower(:query) IN lower(p.sponsor)) > 0)"
                                + " AND (:region = '' OR :region = ANY (m.markets)) ORDER BY p.id DESC LIMIT :most",
                        search)
                .param("before", search.before(), Types.OTHER)
                .param("query", search.advertiser())
                .param("region", search.region())
                .param("most", search.most())
                .query(PromotionShelf::row)
                .list());
    }

    @Override
    public Optional<Shelved> find(UUID ad, Search anything) {
        return withPosts(select(" AND p.id = :ad", anything)
                        .param("ad", ad)
                        .query(PromotionShelf::row)
                        .list())
                .stream()
                .findFirst();
    }

    private JdbcClient.StatementSpec select(String further, Search search) {
        return jdbc.sql(SELECT + further)
                .param("platform", PLATFORM)
                .param("today", search.today())
                .param("kept", search.kept());
    }

    private static Shelved row(ResultSet row, int number) throws SQLException {
        return new Shelved(
                row.getObject("business", UUID.class),
                new LibraryEntry(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getObject("video", UUID.class),
                        row.getString("sponsor"),
                        "",
                        row.getString("headline"),
                        row.getString("call_to_action"),
                        row.getString("link"),
                        row.getBoolean("running"),
                        Audience.in(List.of((String[]) row.getArray("markets").getArray())),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("first_shown", LocalDate.class),
                        row.getObject("last_shown", LocalDate.class),
                        row.getLong("impressions"),
                        List.of()));
    }

    private List<Shelved> withPosts(List<Shelved> shelved) {
        if (shelved.isEmpty()) {
            return shelved;
        }
        var posts = boosted(shelved.stream().map(each -> each.entry().ad()).toArray(UUID[]::new));
        return shelved.stream()
                .map(each -> new Shelved(
                        each.business(),
                        each.entry().boosting(posts.getOrDefault(each.entry().ad(), List.of()))))
                .toList();
    }

    /** A post that was boosted once stays, whatever became of it since. */
    private Map<UUID, List<Boosted>> boosted(UUID[] promotions) {
        var posts = new HashMap<UUID, List<Boosted>>();
        // primary keys of ads_promotion_post and ads_promotion_post_day; at most 45 are boosted at a time
        jdbc.sql("""
                SELECT o.promotion, o.video, o.state = 'boosted' AS running, coalesce(d.paid, 0) AS views
                FROM ads_promotion_post o
                LEFT JOIN LATERAL (
                    SELECT sum(paid)::bigint AS paid FROM ads_promotion_post_day
                    WHERE promotion = o.promotion AND video = o.video) d ON true
                WHERE o.promotion = ANY (:ids) AND (o.state = 'boosted' OR d.paid > 0)
                ORDER BY o.promotion, o.video DESC
                """).param("ids", promotions).query(row -> {
            posts.computeIfAbsent(row.getObject("promotion", UUID.class), id -> new java.util.ArrayList<>())
                    .add(new Boosted(
                            row.getObject("video", UUID.class), row.getBoolean("running"), row.getLong("views")));
        });
        return posts;
    }
}
