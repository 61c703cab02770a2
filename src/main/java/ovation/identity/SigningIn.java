package ovation.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.base.Ids;
import ovation.base.Refused;

/**
 * Checks a password. Each try is written down before it is checked and struck out when it succeeds, so that many at once
 * cannot slip past the limits.
 */
@Service
class SigningIn {

    private static final int FAILURES_OF_ACCOUNT = 25;
    private static final Duration WINDOW_OF_ACCOUNT = Duration.ofHours(1);
    private static final int FAILURES_OF_ADDRESS = 25;
    private static final Duration WINDOW_OF_ADDRESS = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Clock clock;

    SigningIn(JdbcClient jdbc, Accounts accounts, Passwords passwords, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * @param login e-mail or handle
     * @throws Refused {@code wrong_credentials}, the same for unknown people and wrong passwords, after the same time;
     *     {@code too_many_sign_ins}
     */
    UUID signIn(String login, String password, String address) {
        var name = login.strip().toLowerCase(Locale.ROOT);
        var found = accounts.credentials(name.startsWith("@") ? name.substring(1) : name);
        var account = found.map(Accounts.Credentials::person)
                .orElseGet(() -> UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        var attempt = attempt(account, address);
        var right = found.map(credentials -> passwords.matches(password, credentials.hash()))
                .orElseGet(() -> passwords.matchesNobody(password));
        if (!right) {
            throw Refused.because(IdentityProblem.WRONG_CREDENTIALS);
        }
        succeeded(attempt);
        return account;
    }

    /** Asks the password again before something grave. Limited like a sign-in. @throws Refused {@code wrong_password} */
    void confirm(UUID person, String password, String address) {
        var credentials = accounts.credentials(person).orElseThrow(Refused::notFound);
        var attempt = attempt(person, address);
        if (!passwords.matches(password, credentials.hash())) {
            throw Refused.because(IdentityProblem.WRONG_PASSWORD);
        }
        succeeded(attempt);
    }

    /** Counts a try of a second factor among the tries to sign in: six digits are few. @return to strike it out */
    Runnable tryCode(UUID person, String address) {
        var attempt = attempt(person, address);
        return () -> succeeded(attempt);
    }

    private UUID attempt(UUID account, String address) {
        var id = Ids.next(clock);
        var now = clock.instant();
        jdbc.sql("INSERT INTO identity_login_attempt (id, account, address, at) VALUES (:id, :account, :address, :now)")
                .param("id", id)
                .param("account", account)
                .param("address", address)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        // Served by identity_login_attempt_by_account and identity_login_attempt_by_address.
        var counts = jdbc.sql("""
                SELECT (SELECT count(*) FROM identity_login_attempt WHERE account = :account AND at > :hour) AS mine,
                       (SELECT count(*) FROM identity_login_attempt WHERE address = :address AND at > :minutes) AS here
                """)
                .param("account", account)
                .param("address", address)
                .param("hour", now.minus(WINDOW_OF_ACCOUNT).atOffset(ZoneOffset.UTC))
                .param("minutes", now.minus(WINDOW_OF_ADDRESS).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new int[] {row.getInt("mine"), row.getInt("here")})
                .single();
        if (counts[0] > FAILURES_OF_ACCOUNT || counts[1] > FAILURES_OF_ADDRESS) {
            // Not to be counted again: a refused try tells the guesser nothing, and the owner should get in after the
            // window.
            succeeded(id);
            throw Refused.because(IdentityProblem.TOO_MANY_SIGN_INS);
        }
        return id;
    }

    private void succeeded(UUID attempt) {
        jdbc.sql("DELETE FROM identity_login_attempt WHERE id = :id")
                .param("id", attempt)
                .update();
    }
}
