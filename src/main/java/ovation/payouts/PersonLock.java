package ovation.payouts;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One at a time for a person's payouts, until the transaction ends: who reads a balance to decide on it comes here first. */
@Component
class PersonLock {

    private final JdbcClient jdbc;

    PersonLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void take(UUID person) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0)) IS NULL")
                .param("name", "payouts/" + person)
                .query(Boolean.class)
                .single();
    }
}
