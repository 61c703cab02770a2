package ovation.ads.promo;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.videos.Videos.VideoFacts;

/** The SQL of people's posts in promotions, of who takes part, and of what they were watched. */
@Repository
class PostRows {

    private static final String WHOLE = """
            SELECT p.promotion, p.video, p.creator, p.duration_millis, p.published_at, p.state,
                   coalesce(a.may_boost, false) AS may_boost,
                   coalesce(v.qualified, 0) AS qualified, coalesce(v.organic, 0) AS organic, coalesce(v.paid, 0) AS paid
            FROM ads_promotion_post p
            LEFT JOIN ads_promotion_participant a ON a.promotion = p.promotion AND a.person = p.creator
            LEFT JOIN LATERAL (SELECT sum(d.qualified)::bigint AS qualified, sum(d.organic)::bigint AS organic,
                    sum(d.paid)::bigint AS paid
                FROM ads_promotion_post_day d WHERE d.promotion = p.promotion AND d.video = p.video) v ON true
            """;

    private final JdbcClient jdbc;

    PostRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PromotedPost> find(UUID promotion, UUID video) {
        // primary keys
        return jdbc.sql(WHOLE + " WHERE p.promotion = :promotion AND p.video = :video")
                .param("promotion", promotion)
                .param("video", video)
                .query(new SimplePropertyRowMapper<>(PromotedPost.class))
                .optional();
    }

