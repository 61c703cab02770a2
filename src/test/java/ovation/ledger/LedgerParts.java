package ovation.ledger;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
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
        CheckingBooks checking)
        implements AutoCloseable {

    static final LedgerSettings.Lane LANE = new LedgerSettings.Lane(2, 10_000);

    static LedgerParts over(DataSource source, Clock clock, LedgerSettings.Lane settings) {
        var all = new LedgerSettings(Duration.ofDays(35), Duration.ofMinutes(5), settings);
        var jdbc = new JdbcTemplate(source);
        var client = JdbcClient.create(jdbc);
        var transactions = new DataSourceTransactionManager(source);
        var lane = new HotLane(new LaneWriter(source, clock), all);
        lane.start();
        var months = new Months(client, transactions, clock);
        var books = new Books(jdbc, months, all, new AccountIds(client), new Balances(client), lane, clock);
        return new LedgerParts(
                jdbc,
                new TransactionTemplate(transactions),
                lane,
                books,
                new KeepingBooks(client, transactions, books, clock),
                new CheckingBooks(client, transactions, clock));
    }

    @Override
    public void close() {
        lane.stop();
    }
}
