package ovation.ads.sound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PaidSoundRows {

    private static final int MOST = 200;

    private final JdbcClient jdbc;

    PaidSoundRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PaidSound> find(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_sound_promotion WHERE id = :id")
                .param("id", id)
                .query(PaidSoundRows::read)
                .optional();
    }

    /** Locked, so that nobody edits what is being booked. */
    Optional<PaidSound> lock(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_sound_promotion WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(PaidSoundRows::read)
                .optional();
    }

    /** Newest first. */
    List<PaidSound> of(UUID business) {
        // ads_sound_promotion_business
        return jdbc.sql("SELECT * FROM ads_sound_promotion WHERE business = :business ORDER BY id DESC LIMIT :most")
                .param("business", business)
                .param("most", MOST)
                .query(PaidSoundRows::read)
                .list();
    }

    void insert(PaidSound sound, UUID by, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_sound_promotion (id, business, sound, headline, line, state, reason, note, created_by,
                    created_at, version)
                VALUES (:id, :business, :sound, :headline, :line, :state, :reason, :note, :by, :now, 0)
                """)
                .param("id", sound.id())
                .param("business", sound.business())
                .param("sound", sound.sound())
                .param("headline", sound.headline())
                .param("line", sound.line())
                .param("state", sound.review())
                .param("reason", sound.reason())
                .param("note", sound.note())
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    void judge(UUID id, String state, String reason, String note) {
        // primary key
        jdbc.sql("""
                UPDATE ads_sound_promotion SET state = :state, reason = :reason, note = :note, version = version + 1
                WHERE id = :id
                """)
                .param("id", id)
                .param("state", state)
                .param("reason", reason)
                .param("note", note)
                .update();
    }

    private static PaidSound read(ResultSet row, int number) throws SQLException {
        return new PaidSound(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                row.getObject("sound", UUID.class),
                row.getString("headline"),
                row.getString("line"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("note"),
                row.getInt("version"));
    }
}
