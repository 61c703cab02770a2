package ovation.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.support.TestDatabase;
import ovation.support.Until;

/** The contract of a log with consumer groups: each event once, in one order, also when a reader fails or begins late. */
class ReadersTests {

    final Clock clock = Clock.systemUTC();
    TestDatabase database;
    JdbcTemplate template;
    EventRows rows;
    EventLog log;
    Bell bell = new Bell();
    Readers readers;

    @BeforeEach
    void a_book() {
        database = TestDatabase.fresh();
        template = new JdbcTemplate(database.dataSource());
        template.execute("SELECT attention_make_month(DATE '%s')::text".formatted(LocalDate.now(ZoneOffset.UTC)));
        try (var owner = database.ownerDataSource()) {
            new JdbcTemplate(owner).execute("CREATE TABLE seen (id uuid)");
        }
        rows = new EventRows(template);
        log = new EventLog(
                JdbcClient.create(template), template, new DataSourceTransactionManager(database.dataSource()));
    }

    @AfterEach
    void close() {
        if (readers != null) {
            readers.stop();
        }
        database.close();
    }

    @Test
    void a_reader_reads_each_event_once_while_many_write() throws Exception {
        var reader = new Collecting();
        start(reader);

        var writers = 8;
        var done = new CountDownLatch(writers);
        try (var pool = Executors.newFixedThreadPool(writers)) {
            for (var i = 0; i < writers; i++) {
                pool.submit(() -> {
                    for (var batch = 0; batch < 20; batch++) {
                        rows.insert(List.of(event(), event(), event()));
                        bell.ring();
                    }
                    done.countDown();
                    return true;
                });
            }
            done.await();
        }

        Until.holds(() -> reader.stored() == writers * 60);
        assertThat(template.queryForObject("SELECT count(DISTINCT id) FROM seen", Long.class))
                .isEqualTo(writers * 60L);
    }

    @Test
    void a_late_commit_below_the_latest_transaction_is_not_lost() throws SQLException {
        try (var slow = database.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            slow.createStatement().execute("SELECT pg_current_xact_id()"); // takes its place in the order now
            rows.insert(List.of(event()));
            var reader = new Collecting();
            start(reader);

            assertThat(log.after(EventLog.Position.START, 10).events()).isEmpty(); // waits for the slow one
            slow.commit();

            Until.holds(() -> reader.stored() == 1);
        }
    }

    @Test
    void a_reader_that_fails_reads_the_same_batch_again_and_keeps_nothing_of_the_failure() {
        rows.insert(List.of(event(), event()));
        var reader = new Collecting();
        reader.failures.set(2);

        start(reader);

        Until.holds(() -> reader.stored() == 2);
        assertThat(reader.attempts.get()).isEqualTo(3);
    }

    @Test
    void a_listener_hears_the_past_first_and_then_what_comes() {
        rows.insert(List.of(event()));
        var heard = new ArrayList<Boolean>();
        var listener = new AttentionListener() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public java.time.Duration memory() {
                return java.time.Duration.ofDays(1);
            }

            @Override
            public synchronized void hear(List<AttentionEvent> events, boolean live) {
                events.forEach(event -> heard.add(live));
            }
        };
        var beans = new StaticListableBeanFactory();
        beans.addBean("listener", listener);
        start(beans);
        rows.insert(List.of(event()));
        bell.ring();

        Until.holds(() -> heard.size() == 2);
        assertThat(heard).containsExactly(false, true);
    }

    private void start(AttentionReader reader) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("reader", reader);
        start(beans);
    }

    private void start(StaticListableBeanFactory beans) {
        readers = new Readers(
                log,
                bell,
                clock,
                new DataSourceTransactionManager(database.dataSource()),
                beans.getBeanProvider(AttentionReader.class),
                beans.getBeanProvider(AttentionListener.class));
        readers.start();
    }

    private AttentionEvent event() {
        var exposure = new Exposure(
                Ids.next(clock),
                UUID.randomUUID(),
                false,
                SubjectRef.video(UUID.randomUUID()),
                UUID.randomUUID(),
                Surface.FOR_YOU,
                false,
                10_000,
                clock.instant(),
                "");
        return new AttentionEvent(UUID.randomUUID(), AttentionType.SHOWN, exposure, 0, clock.instant(), 0);
    }

    /** Writes down what it reads, in the transaction that moves its cursor. */
    private final class Collecting implements AttentionReader {

        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger attempts = new AtomicInteger();

        @Override
        public String name() {
            return "collecting";
        }

        @Override
        public void read(List<AttentionEvent> events) {
            attempts.incrementAndGet();
            events.forEach(event -> template.update("INSERT INTO seen VALUES (?)", event.id()));
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("fails after it has written");
            }
        }

        long stored() {
            var count = template.queryForObject("SELECT count(*) FROM seen", Long.class);
            return count == null ? 0 : count;
        }
    }
}
