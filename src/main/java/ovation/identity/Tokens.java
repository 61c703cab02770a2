package ovation.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Bearer tokens: 256 random bits, of which only the SHA-256 is kept. */
@Service
class Tokens {

    static final Duration LIFE = Duration.ofDays(30);
    private static final String PREFIX = "ovt_";
    private static final int MOST_CHARACTERS = 100;

    record Issued(String token, Instant expiresAt) {}

    private record Token(UUID person, int revocation, Instant expiresAt) {}

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<ByteBuffer, Token> known = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    Tokens(JdbcClient jdbc, Accounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    Issued issue(UUID person) {
        var bits = new byte[32];
        random.nextBytes(bits);
        var token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        var now = clock.instant();
        var expires = now.plus(LIFE);
        jdbc.sql("""
                INSERT INTO identity_token (hash, person, revocation, created_at, expires_at)
                SELECT :hash, id, revocation, :now, :expires FROM identity_person WHERE id = :person
                """)
                .param("hash", hash(token))
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
        return new Issued(token, expires);
    }

    Optional<Account> recognise(String token) {
        return find(token)
                .filter(its -> clock.instant().isBefore(its.expiresAt()))
                .flatMap(
                        its -> accounts.find(its.person()).filter(account -> account.revocation() == its.revocation()));
    }

    void revoke(String token) {
        var hash = hash(token);
        jdbc.sql("UPDATE identity_token SET revoked_at = :now WHERE hash = :hash AND revoked_at IS NULL")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("hash", hash)
                .update();
        known.invalidate(ByteBuffer.wrap(hash));
    }

    private Optional<Token> find(String token) {
        if (!token.startsWith(PREFIX) || token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var hash = hash(token);
        var key = ByteBuffer.wrap(hash);
        var cached = known.getIfPresent(key);
        if (cached != null) {
            return Optional.of(cached);
        }
        var read = read(hash);
        read.ifPresent(its -> known.put(key, its));
        return read;
    }

    /** Served by the primary key. */
    private Optional<Token> read(byte[] hash) {
        return jdbc.sql(
                        "SELECT person, revocation, expires_at FROM identity_token WHERE hash = :hash AND revoked_at IS NULL")
                .param("hash", hash)
                .query((row, number) -> new Token(
                        row.getObject("person", UUID.class),
                        row.getInt("revocation"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
