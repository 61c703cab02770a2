package ovation.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

@Service
class StoredMatchKeys implements MatchKeys {

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredMatchKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> emailSha256(UUID person) {
        // primary key
        return jdbc.sql("""
                SELECT email, birth_date FROM identity_person
                WHERE id = :person AND deleted_at IS NULL AND email IS NOT NULL
                """)
                .param("person", person)
                .query((row, number) -> AgeBand.of(row.getObject("birth_date", LocalDate.class), LocalDate.now(clock))
                                .adult()
                        ? Optional.of(hash(row.getString("email")))
                        : Optional.<byte[]>empty())
                .optional()
                .flatMap(found -> found);
    }

    private static byte[] hash(String email) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
