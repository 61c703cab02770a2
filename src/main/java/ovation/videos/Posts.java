package ovation.videos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;
import ovation.videos.Post.Counts;
import ovation.videos.Post.State;

/** The rows of posts, and their tags and mentions. */
@Repository
class Posts {

    private static final String COLUMNS = """
            SELECT v.*, s.title AS sound_name, e.name AS effect_name, e.icon AS effect_icon, e.sponsor AS effect_sponsor,
                   ARRAY(SELECT h.tag FROM videos_video_hashtag vh JOIN videos_hashtag h ON h.id = vh.hashtag
                         WHERE vh.video = v.id ORDER BY vh.position) AS tags
            FROM videos_video v LEFT JOIN videos_sound s ON s.id = v.sound LEFT JOIN videos_effect e ON e.id = v.effect
            """;

    private final JdbcClient jdbc;

    Posts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Post post, @Nullable String soundTitle) {
        var published = post.publishedAt();
        jdbc.sql("""
                        INSERT INTO videos_video (id, creator, asset, caption, sound, sound_title, effect, comments_allowed,
                            adults_only, promotional, state, publish_when_ready, region, duration_millis, created_at,
                            published_at)
                        VALUES (:id, :creator, :asset, :caption, :sound, :soundTitle, :effect, :comments, :adults, :promotional,
                            :state, :waiting, :region, :duration, :created, :published)
                        """)
                .param("id", post.id())
                .param("creator", post.creator())
                .param("asset", post.asset())
                .param("caption", post.caption().text())
                .param("sound", post.sound() == null ? null : post.sound().id())
                .param("soundTitle", soundTitle)
                .param("effect", post.effect() == null ? null : post.effect().id())
                .param("comments", post.commentsAllowed())
                .param("adults", post.adultsOnly())
                .param("promotional", post.promotional())
                .param("state", post.state().column())
                .param("waiting", post.waiting())
                .param("region", post.region())
                .param("duration", post.durationMillis())
                .param("created", Timestamp.from(post.createdAt()))
                .param("published", published == null ? null : Timestamp.from(published))
                .update();
    }

    Optional<Post> find(UUID id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    /** Deleted ones are not found. */
    Map<UUID, Post> findAll(Collection<UUID> ids) {
        var posts = new HashMap<UUID, Post>();
        if (!ids.isEmpty()) {
            // videos_video_pkey, videos_video_hashtag_video
            jdbc.sql(COLUMNS + "WHERE v.id = ANY (:ids) AND v.state <> 'deleted'")
                    .param("ids", ids.toArray(UUID[]::new))
                    .query((row, _) -> post(row))
                    .list()
                    .forEach(post -> posts.put(post.id(), post));
        }
        return posts;
    }

    /** Locked until the transaction ends: for whoever changes it. */
    Optional<Post> lockOwn(UUID creator, UUID id) {
        return jdbc.sql("""
                        SELECT id FROM videos_video WHERE id = :id AND creator = :creator AND state <> 'deleted' FOR UPDATE
                        """)
                .param("id", id)
                .param("creator", creator)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    Optional<UUID> ofAsset(UUID asset) {
        // videos_video_asset_key
        return jdbc.sql("SELECT id FROM videos_video WHERE asset = :asset")
                .param("asset", asset)
                .query(UUID.class)
                .optional();
    }

    /** The title that the original sound shall get once the post is published. */
    Optional<String> soundTitle(UUID id) {
        return jdbc.sql("SELECT sound_title FROM videos_video WHERE id = :id AND sound_title IS NOT NULL")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    List<UUID> waiting() {
        // videos_video_waiting
        return jdbc.sql("SELECT id FROM videos_video WHERE publish_when_ready LIMIT 500")
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    Optional<UUID> waitingFor(UUID asset) {
        // videos_video_waiting
        return jdbc.sql("SELECT id FROM videos_video WHERE asset = :asset AND publish_when_ready FOR UPDATE")
                .param("asset", asset)
                .query(UUID.class)
                .optional();
    }

    void publish(UUID id, @Nullable UUID sound, int durationMillis, Instant now) {
        jdbc.sql("""
                        UPDATE videos_video SET state = 'public', publish_when_ready = false, sound = :sound,
                               duration_millis = :duration, published_at = coalesce(published_at, :now)
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("sound", sound)
                .param("duration", durationMillis)
                .param("now", Timestamp.from(now))
                .update();
    }

    void become(UUID id, State state, boolean waiting) {
        jdbc.sql("UPDATE videos_video SET state = :state, publish_when_ready = :waiting WHERE id = :id")
                .param("id", id)
                .param("state", state.column())
                .param("waiting", waiting)
                .update();
    }

    void edit(UUID id, Caption caption, boolean commentsAllowed, boolean adultsOnly) {
        jdbc.sql("""
                        UPDATE videos_video SET caption = :caption, comments_allowed = :comments, adults_only = :adults
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("caption", caption.text())
                .param("comments", commentsAllowed)
                .param("adults", adultsOnly)
                .update();
    }

    /** What was said about it goes; the row stays, so that its id never means another. */
    void delete(UUID id) {
        for (var table : List.of("like", "comment", "share", "video_hashtag", "mention")) {
            jdbc.sql("DELETE FROM videos_" + table + " WHERE video = :id")
                    .param("id", id)
                    .update();
        }
        jdbc.sql("""
                        UPDATE videos_video SET state = 'deleted', publish_when_ready = false, caption = '', sound_title = NULL,
                               like_count = 0, comment_count = 0, share_count = 0
                        WHERE id = :id
                        """).param("id", id).update();
    }

    void tag(UUID video, List<String> tags, Instant now) {
        jdbc.sql("DELETE FROM videos_video_hashtag WHERE video = :video")
                .param("video", video)
                .update();
        if (tags.isEmpty()) {
            return;
        }
        var sorted = tags.stream().sorted().toList();
        // sorted, so that two posts with the same new tags do not wait for each other
        jdbc.sql("""
                        INSERT INTO videos_hashtag (id, tag) SELECT * FROM unnest(:ids, :tags) ON CONFLICT (tag) DO NOTHING
                        """)
                .param("ids", sorted.stream().map(_ -> Ids.at(now)).toArray(UUID[]::new))
                .param("tags", sorted.toArray(String[]::new))
                .update();
        jdbc.sql("""
                        INSERT INTO videos_video_hashtag (hashtag, video, position)
                        SELECT h.id, :video, t.position FROM unnest(:tags) WITH ORDINALITY AS t (tag, position)
                        JOIN videos_hashtag h ON h.tag = t.tag
                        """)
                .param("video", video)
                .param("tags", tags.toArray(String[]::new))
                .update();
    }

    void mention(UUID video, Collection<UUID> people) {
        jdbc.sql("DELETE FROM videos_mention WHERE video = :video")
                .param("video", video)
                .update();
        jdbc.sql("INSERT INTO videos_mention (video, person) SELECT :video, person FROM unnest(:people) AS p (person)")
                .param("video", video)
                .param("people", people.toArray(UUID[]::new))
                .update();
    }

    List<Post> publicAfter(UUID after, int limit) {
        // videos_video_public
        return jdbc.sql(COLUMNS + "WHERE v.state = 'public' AND v.id > :after ORDER BY v.id LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> post(row))
                .list();
    }

    List<Post> taggedBetween(String tag, Instant from, Instant until) {
        // videos_hashtag_tag_key, videos_video_hashtag_pkey, videos_video_pkey
        return jdbc.sql(COLUMNS + """
                        WHERE v.id IN (SELECT vh.video FROM videos_hashtag h
                            JOIN videos_video_hashtag vh ON vh.hashtag = h.id WHERE h.tag = :tag)
                          AND v.state = 'public' AND v.published_at >= :from AND v.published_at < :until
                        """)
                .param("tag", tag)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> post(row))
                .list();
    }

    List<Post> usingBetween(UUID sound, Instant from, Instant until) {
        // videos_video_sound
        return jdbc.sql(COLUMNS + """
                        WHERE v.sound = :sound AND v.state = 'public' AND v.published_at >= :from AND v.published_at < :until
                        """)
                .param("sound", sound)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> post(row))
                .list();
    }

    List<Post> ofCreator(UUID creator, UUID before, int limit) {
        // videos_video_creator
        return jdbc.sql(COLUMNS + """
                        WHERE v.creator = :creator AND v.state <> 'deleted' AND v.id < :before
                        ORDER BY v.id DESC LIMIT :limit
                        """)
                .param("creator", creator)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> post(row))
                .list();
    }

    long publicOf(UUID creator) {
        // videos_video_creator
        return jdbc.sql(
                        "SELECT count(*) FROM videos_video WHERE creator = :creator AND state = 'public' AND NOT promotional")
                .param("creator", creator)
                .query(Long.class)
                .single();
    }

    List<UUID> allOf(UUID creator) {
        // videos_video_creator
        return jdbc.sql("SELECT id FROM videos_video WHERE creator = :creator AND state <> 'deleted' ORDER BY id")
                .param("creator", creator)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    Map<UUID, Counts> counts(Collection<UUID> ids) {
        var counts = new HashMap<UUID, Counts>();
        // videos_video_pkey
        jdbc.sql("SELECT id, like_count, comment_count, share_count FROM videos_video WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    counts.put(row.getObject("id", UUID.class), counts(row));
                });
        return counts;
    }

    static Counts counts(ResultSet row) throws SQLException {
        return new Counts(row.getLong("like_count"), row.getLong("comment_count"), row.getLong("share_count"));
    }

    private static Post post(ResultSet row) throws SQLException {
        var sound = row.getObject("sound", UUID.class);
        var effect = row.getObject("effect", UUID.class);
        var published = row.getTimestamp("published_at");
        return new Post(
                row.getObject("id", UUID.class),
                row.getObject("creator", UUID.class),
                row.getObject("asset", UUID.class),
                new Caption(row.getString("caption")),
                Arrays.asList((String[]) row.getArray("tags").getArray()),
                sound == null ? null : new Videos.Sound(sound, row.getString("sound_name")),
                effect == null
                        ? null
                        : new Videos.Stamp(
                                effect,
                                row.getString("effect_name"),
                                row.getString("effect_icon"),
                                row.getString("effect_sponsor")),
                row.getBoolean("comments_allowed"),
                row.getBoolean("adults_only"),
                row.getBoolean("promotional"),
                State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getBoolean("publish_when_ready"),
                row.getString("region"),
                row.getInt("duration_millis"),
                row.getTimestamp("created_at").toInstant(),
                published == null ? null : published.toInstant(),
                counts(row));
    }
}
