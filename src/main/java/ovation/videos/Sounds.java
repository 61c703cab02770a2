package ovation.videos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;

/** Sounds: each begins as the own audio of a post, and others may pick it. */
@Repository
class Sounds {

    /** @param creator null once the account is deleted */
    record SoundView(
            UUID id,
            String title,
            @Nullable UUID creator,
            @Nullable UUID sourceVideo,
            long uses) {}

    static final int MAX_TITLE_CODE_POINTS = 150;

    private final JdbcClient jdbc;
    private final Clock clock;

    Sounds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    UUID add(String title, UUID creator, UUID sourceVideo) {
        var now = clock.instant();
        var id = Ids.at(now);
        jdbc.sql("""
                        INSERT INTO videos_sound (id, title, creator, source_video, created_at)
                        VALUES (:id, :title, :creator, :video, :now)
                        """)
                .param("id", id)
                .param("title", title)
                .param("creator", creator)
                .param("video", sourceVideo)
                .param("now", Timestamp.from(now))
                .update();
        return id;
    }

    Optional<SoundView> find(UUID id) {
        return jdbc.sql("SELECT * FROM videos_sound WHERE id = :id")
                .param("id", id)
                .query((row, _) -> sound(row))
                .optional();
    }

    void used(UUID id, int times) {
        jdbc.sql("UPDATE videos_sound SET uses = greatest(0, uses + :times) WHERE id = :id")
                .param("id", id)
                .param("times", times)
                .update();
    }

    /** The most used, or those whose title begins so. */
    List<SoundView> search(String query, int limit) {
        if (query.isBlank()) {
            // videos_sound_uses
            return jdbc.sql("SELECT * FROM videos_sound ORDER BY uses DESC, id DESC LIMIT :limit")
                    .param("limit", limit)
                    .query((row, _) -> sound(row))
                    .list();
        }
        // videos_sound_title
        return jdbc.sql("""
                        SELECT * FROM videos_sound WHERE lower(title) LIKE :prefix ESCAPE '!'
                        ORDER BY uses DESC, id DESC LIMIT :limit
                        """)
                .param("prefix", query.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%")
                .param("limit", limit)
                .query((row, _) -> sound(row))
                .list();
    }

    void forgetCreator(UUID creator) {
        // videos_sound_creator
        jdbc.sql("UPDATE videos_sound SET creator = NULL WHERE creator = :creator")
                .param("creator", creator)
                .update();
    }

    private static SoundView sound(ResultSet row) throws SQLException {
        return new SoundView(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getObject("creator", UUID.class),
                row.getObject("source_video", UUID.class),
                row.getLong("uses"));
    }
}
