package ovation.ads.measure;

import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Objections;
import ovation.base.Refused;
import ovation.identity.MatchKeys;
import ovation.identity.PersonLeft;
import ovation.identity.Viewer;

/**
 * What people let us measure: nothing; what follows from their clicks and views here; or also what advertisers tell us under the hash
 * of their e-mail address, which nobody who has not said so is compared with. Who takes it back is forgotten at once.
 */
@Service
class Choices implements Objections {

    enum Choice {
        NONE,
        CLICKS,
        MATCHED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient jdbc;
    private final MatchKeys keys;
    private final Clock clock;
    private final Set<UUID> objecting = ConcurrentHashMap.newKeySet();

    Choices(JdbcClient jdbc, MatchKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public boolean objects(UUID person) {
        return objecting.contains(person);
    }

    Choice of(UUID person) {
        // primary key
        return jdbc.sql("SELECT choice FROM ads_measure_choice WHERE person = :person")
                .param("person", person)
                .query(String.class)
                .optional()
                .map(code -> Choice.valueOf(code.toUpperCase(Locale.ROOT)))
                .orElse(Choice.CLICKS);
    }

    /** @throws Refused for a minor who wants to be matched */
    @Transactional
    void choose(Viewer viewer, Choice choice) {
        var person = viewer.person();
        var hash = choice == Choice.MATCHED ? keys.emailSha256(person) : Optional.<byte[]>empty();
        if (choice == Choice.MATCHED && hash.isEmpty()) {
            throw Refused.field("choice", "adults_only");
        }
        // primary key
        jdbc.sql("""
                INSERT INTO ads_measure_choice AS c (person, choice, email_sha256, chosen_at)
                VALUES (:person, :choice, :hash, :now)
                ON CONFLICT (person) DO UPDATE
                SET choice = excluded.choice, email_sha256 = excluded.email_sha256, chosen_at = excluded.chosen_at
                """)
                .param("person", person)
                .param("choice", choice.code())
                .param("hash", hash.orElse(null), java.sql.Types.BINARY)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (choice == Choice.NONE) {
            forgetTouches(person);
            objecting.add(person);
        } else {
            objecting.remove(person);
        }
    }

    /** The one who agreed to be found by it and still has that address and the age. */
    Optional<UUID> byEmail(byte[] sha256) {
        // ads_measure_choice_email
        return jdbc.sql("""
                SELECT person FROM ads_measure_choice WHERE email_sha256 = :hash AND choice = 'matched' LIMIT 1
                """).param("hash", sha256).query(UUID.class).optional().filter(person -> keys.emailSha256(
                        person)
                .filter(now -> MessageDigest.isEqual(now, sha256))
                .isPresent());
    }

    @EventListener
    @Transactional
    void left(PersonLeft left) {
        // primary key
        jdbc.sql("DELETE FROM ads_measure_choice WHERE person = :person")
                .param("person", left.person())
                .update();
        forgetTouches(left.person());
    }

    private void forgetTouches(UUID person) {
        // ads_touch_viewer
        jdbc.sql("DELETE FROM ads_touch WHERE viewer = :person")
                .param("person", person)
                .update();
    }

    /** What other nodes were told. */
    @Scheduled(fixedDelay = 5_000)
    void read() {
        // ads_measure_choice_objecting
        var now = jdbc.sql("SELECT person FROM ads_measure_choice WHERE choice = 'none'")
                .query(UUID.class)
                .set();
        objecting.addAll(now);
        objecting.retainAll(now);
    }
}
