package ovation.ads.topview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TopViewCreatives {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    TopViewCreatives(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<TopViewCreative> find(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_topview_creative WHERE id = :id")
                .param("id", id)
                .query(TopViewCreatives::read)
                .optional();
    }

    /** Locked, so that nobody edits what is being booked. */
    Optional<TopViewCreative> lock(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_topview_creative WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(TopViewCreatives::read)
                .optional();
    }

    /** Newest first. */
    List<TopViewCreative> of(UUID business) {
        // ads_topview_creative_business
        return jdbc.sql("SELECT * FROM ads_topview_creative WHERE business = :business ORDER BY id DESC LIMIT :most")
                .param("business", business)
                .param("most", MOST)
                .query(TopViewCreatives::read)
                .list();
    }

    /** Whether a booking that was not called off shows it. */
    boolean booked(UUID id) {
        // ads_topview_booking_creative
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM ads_topview_booking b WHERE b.creative = :id AND NOT EXISTS
                    (SELECT FROM ads_topview_end e WHERE e.booking = b.id AND e.how = 'cancelled'))
                """).param("id", id).query(Boolean.class).single();
    }

    void insert(TopViewCreative creative) {
        with(jdbc.sql("""
                INSERT INTO ads_topview_creative (id, business, video, creator, duration_millis, display_name,
                    call_to_action, landing_url, state, reason, note, created_at, version)
                VALUES (:id, :business, :video, :creator, :duration, :name, :call, :url, :state, :reason, :note, :now, 0)
                """), creative)
                .param("business", creative.business())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** @throws OptimisticLockingFailureException if somebody else has saved since the version was read */
    void update(TopViewCreative creative) {
        // primary key
        var changed = with(jdbc.sql("""
                UPDATE ads_topview_creative SET video = :video, creator = :creator, duration_millis = :duration,
                    display_name = :name, call_to_action = :call, landing_url = :url, state = :state, reason = :reason,
                    note = :note, version = version + 1
                WHERE id = :id AND version = :version
                """), creative)
                .param("version", creative.version())
                .update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec sql, TopViewCreative creative) {
        return sql.param("id", creative.id())
                .param("video", creative.video())
                .param("creator", creative.creator())
                .param("duration", creative.durationMillis())
                .param("name", creative.displayName())
                .param("call", creative.callToAction())
                .param("url", creative.landingUrl())
                .param("state", creative.review())
                .param("reason", creative.reason())
                .param("note", creative.note());
    }

    static TopViewCreative read(ResultSet row, int number) throws SQLException {
        return new TopViewCreative(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                row.getObject("video", UUID.class),
                row.getObject("creator", UUID.class),
                row.getInt("duration_millis"),
                row.getString("display_name"),
                row.getString("call_to_action"),
                row.getString("landing_url"),
                row.getString("state"),
                row.getString("reason"),
                row.getString("note"),
                row.getInt("version"));
    }
}
