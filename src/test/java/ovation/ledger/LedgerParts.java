package ovation.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger put together by hand over a data source, its lane running. */
record LedgerParts(
        JdbcTemplate jdbc,
        TransactionTemplate transaction,
        HotLane lane,
        Books books,
        KeepingBooks keeping,
        CheckingBooks checking,
        SealingBooks sealing,
        ReadingAsOf asOf,
        ClosingMonths periods)
        implements AutoCloseable {

    static final LedgerSettings.Lane LANE = new LedgerSettings.Lane(10_000);

    /** @param home where the seals' heads are kept. @param others what other modules would give: checks and gates */
    static LedgerParts over(
            DataSource source, Clock clock, LedgerSettings.Lane settings, Path home, ListableBeanFactory others) {
        var all = new LedgerSettings(Duration.ofDays(35), Duration.ofMinutes(5), settings);
        var jdbc = new JdbcTemplate(source);
        var client = JdbcClient.create(jdbc);
        var transactions = new DataSourceTransactionManager(source);
        var lane = new HotLane(new LaneWriter(source, clock), all);
        lane.start();
        var months = new Months(client, transactions, clock);
        var books = new Books(jdbc, months, all, new AccountIds(client), new Balances(client), lane, clock);
        var sealing = new SealingBooks(client, home, clock);
        var replaying = new ReplayingBooks(jdbc, new Balances(client));
        var checking = new CheckingBooks(
                client, sealing, replaying, others.getBeanProvider(BooksCheck.class), transactions, clock);
        return new LedgerParts(
                jdbc,
                new TransactionTemplate(transactions),
                lane,
                books,
                new KeepingBooks(client, transactions, books, clock),
                checking,
                sealing,
                new ReadingAsOf(client, all),
                new ClosingMonths(
                        client,
                        new ClosedMonths(client),
                        checking,
                        others.getBeanProvider(CloseGate.class),
                        new CloseSettings(Duration.ofDays(3)),
                        words(),
                        clock));
    }

    private static MessageSource words() {
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages/ledger");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }

    @Override
    public void close() {
        lane.stop();
    }
}
