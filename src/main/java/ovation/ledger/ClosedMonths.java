package ovation.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Until when the books are closed, kept in memory for a second: each posting asks. A close on another node waits for longer than
 * that before it takes the balances.
 */
@Component
class ClosedMonths {

    static final Duration KEPT = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private volatile Known known = new Known(Instant.MIN, 0, false);

    private record Known(Instant until, long readNanos, boolean read) {}

    ClosedMonths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean closed(Instant effective) {
        return effective.isBefore(until());
    }

    /** The first instant that is open. */
    Instant until() {
        var now = known;
        if (!now.read || System.nanoTime() - now.readNanos > KEPT.toNanos()) {
            now = new Known(read(), System.nanoTime(), true);
            known = now;
        }
        return now.until;
    }

    /** After a close on this node. */
    void forget() {
        known = new Known(Instant.MIN, 0, false);
    }

    private Instant read() {
        // A row a month.
        return jdbc.sql("SELECT ends_at FROM ledger_period ORDER BY ends_at DESC LIMIT 1")
                .query((row, number) ->
                        row.getObject("ends_at", OffsetDateTime.class).toInstant())
                .optional()
                .orElse(Instant.MIN);
    }
}
