package ovation.demo;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.identity.SecondFactors;
import ovation.identity.Totp;

/** The phones of the demo's people: their second factors are real, and whoever tries the demo is told what the app would show. */
@Demo
@Component
class Phones {

    private final JdbcClient jdbc;
    private final SecondFactors factors;
    private final Clock clock;

    Phones(JdbcClient jdbc, SecondFactors factors, Clock clock) {
        this.jdbc = jdbc;
        this.factors = factors;
        this.clock = clock;
    }

    /** Sets a second factor up. The key is kept before the factor counts, so a start that was cut off can begin anew. */
    void give(UUID person) {
        if (factors.secondFactor(person)) {
            return;
        }
        var key = factors.begin(person);
        jdbc.sql("""
                INSERT INTO demo_phone (person, key) VALUES (:person, :key)
                ON CONFLICT (person) DO UPDATE SET key = excluded.key
                """).param("person", person).param("key", key).update();
        factors.confirm(person, Totp.code(key, clock.instant()));
    }

    /** What the person's app shows now. */
    Optional<String> code(UUID person) {
        return jdbc.sql("SELECT key FROM demo_phone WHERE person = :person")
                .param("person", person)
                .query(String.class)
                .optional()
                .map(key -> Totp.code(key, clock.instant()));
    }
}
