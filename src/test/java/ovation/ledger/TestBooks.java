package ovation.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.support.TestDatabase;

/** A ledger over a database of its own, without an application. */
final class TestBooks implements AutoCloseable {

    final TestDatabase database;
    final MovableClock clock = new MovableClock();
    final JdbcTemplate jdbc;
    final JdbcTemplate owner;
    private final HikariDataSource ownerSource;
    private final LedgerParts parts;
    final TransactionTemplate transaction;
    final HotLane lane;
    final Books books;
    final KeepingBooks keeping;
    final CheckingBooks checking;
    final SealingBooks sealing;
    final ClosingMonths periods;
    final ReadingAsOf asOf;
    final Path home = Path.of("target/test-home/seals-" + UUID.randomUUID());

    /** What other modules would give: checks and gates. */
    final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    private TestBooks(TestDatabase database, LedgerSettings.Lane settings) {
        this.database = database;
        ownerSource = database.ownerDataSource();
        owner = new JdbcTemplate(ownerSource);
        parts = LedgerParts.over(database.dataSource(), clock, settings, home, beans);
        jdbc = parts.jdbc();
        transaction = parts.transaction();
        lane = parts.lane();
        books = parts.books();
        keeping = parts.keeping();
        checking = parts.checking();
        sealing = parts.sealing();
        asOf = parts.asOf();
        periods = parts.periods();
    }

    static TestBooks open() {
        return with(LedgerParts.LANE);
    }

    static TestBooks with(LedgerSettings.Lane lane) {
        return new TestBooks(TestDatabase.fresh(), lane);
    }

    static TestBooks over(TestDatabase database) {
        return new TestBooks(database, LedgerParts.LANE);
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
        parts.close();
        ownerSource.close();
        database.close();
    }
}
