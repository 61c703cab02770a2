package ovation.videos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of comments; answers hang on a comment, never on an answer. */
@Repository
class Comments {

    /** @param author null once the account is deleted */
    record Comment(
            UUID id,
            UUID video,
            @Nullable UUID author,
            @Nullable UUID parent,
            String body,
            int replies,
            Instant createdAt) {}

    private final JdbcClient jdbc;

    Comments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Comment comment) {
        jdbc.sql("""
                        INSERT INTO videos_comment (id, video, author, parent, body, created_at)
                        VALUES (:id, :video, :author, :parent, :body, :now)
                        """)
                .param("id", comment.id())
                .param("video", comment.video())
                .param("author", comment.author())
                .param("parent", comment.parent())
                .param("body", comment.body())
                .param("now", Timestamp.from(comment.createdAt()))
                .update();
        answered(comment.parent(), 1);
    }

    Optional<Comment> find(UUID id) {
        return jdbc.sql("SELECT * FROM videos_comment WHERE id = :id")
                .param("id", id)
                .query((row, _) -> comment(row))
                .optional();
    }

    /** @return how many went, with the answers */
    int delete(Comment comment) {
        // videos_comment_parent
        var answers = jdbc.sql("DELETE FROM videos_comment WHERE parent = :id")
                .param("id", comment.id())
                .update();
        var self = jdbc.sql("DELETE FROM videos_comment WHERE id = :id")
                .param("id", comment.id())
                .update();
        if (self == 1) {
            answered(comment.parent(), -1);
        }
        return answers + self;
    }

    private void answered(@Nullable UUID parent, int by) {
        if (parent != null) {
            jdbc.sql("UPDATE videos_comment SET reply_count = reply_count + :by WHERE id = :parent")
                    .param("parent", parent)
                    .param("by", by)
                    .update();
        }
    }

    /** Newest first. */
    List<Comment> of(UUID video, UUID before, int limit) {
        // videos_comment_video
        return jdbc.sql("""
                        SELECT * FROM videos_comment WHERE video = :video AND parent IS NULL AND id < :before
                        ORDER BY id DESC LIMIT :limit
                        """)
                .param("video", video)
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> comment(row))
                .list();
    }

    /** Oldest first, as one reads a talk. */
    List<Comment> answers(UUID parent, UUID after, int limit) {
        // videos_comment_parent
        return jdbc.sql("SELECT * FROM videos_comment WHERE parent = :parent AND id > :after ORDER BY id LIMIT :limit")
                .param("parent", parent)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> comment(row))
                .list();
    }

    int writtenSince(UUID author, Instant since) {
        // videos_comment_author
        return jdbc.sql("SELECT count(*) FROM videos_comment WHERE author = :author AND created_at > :since")
                .param("author", author)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    void forgetAuthor(UUID author) {
        // videos_comment_author
        jdbc.sql("UPDATE videos_comment SET author = NULL WHERE author = :author")
                .param("author", author)
                .update();
    }

    private static Comment comment(ResultSet row) throws SQLException {
        return new Comment(
                row.getObject("id", UUID.class),
                row.getObject("video", UUID.class),
                row.getObject("author", UUID.class),
                row.getObject("parent", UUID.class),
                row.getString("body"),
                row.getInt("reply_count"),
                row.getTimestamp("created_at").toInstant());
    }
}
