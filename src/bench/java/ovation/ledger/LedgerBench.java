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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import ovation.base.SubjectRef;
import ovation.bench.Bench;
import ovation.bench.BenchReport;
import ovation.bench.Load;
import ovation.bench.Rounds;
import ovation.support.TestDatabase;

/**
 * How fast the books are, beside what nothing could beat and what most would write. {@code docs/money.md} has the figures.
 * Each case alternates with its bound; the ratio is the median over the rounds.
 */
@Bench("ledger")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerBench {

    private static final int CLIENTS = 16;
    private static final int GIVERS = 32;
    private static final int CROWD = 256;
    /** As many connections as the lane writes with. */
    private static final int WRITERS = 1;

    private static final int BUSINESSES = 10_000;
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int AUDITED_ENTRIES = 5_000_000;

    static final BenchReport report = new BenchReport("ledger");
    static TestBooks test;
    static Rivals rivals;
    static UUID creator;
    static final List<UUID> businesses = new ArrayList<>();
    static List<Long> fans;
    static long creatorId;
    static long houseId;

    @BeforeAll
    static void books_of_many_advertisers() {
        test = TestBooks.over(TestDatabase.durable(GIVERS));
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
        creator = test.id();
        businesses.parallelStream().forEach(LedgerBench::reserve);
        businesses.parallelStream().forEach(LedgerBench::give);
        fans = test.jdbc.queryForList("SELECT id FROM ledger_account WHERE kind = 'ADVERTISER_PREPAID'", Long.class);
        creatorId = idOf(AccountKind.CREATOR_ESTIMATED);
        houseId = idOf(AccountKind.AD_REVENUE_PLATFORM);
        rivals = new Rivals(test.database.dataSource(), test.owner);
        test.owner.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO ovation_app");
        test.owner.execute("VACUUM ANALYZE");
        // The compiler's first minute is nobody's measure.
        gifts(GIVERS);
        gifts(GIVERS);
    }

    @AfterAll
    static void close() {
        test.close();
    }

    /** Single postings of two legs between floored accounts; bound: one tiny insert a commit. */
    @Test
    @Order(1)
    void single() {
        var result = Rounds.alternate(
                ROUNDS,
                () -> Load.perSecondOfRequests(
                        CLIENTS, ROUND, (client, random) -> reserve(businesses.get(random.nextInt(BUSINESSES)))),
                () -> Load.perSecond(CLIENTS, ROUND, (client, random) -> insertOneRow(client)));

        report.of("single").with("per_s", result).done();
        checkBooks();
    }

    /** Gifts of three legs to one creator; bound: the same rows inserted a thousand a commit, from as many connections. */
    @Test
    @Order(2)
    void hot() {
        var result = Rounds.alternate(ROUNDS, () -> gifts(GIVERS), LedgerBench::insertOnly);

        report.of("hot").with("per_s", result).done();
        checkBooks();
    }

    /** The same gifts, against a transaction that locks, looks, and writes row by row. */
    @Test
    @Order(3)
    void textbook() {
        var result = Rounds.alternate(
                ROUNDS,
                () -> gifts(GIVERS),
                () -> Load.perSecond(
                        GIVERS,
                        ROUND,
                        (client, random) ->
                                rivals.textbook(test.id(), fans.get(random.nextInt(fans.size())), creatorId, houseId)));

        report.of("textbook").with("per_s", result).done();
    }

    /** Sixteen times as many at once: what is left of the rate. */
    @Test
    @Order(4)
    void crowd() {
        var result = Rounds.alternate(ROUNDS, () -> gifts(CROWD), () -> gifts(CLIENTS));

        report.of("crowd").with("per_s", result).done();
        checkBooks();
    }

    /** Gifts that come when they come, at half of what can be done. */
    @Test
    @Order(5)
    void latency() {
        var most = gifts(GIVERS);
        var histogram = Load.openLoop(
                most / 2, Duration.ofSeconds(10), (number, random) -> give(businesses.get(random.nextInt(BUSINESSES))));

        report.of("latency")
                .with("per_s", most / 2)
                .with("p50_ms", histogram.getValueAtPercentile(50) / 1e6)
                .with("p99_ms", histogram.getValueAtPercentile(99) / 1e6)
                .with("max_ms", histogram.getMaxValue() / 1e6)
                .done();
    }

    /** All invariants over five million entries. */
    @Test
    @Order(6)
    void audit() {
        ManyGifts.write(test.owner, AUDITED_ENTRIES);
        var begun = System.nanoTime();
        var found = test.checking.check();
        var seconds = (System.nanoTime() - begun) / 1e9;
        var entries = test.jdbc.queryForObject("SELECT count(*) FROM ledger_entry", Long.class);

        assertThat(found.breaks()).isEmpty();
        report.of("audit")
                .with("entries", entries)
                .with("seconds", seconds)
                .with("rows_per_s", entries / seconds)
                .done();
    }

    private static double gifts(int clients) {
        return Load.perSecondOfRequests(
                clients, ROUND, (client, random) -> give(businesses.get(random.nextInt(BUSINESSES))));
    }

    private static double insertOnly() {
        return Rivals.rows()
                * Load.perSecond(WRITERS, ROUND, (client, random) -> {
                    var ids = new ArrayList<UUID>(Rivals.rows());
                    var givers = new ArrayList<Long>(Rivals.rows());
                    for (var i = 0; i < Rivals.rows(); i++) {
                        ids.add(test.id());
                        givers.add(fans.get(random.nextInt(fans.size())));
                    }
                    rivals.insertOnly(ids, givers, creatorId, houseId);
                });
    }

    private static void give(UUID fan) {
        test.books
                .post(new Transfer(
                        test.id(),
                        "test.gift",
                        SubjectRef.person(creator),
                        test.clock.instant(),
                        List.of(
                                new Leg(prepaid(fan, "EUR"), -100),
                                new Leg(new Account(AccountKind.CREATOR_ESTIMATED, creator, "EUR"), 50),
                                new Leg(Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"), 50))))
                .orThrow();
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

    private static long idOf(AccountKind kind) {
        return test.jdbc.queryForObject("SELECT id FROM ledger_account WHERE kind = ?", Long.class, kind.name());
    }

    private static void checkBooks() {
        assertThat(test.checking.check().breaks()).isEmpty();
    }
}
