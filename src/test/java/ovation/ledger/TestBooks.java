package ovation.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
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

    static final LedgerSettings SETTINGS = new LedgerSettings(Duration.ofDays(35), Duration.ofMinutes(5));

    final TestDatabase database;
    final MovableClock clock = new MovableClock();
    final JdbcTemplate jdbc;
    final JdbcTemplate owner;
    private final HikariDataSource ownerSource;
    final TransactionTemplate transaction;
    final Books books;
    final KeepingBooks keeping;
    final CheckingBooks checking;
    final SealingBooks sealing;
    final ClosingMonths periods;
    final ReadingAsOf asOf;
    final Path home = Path.of("target/test-home/seals-" + UUID.randomUUID());

    /** What other modules would give: checks and gates. */
    final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    private TestBooks(TestDatabase database) {
        this.database = database;
        DataSource source = database.dataSource();
        jdbc = new JdbcTemplate(source);
        ownerSource = database.ownerDataSource();
        owner = new JdbcTemplate(ownerSource);
        var transactions = new DataSourceTransactionManager(source);
        transaction = new TransactionTemplate(transactions);
        var client = JdbcClient.create(jdbc);
        var months = new Months(client, transactions, clock);
        books = new Books(jdbc, months, SETTINGS, new AccountIds(client), new Balances(client), clock);
        keeping = new KeepingBooks(client, transactions, books, clock);
        sealing = new SealingBooks(client, home, clock);
        var replaying = new ReplayingBooks(jdbc, new Balances(client));
        checking = new CheckingBooks(
                client, sealing, replaying, beans.getBeanProvider(BooksCheck.class), transactions, clock);
        asOf = new ReadingAsOf(client, SETTINGS);
        periods = new ClosingMonths(
                client,
                new ClosedMonths(client),
                checking,
                beans.getBeanProvider(CloseGate.class),
                new CloseSettings(Duration.ofDays(3)),
                clock);
    }

    static TestBooks open() {
        return new TestBooks(TestDatabase.fresh());
    }

    static TestBooks over(TestDatabase database) {
        return new TestBooks(database);
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
        ownerSource.close();
        database.close();
    }
}
