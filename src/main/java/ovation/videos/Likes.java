package ovation.videos;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.videos.Post.Counts;

/** Who likes what. The row decides, the count follows it in the same transaction. */
@Repository
class Likes {

    private final JdbcClient jdbc;

    Likes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it is new */
    boolean add(UUID person, UUID video, Instant now) {
        return jdbc.sql("""
                                INSERT INTO videos_like (person, video, liked_at) VALUES (:person, :video, :now)
                                ON CONFLICT (person, video) DO NOTHING
                                """)
                        .param("person", person)
                        .param("video", video)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean remove(UUID person, UUID video) {
        return jdbc.sql("DELETE FROM videos_like WHERE person = :person AND video = :video")
                        .param("person", person)
                        .param("video", video)
                        .update()
                == 1;
    }

    Set<UUID> of(UUID person, Collection<UUID> videos) {
        // videos_like_pkey
        return Set.copyOf(jdbc.sql("SELECT video FROM videos_like WHERE person = :person AND video = ANY (:videos)")
                .param("person", person)
                .param("videos", videos.toArray(UUID[]::new))
                .query((row, _) -> row.getObject("video", UUID.class))
                .list());
    }

    /** Adds to the counts of a post. Everybody who likes it waits for this row a moment; the last statement, therefore. */
    Counts count(UUID video, int likes, int comments, int shares) {
        return jdbc.sql("""
                        UPDATE videos_video SET like_count = like_count + :likes, comment_count = comment_count + :comments,
                               share_count = share_count + :shares
                        WHERE id = :video RETURNING like_count, comment_count, share_count
                        """)
                .param("video", video)
                .param("likes", likes)
                .param("comments", comments)
                .param("shares", shares)
                .query((row, _) -> Posts.counts(row))
                .single();
    }

    /** Takes back all likes of a person who leaves. */
    void removeAll(UUID person) {
        // videos_like_pkey; in the order of ids, so that two who leave do not wait for each other
        jdbc.sql("""
                        WITH gone AS (DELETE FROM videos_like WHERE person = :person RETURNING video),
                             locked AS (SELECT v.id FROM videos_video v JOIN gone ON gone.video = v.id ORDER BY v.id FOR UPDATE)
                        UPDATE videos_video v SET like_count = like_count - 1 FROM locked WHERE v.id = locked.id
                        """).param("person", person).update();
    }
}
