package ovation.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * I16: applies every entry of the books to empty accounts, in plain Java, and compares what comes out with the balances that the
 * ledger answers. Nothing of it is shared with the way in or with the other checks. Works in the caller's snapshot.
 */
@Component
class ReplayingBooks {

    private static final int ROWS_A_TRIP = 20_000;

    private final JdbcTemplate jdbc;
    private final Balances balances;

    ReplayingBooks(JdbcTemplate jdbc, Balances balances) {
        // Its own, for the size of the trips.
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(ROWS_A_TRIP);
        this.balances = balances;
    }

    record Replayed(long entries, List<CheckReport.Break> breaks) {}

    private static final class Sum {
        long micros;
    }

    Replayed replay() {
        var sums = new HashMap<Long, Sum>();
        var entries = new AtomicLong();
        var last = new Object() {
            long account = -1;
            Sum sum = new Sum();
        };
        jdbc.query("SELECT account_id, amount FROM ledger_entry", row -> {
            var account = row.getLong(1);
            if (account != last.account) {
                last.account = account;
                last.sum = sums.computeIfAbsent(account, id -> new Sum());
            }
            last.sum.micros = Math.addExact(last.sum.micros, row.getLong(2));
            entries.incrementAndGet();
        });
        return new Replayed(entries.get(), differences(sums));
    }

    private List<CheckReport.Break> differences(Map<Long, Sum> sums) {
        var breaks = new ArrayList<CheckReport.Break>();
        balances.eachCredit((account, currency, credit) -> {
            var sum = sums.get(account);
            var replayed = sum == null ? 0 : sum.micros;
            if (replayed != credit && breaks.size() < 20) {
                breaks.add(new CheckReport.Break(
                        "I16", currency, "account " + account + " stands at " + credit + ", replayed at " + replayed));
            }
        });
        return breaks;
    }
}