    /** Newest first. @param state null for all that are not withdrawn */
    List<PromotedPost> list(UUID promotion, @Nullable String state, @Nullable UUID before, int limit) {
        // ads_promotion_post_state, or the primary key backwards
        return jdbc.sql(WHOLE + """
                 WHERE p.promotion = :promotion AND p.state = coalesce(:state, p.state)
                   AND (:state::text IS NOT NULL OR p.state <> 'withdrawn') AND (:before::uuid IS NULL OR p.video < :before)
                ORDER BY p.video DESC LIMIT :limit
                """)
                .param("promotion", promotion)
                .param("state", state)
                .param("before", before)
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(PromotedPost.class))
                .list();
    }

    /** By qualified views, then who came first. What is removed or withdrawn is not in it. */
    List<PromotedPost> leading(UUID promotion, int limit) {
        // primary keys: the posts of one promotion
        return jdbc.sql(WHOLE + """
                 WHERE p.promotion = :promotion AND p.state IN ('candidate', 'marked', 'boosted') AND v.qualified > 0
                ORDER BY v.qualified DESC, p.published_at, p.video LIMIT :limit
                """)
                .param("promotion", promotion)
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(PromotedPost.class))
                .list();
    }

    List<PromotedPost> ofCreator(UUID creator, int limit) {
        // ads_promotion_post_creator
        return jdbc.sql(WHOLE + " WHERE p.creator = :creator ORDER BY p.published_at DESC LIMIT :limit")
                .param("creator", creator)
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(PromotedPost.class))
                .list();
    }

    /** All that are kept, for counting views: video to creator. */
    Map<UUID, UUID> owners(UUID promotion) {
        var owners = new java.util.HashMap<UUID, UUID>();
        // primary key
        jdbc.sql("SELECT video, creator FROM ads_promotion_post WHERE promotion = :promotion")
                .param("promotion", promotion)
                .query((row, number) ->
                        owners.put(row.getObject("video", UUID.class), row.getObject("creator", UUID.class)))
                .list();
        return owners;
    }

    /** @return those that a post was in before, with their states */
    Map<UUID, String> holding(UUID video) {
        var states = new java.util.HashMap<UUID, String>();
        // ads_promotion_post_video
        jdbc.sql("SELECT promotion, state FROM ads_promotion_post WHERE video = :video")
                .param("video", video)
                .query((row, number) -> states.put(row.getObject("promotion", UUID.class), row.getString("state")))
                .list();
        return states;
    }

    /** A new one is a candidate; one that had been withdrawn is a candidate again; any other stays what it is. */
    boolean found(UUID promotion, VideoFacts post, Instant now) {
        // primary key
        return jdbc.sql("""
                INSERT INTO ads_promotion_post AS p (promotion, video, creator, duration_millis, published_at, found_at, state,
                    changed_at)
                VALUES (:promotion, :video, :creator, :duration, :published, :now, 'candidate', :now)
                ON CONFLICT (promotion, video) DO UPDATE SET state = 'candidate', changed_at = :now, changed_by = NULL
                WHERE p.state = 'withdrawn'
                """)
                        .param("promotion", promotion)
                        .param("video", post.id())
                        .param("creator", post.creator())
                        .param("duration", post.durationMillis())
                        .param("published", Timestamp.from(post.publishedAt()))
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /** @param by null when it follows from what its creator did */
    void become(UUID promotion, UUID video, String state, @Nullable UUID by, Instant now) {
        // primary key
        jdbc.sql("""
                UPDATE ads_promotion_post SET state = :state, changed_by = :by, changed_at = :now
                WHERE promotion = :promotion AND video = :video AND state <> :state
                """)
                .param("promotion", promotion)
                .param("video", video)
                .param("state", state)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Consent taken back: what was boosted is marked again. */
    void unboost(UUID promotion, UUID creator, Instant now) {
        // ads_promotion_post_creator
        jdbc.sql("""
                UPDATE ads_promotion_post SET state = 'marked', changed_by = NULL, changed_at = :now
                WHERE promotion = :promotion AND creator = :creator AND state = 'boosted'
                """)
                .param("promotion", promotion)
                .param("creator", creator)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** How many there are in each state. */
    Map<String, Long> counts(UUID promotion) {
        var counts = new java.util.HashMap<String, Long>();
        // ads_promotion_post_state
        jdbc.sql("SELECT state, count(*) AS number FROM ads_promotion_post WHERE promotion = :id GROUP BY state")
                .param("id", promotion)
                .query((row, number) -> counts.put(row.getString("state"), row.getLong("number")))
                .list();
        return counts;
    }

    void join(UUID promotion, UUID person, boolean mayBoost, Instant now) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_promotion_participant AS p (promotion, person, joined_at, may_boost, changed_at)
                VALUES (:promotion, :person, :now, :boost, :now)
                ON CONFLICT (promotion, person) DO UPDATE SET may_boost = :boost, changed_at = :now
                WHERE p.may_boost <> :boost
                """)
                .param("promotion", promotion)
                .param("person", person)
                .param("boost", mayBoost)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Whether the person lets it boost his posts; empty if he takes no part. */
    Optional<Boolean> participation(UUID promotion, UUID person) {
        // primary key
        return jdbc.sql("SELECT may_boost FROM ads_promotion_participant WHERE promotion = :id AND person = :person")
                .param("id", promotion)
                .param("person", person)
                .query(Boolean.class)
                .optional();
    }

    record Viewed(UUID video, LocalDate day, long qualified, long organic, long paid) {}

    void putViews(UUID promotion, List<Viewed> views) {
        if (views.isEmpty()) {
            return;
        }
        // primary key
        jdbc.sql("""
                INSERT INTO ads_promotion_post_day AS d (promotion, video, day, qualified, organic, paid)
                SELECT :promotion, v.* FROM unnest(:videos::uuid[], :days::date[], :qualified::bigint[], :organic::bigint[],
                    :paid::bigint[]) AS v (video, day, qualified, organic, paid)
                ON CONFLICT (promotion, video, day) DO UPDATE SET qualified = excluded.qualified, organic = excluded.organic,
                    paid = excluded.paid
                WHERE (d.qualified, d.organic, d.paid) <> (excluded.qualified, excluded.organic, excluded.paid)
                """)
                .param("promotion", promotion)
                .param("videos", views.stream().map(Viewed::video).toArray(UUID[]::new))
                .param("days", views.stream().map(view -> view.day().toString()).toArray(String[]::new))
                .param("qualified", views.stream().mapToLong(Viewed::qualified).toArray())
                .param("organic", views.stream().mapToLong(Viewed::organic).toArray())
                .param("paid", views.stream().mapToLong(Viewed::paid).toArray())
                .update();
    }
}
