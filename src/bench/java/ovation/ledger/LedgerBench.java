package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ovation.bench.Bench;
import ovation.bench.BenchReport;
import ovation.bench.Load;
import ovation.bench.Rounds;
import ovation.support.TestDatabase;

/**
 * How much of what the server can commit at all is left when each commit is a posting. {@code docs/money.md} has the
 * figures.
 */
@Bench("ledger")
class LedgerBench {

    private static final int CLIENTS = 16;
    private static final int BUSINESSES = 10_000;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(3);

    static final BenchReport report = new BenchReport("ledger");
    static TestBooks test;
    static final List<UUID> businesses = new ArrayList<>();

    @BeforeAll
    static void books_of_many_advertisers() {
        test = TestBooks.over(TestDatabase.durable(CLIENTS));
        test.owner.execute("CREATE TABLE bench_floor (client int)");
        for (var i = 0; i < BUSINESSES / 1_000; i++) {
            var topUps = new ArrayList<Transfer>();
            for (var j = 0; j < 1_000; j++) {
                businesses.add(test.id());
                topUps.add(test.pay(TestBooks.clearing("EUR"), prepaid(businesses.getLast(), "EUR"), eur("1000000")));
            }
            test.books.postAll(topUps).forEach(PostingOutcome::orThrow);
        }
        test.owner.execute("ANALYZE"); // or the planner still believes in empty tables
        // All accounts are there and known: the steady state, not the first minute of a new installation.
        businesses.parallelStream().forEach(LedgerBench::reserve);
        test.owner.execute("VACUUM ANALYZE");
    }

    @AfterAll
    static void close() {
        test.close();
    }

    /** Single postings of two legs between floored accounts, each a commit; bound: one tiny insert a commit. */
    @Test
    void single() {
        var posted = new AtomicLong();
        var result = Rounds.alternate(
                ROUNDS,
                () -> Load.perSecond(CLIENTS, ROUND, (client, random) -> {
                    reserve(businesses.get(random.nextInt(BUSINESSES)));
                    posted.incrementAndGet();
                }),
                () -> Load.perSecond(CLIENTS, ROUND, (client, random) -> insertOneRow(client)));

        report.of("single").with("per_s", result).done();
        assertThat(test.jdbc.queryForObject("SELECT count(*) FROM ledger_transfer WHERE kind = 'test.pay'", Long.class))
                .isEqualTo(posted.get() + 2 * BUSINESSES);
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    private static void reserve(UUID business) {
        test.books
                .post(test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), new Money(1, "EUR")))
                .orThrow();
    }

    private static void insertOneRow(int client) throws SQLException {
        try (var connection = test.database.dataSource().getConnection();
                var statement = connection.prepareStatement("INSERT INTO bench_floor VALUES (?)")) {
            statement.setInt(1, client);
            statement.executeUpdate();
        }
    }
}
