package ovation.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.Signer;

/**
 * Sign-ins of browsers. Viewers and creators carry a signed cookie and cost no row; who handles money has a row, which is
 * asked on every request and ends after 30 idle minutes or 12 hours. A sign-in that was ended has a row, too.
 */
@Service
class SignIns {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration ABSOLUTE = Duration.ofHours(12);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;
    private final Signer signer;
    private final LoadingCache<UUID, Set<UUID>> ended;

    SignIns(JdbcClient jdbc, Accounts accounts, Clock clock, @Value("${ovation.secret}") String secret) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
        this.signer = Signer.of(secret, "sign-in");
        this.ended = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterWrite(Duration.ofSeconds(30))
                .build(this::readEnded);
    }

    /** Starts a sign-in in this browser; one that it carried before ends. */
    void start(UUID person, HttpServletRequest request, HttpServletResponse response) {
        end(request, response);
        var account = accounts.fresh(person).orElseThrow();
        var now = clock.instant();
        var cookie = SignInCookie.of(Ids.next(clock), account, now, now);
        if (account.needsServerSession()) {
            insertSession(cookie, now);
        }
        write(cookie, request, response);
    }

    /** Ends the sign-in that this browser carries. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        read(request).ifPresent(cookie -> {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            // The person may be unknown here if the cookie outlived a restored database.
            jdbc.sql("""
                    INSERT INTO identity_session (id, person, signed_in_at, seen_at, ended_at)
                    SELECT :id, p.id, :signedIn, :now, :now FROM identity_person p WHERE p.id = :person
                    ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at
                    """)
                    .param("id", cookie.signIn())
                    .param("person", cookie.person())
                    .param("signedIn", cookie.signedInAt().atOffset(ZoneOffset.UTC))
                    .param("now", now)
                    .update();
            ended.invalidate(cookie.person());
            Cookies.delete(request, response, Cookies.SIGN_IN);
        });
    }

    /** Ends every sign-in and every token of a person: at once on this node, within 30 seconds on others. */
    @Transactional
    public void endAll(UUID person) {
        jdbc.sql("UPDATE identity_person SET revocation = revocation + 1 WHERE id = :person")
                .param("person", person)
                .update();
        jdbc.sql("DELETE FROM identity_session WHERE person = :person")
                .param("person", person)
                .update();
        accounts.changed(person);
    }

    /** Who this browser is signed in as; renews the cookie when its fresh part is over, deletes it when it has ended. */
    Optional<Account> recognise(HttpServletRequest request, HttpServletResponse response) {
        var carried = read(request);
        if (carried.isEmpty()) {
            return Optional.empty();
        }
        var cookie = carried.get();
        var now = clock.instant();
        var fresh = now.isBefore(cookie.freshUntil());
        var account = Optional.of(cookie)
                .filter(still -> now.isBefore(still.rememberedUntil()))
                .flatMap(still -> fresh ? accounts.find(still.person()) : accounts.fresh(still.person()))
                .filter(its -> its.revocation() == cookie.revocation())
                .filter(its -> alive(its, cookie, now));
        if (account.isEmpty()) {
            Cookies.delete(request, response, Cookies.SIGN_IN);
        } else if (!fresh) {
            write(SignInCookie.of(cookie.signIn(), account.get(), cookie.signedInAt(), now), request, response);
        }
        return account;
    }

    boolean carriedBy(HttpServletRequest request) {
        return Cookies.read(request, Cookies.SIGN_IN).isPresent();
    }

    private boolean alive(Account account, SignInCookie cookie, Instant now) {
        return account.needsServerSession()
                ? sessionAlive(cookie, now)
                : !ended.get(account.id()).contains(cookie.signIn());
    }

    private record Session(Instant signedInAt, Instant seenAt, boolean ended) {}

    /** Served by the primary key. */
    private boolean sessionAlive(SignInCookie cookie, Instant now) {
        var session = jdbc.sql("SELECT signed_in_at, seen_at, ended_at FROM identity_session WHERE id = :id")
                .param("id", cookie.signIn())
                .query((row, number) -> new Session(
                        row.getTimestamp("signed_in_at").toInstant(),
                        row.getTimestamp("seen_at").toInstant(),
                        row.getTimestamp("ended_at") != null))
                .optional();
        if (session.isEmpty()) {
            // Somebody who got a role for money while signed in: his sign-in turns into a session, with its own age.
            return now.isBefore(cookie.signedInAt().plus(ABSOLUTE)) && insertSession(cookie, now);
        }
        var its = session.get();
        if (its.ended()
                || now.isAfter(its.signedInAt().plus(ABSOLUTE))
                || now.isAfter(its.seenAt().plus(IDLE))) {
            return false;
        }
        if (now.isAfter(its.seenAt().plus(SEEN_EVERY))) {
            jdbc.sql("UPDATE identity_session SET seen_at = :now WHERE id = :id")
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("id", cookie.signIn())
                    .update();
        }
        return true;
    }

    private boolean insertSession(SignInCookie cookie, Instant now) {
        jdbc.sql("""
                INSERT INTO identity_session (id, person, signed_in_at, seen_at) VALUES (:id, :person, :signedIn, :now)
                ON CONFLICT DO NOTHING
                """)
                .param("id", cookie.signIn())
                .param("person", cookie.person())
                .param("signedIn", cookie.signedInAt().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return true;
    }

    /** Served by {@code identity_session_by_person}. */
    private Set<UUID> readEnded(UUID person) {
        return Set.copyOf(jdbc.sql("SELECT id FROM identity_session WHERE person = :person AND ended_at IS NOT NULL")
                .param("person", person)
                .query(UUID.class)
                .list());
    }

    /** The id of the sign-in that this browser carries. */
    Optional<UUID> name(HttpServletRequest request) {
        return read(request).map(SignInCookie::signIn);
    }

    private Optional<SignInCookie> read(HttpServletRequest request) {
        return Cookies.read(request, Cookies.SIGN_IN).flatMap(value -> SignInCookie.read(value, signer));
    }

    private void write(SignInCookie cookie, HttpServletRequest request, HttpServletResponse response) {
        Cookies.write(request, response, Cookies.SIGN_IN, cookie.signed(signer), SignInCookie.REMEMBERED);
    }

    /** Rows are needed as long as a cookie may name them. Served by the indexes by age. */
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOld() {
        var now = clock.instant();
        var day = Duration.ofDays(1);
        deleteBefore(
                "DELETE FROM identity_session WHERE seen_at < :limit", now.minus(SignInCookie.REMEMBERED.plus(day)));
        deleteBefore("DELETE FROM identity_login_attempt WHERE at < :limit", now.minus(day));
        deleteBefore("DELETE FROM identity_step_up WHERE shown_at < :limit", now.minus(day));
        deleteBefore("DELETE FROM identity_token WHERE expires_at < :limit", now.minus(day));
    }

    private void deleteBefore(String sql, Instant limit) {
        jdbc.sql(sql).param("limit", limit.atOffset(ZoneOffset.UTC)).update();
    }
}
