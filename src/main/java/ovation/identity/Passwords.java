package ovation.identity;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import org.springframework.stereotype.Component;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/**
 * Hashes with Argon2id at the strength that OWASP's Password Storage Cheat Sheet gives as its first choice (19 MiB, two
 * rounds, one lane), behind a prefix so that a stronger one can follow.
 */
@Component
class Passwords {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    /** Each hash takes 19 MiB and a core for some tens of milliseconds: more at once would starve the rest. */
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2id",
            Map.of(
                    "argon2id",
                    new Argon2Password4jPasswordEncoder(Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID))));
    private final Set<String> common;

    /** What the password of nobody is checked against, so that an unknown e-mail takes as long as a known one. */
    private final String nobodysHash;

    Passwords() {
        common = commonPasswords();
        nobodysHash = hash("nobody has this password");
    }

    /** The reason why the password is refused; empty for a good one. */
    Optional<String> weakness(String password) {
        if (password.length() < SHORTEST) {
            return Optional.of("password_too_short");
        }
        if (password.length() > LONGEST) {
            return Optional.of("password_too_long");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (common.contains(lower) || lower.chars().distinct().count() < 3) {
            return Optional.of("password_too_common");
        }
        return Optional.empty();
    }

    String hash(String password) {
        return inTurn(() -> encoded(password));
    }

    boolean matches(String password, String hash) {
        return password.length() <= LONGEST && inTurn(() -> encoder.matches(password, hash));
    }

    /** Spends the time of a check. Always false. */
    boolean matchesNobody(String password) {
        matches(password, nobodysHash);
        return false;
    }

    private String encoded(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("A password is never null");
        }
        return hash;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(3, java.util.concurrent.TimeUnit.SECONDS)) {
                throw Refused.because(CommonProblem.OVERLOADED);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Refused.because(CommonProblem.OVERLOADED);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private static Set<String> commonPasswords() {
        try {
            return new ClassPathResource("identity/common-passwords.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException missing) {
            throw new IllegalStateException("The list of common passwords is missing from the class path", missing);
        }
    }
}
