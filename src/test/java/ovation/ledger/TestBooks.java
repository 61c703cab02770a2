package ovation.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.support.TestDatabase;

/** A ledger over a database of its own, without an application. */
final class TestBooks implements AutoCloseable {

    static final LedgerSettings SETTINGS = settings(new LedgerSettings.Lane(2, 10_000));

    final TestDatabase database;
    final MovableClock clock = new MovableClock();
    final JdbcTemplate jdbc;
    final JdbcTemplate owner;
    private final HikariDataSource ownerSource;
    final TransactionTemplate transaction;
    final HotLane lane;
    final Books books;
    final KeepingBooks keeping;
    final CheckingBooks checking;

    private TestBooks(TestDatabase database, LedgerSettings settings) {
        this.database = database;
        DataSource source = database.dataSource();
        jdbc = new JdbcTemplate(source);
        ownerSource = database.ownerDataSource();
        owner = new JdbcTemplate(ownerSource);
        var transactions = new DataSourceTransactionManager(source);
        transaction = new TransactionTemplate(transactions);
        var client = JdbcClient.create(jdbc);
        var months = new Months(client, transactions, clock);
        lane = new HotLane(new LaneWriter(source, clock), settings);
        lane.start();
        books = new Books(jdbc, months, settings, new AccountIds(client), new Balances(client), lane, clock);
        keeping = new KeepingBooks(client, transactions, books, clock);
        checking = new CheckingBooks(client, transactions, clock);
    }

    static TestBooks open() {
        return new TestBooks(TestDatabase.fresh(), SETTINGS);
    }

    static TestBooks with(LedgerSettings.Lane lane) {
        return new TestBooks(TestDatabase.fresh(), settings(lane));
    }

    private static LedgerSettings settings(LedgerSettings.Lane lane) {
        return new LedgerSettings(Duration.ofDays(35), Duration.ofMinutes(5), lane);
    }

    static TestBooks over(TestDatabase database) {
        return over(database, SETTINGS.lane());
    }

    static TestBooks over(TestDatabase database, LedgerSettings.Lane lane) {
        return new TestBooks(database, settings(lane));
    }

    UUID id() {
        return Ids.next(clock);
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    static Account prepaid(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_PREPAID, business, currency);
    }

    static Account reserved(UUID business, String currency) {
        return new Account(AccountKind.ADVERTISER_RESERVED, business, currency);
    }

    static Account clearing(String currency) {
        return Account.platform(AccountKind.PROVIDER_CLEARING, currency);
    }

    /** An advertiser with money: euros from the clearing account. */
    UUID anAdvertiserWith(Money amount) {
        var business = id();
        books.post(pay(clearing(amount.currency()), prepaid(business, amount.currency()), amount))
                .orThrow();
        return business;
    }

    Transfer pay(Account from, Account to, Money amount) {
        return Transfer.between(id(), "test.pay", SubjectRef.person(to.owner()), clock.instant(), from, to, amount);
    }

    Money posted(Account account) {
        return books.balance(account).posted();
    }

    @Override
    public void close() {
        lane.stop();
        ownerSource.close();
        database.close();
    }
}
