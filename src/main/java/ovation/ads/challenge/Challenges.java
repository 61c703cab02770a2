package ovation.ads.challenge;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Challenges {

    private static final int MOST = 200;
    private static final String WHOLE = "SELECT c.* FROM ads_challenge c ";

    private final JdbcClient jdbc;

    Challenges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Challenge> find(UUID id) {
        // primary key
        return jdbc.sql(WHOLE + "WHERE c.id = :id")
                .param("id", id)
                .query(Challenges::read)
                .optional();
    }

    /** Locked, so that nobody edits what is being booked. */
    Optional<Challenge> lock(UUID id) {
        // primary key
        return jdbc.sql(WHOLE + "WHERE c.id = :id FOR UPDATE")
                .param("id", id)
                .query(Challenges::read)
                .optional();
    }

    /** Newest first. */
    List<Challenge> of(UUID business) {
        // ads_challenge_business
        return jdbc.sql(WHOLE + "WHERE c.business = :business ORDER BY c.id DESC LIMIT :most")
                .param("business", business)
                .param("most", MOST)
                .query(Challenges::read)
                .list();
    }

    /** The one that has the hashtag on a day, else the last that had it or is about to; what is called off is not found. */
    Optional<Challenge> of(String hashtag, LocalDate day) {
        // ads_challenge_run_hashtag_once
        return jdbc.sql(WHOLE + """
                JOIN ads_challenge_run r ON r.challenge = c.id
                WHERE r.hashtag = :hashtag
                ORDER BY r.days @> :day::date DESC, abs(lower(r.days) - :day::date) LIMIT 1
                """)
                .param("hashtag", hashtag)
                .param("day", day.toString())
                .query(Challenges::read)
                .optional();
    }

    void insert(Challenge challenge, UUID by, Instant now) {
        with(jdbc.sql("""
                INSERT INTO ads_challenge (id, business, hashtag, headline, brief, adults_only, regions, sound, effect, video,
                    state, reason, note, created_by, created_at, version)
                VALUES (:id, :business, :hashtag, :headline, :brief, :adults, :regions::text[], :sound, :effect, :video, :state,
                    :reason, :note, :by, :now, 0)
                """), challenge)
                .param("business", challenge.business())
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** @throws OptimisticLockingFailureException if somebody else has saved since the version was read */
    void update(Challenge challenge) {
        // primary key
        var changed = with(jdbc.sql("""
                UPDATE ads_challenge SET hashtag = :hashtag, headline = :headline, brief = :brief, adults_only = :adults,
                    regions = :regions::text[], sound = :sound, effect = :effect, video = :video, state = :state,
                    reason = :reason, note = :note, version = version + 1
                WHERE id = :id AND version = :version
                """), challenge)
                .param("version", challenge.version())
                .update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec sql, Challenge challenge) {
        return sql.param("id", challenge.id())
                .param("hashtag", challenge.hashtag())
                .param("headline", challenge.headline())
                .param("brief", challenge.brief())
                .param("adults", challenge.adultsOnly())
                .param("regions", challenge.regions().toArray(String[]::new))
                .param("sound", challenge.sound())
                .param("effect", challenge.effect())
                .param("video", challenge.video())
                .param("state", challenge.review())
                .param("reason", challenge.reason())
                .param("note", challenge.note());
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if another has the hashtag on one of the days */
    void run(Challenge challenge, LocalDate first, LocalDate last, List<Integer> prizeShares) {
        jdbc.sql("""
                INSERT INTO ads_challenge_run (challenge, hashtag, days, prize_shares)
                VALUES (:id, :hashtag, daterange(:first::date, :last::date, '[]'), :shares::int[])
                """)
                .param("id", challenge.id())
                .param("hashtag", challenge.hashtag())
                .param("first", first.toString())
                .param("last", last.toString())
                .param("shares", prizeShares.toArray(Integer[]::new))
                .update();
    }

    void giveHashtagBack(UUID challenge) {
        // primary key
        jdbc.sql("DELETE FROM ads_challenge_run WHERE challenge = :id")
                .param("id", challenge)
                .update();
    }

    /** The weights by which the prize money is split, the first place first; empty without prizes. */
    List<Integer> prizeShares(UUID challenge) {
        // primary key
        return jdbc.sql("SELECT prize_shares FROM ads_challenge_run WHERE challenge = :id")
                .param("id", challenge)
                .query((row, number) ->
                        Arrays.asList((Integer[]) row.getArray(1).getArray()))
                .optional()
                .orElse(List.of());
    }

    private static Challenge read(ResultSet row, int number) throws SQLException {
        Array regions = row.getArray("regions");
        return new Challenge(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                row.getString("hashtag"),
                row.getString("headline"),
                row.getString("brief"),
                row.getBoolean("adults_only"),
                List.of((String[]) regions.getArray()),
                row.getObject("sound", UUID.class),
                row.getObject("effect", UUID.class),
                row.getObject("video", UUID.class),
                row.getString("state"),
                row.getString("reason"),
                row.getString("note"),
                row.getInt("version"));
    }
}
