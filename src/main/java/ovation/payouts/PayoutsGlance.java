package ovation.payouts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The bean {@code payoutsGlance} of finance's home. */
@Component("payoutsGlance")
class PayoutsGlance {

    private final JdbcClient jdbc;

    PayoutsGlance(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param release batches that wait for a second person. @param bank payouts that were sent and are not confirmed */
    public record Waiting(long release, long bank) {}

    /** Reads all batches, of which there are a few a month, and lines by payouts_line_waiting. */
    public Waiting waiting() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM payouts_batch WHERE state = 'draft') AS release,
                               (SELECT count(*) FROM payouts_line WHERE state IN ('reserved', 'submitted', 'accepted')) AS bank
                        """)
                .query((row, number) -> new Waiting(row.getLong("release"), row.getLong("bank")))
                .single();
    }
}
