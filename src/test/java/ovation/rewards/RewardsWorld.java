package ovation.rewards;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.QualifiedViews;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.support.TestDatabase;

/** The two books and the rewards over a database of their own, on a Tuesday noon; the other modules stay away. */
final class RewardsWorld implements AutoCloseable {

    static final LocalDate TUESDAY = LocalDate.of(2026, 11, 10);

    private final TestDatabase database = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final MovableClock clock = new MovableClock();

    private RewardsWorld(Map<String, Object> settings) {
        clock.moveTo(noon(TUESDAY));
        var properties = new HashMap<>(settings);
        properties.put("ovation.secret", "a-secret-for-tests-of-at-least-32-characters");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.registerBean(DataSource.class, database::dataSource);
        context.registerBean(Clock.class, () -> clock);
        context.register(Books.class);
        context.refresh();
    }

    static RewardsWorld open() {
        return new RewardsWorld(Map.of());
    }

    @EnableTransactionManagement
    @ConfigurationPropertiesScan({"ovation.ledger", "ovation.attention", "ovation.rewards"})
    @ComponentScan(
            basePackages = {"ovation.ledger", "ovation.attention", "ovation.rewards"},
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = {".*(Api|Pages)", ".*RewardsWorld.*"}))
    static class Books {

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        JdbcClient jdbcClient(JdbcTemplate template) {
            return JdbcClient.create(template);
        }
    }

    <T> T the(Class<T> bean) {
        return context.getBean(bean);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** It is this day now, at noon. */
    void itIs(LocalDate day) {
        clock.moveTo(noon(day));
    }

    /** Advertisers spend today, or on an earlier day when the charge is late. */
    void advertisersSpend(String amount, LocalDate day) {
        var money = Money.of(amount, "EUR");
        the(Ledger.class)
                .post(Transfer.between(
                        Ids.next(clock),
                        "ads.charge",
                        SubjectRef.ad(Ids.next(clock)),
                        clock.instant(),
                        Account.platform(AccountKind.BANK, "EUR"),
                        Account.day(AccountKind.AD_REVENUE_UNSETTLED, day, "EUR"),
                        money))
                .orThrow();
    }

    UUID someone() {
        return Ids.next(clock);
    }

    /** Different people watch a video for 6 s each, in For You. */
    void watch(UUID creator, UUID video, int people) {
        watch(creator, video, people, 6_000);
    }

    void watch(UUID creator, UUID video, int people, int millis) {
        var events = new ArrayList<AttentionEvent>();
        for (var i = 0; i < people; i++) {
            var now = clock.instant();
            var exposure = new Exposure(
                    Ids.next(clock),
                    Ids.next(clock),
                    false,
                    SubjectRef.video(video),
                    creator,
                    Surface.FOR_YOU,
                    false,
                    10_000,
                    now,
                    "");
            events.add(new AttentionEvent(Ids.next(clock), AttentionType.WATCHED, exposure, millis, now, 0));
        }
        the(AttentionBook.class).record(events);
    }

    /** The next day at noon, when everything of the day has been read: it is closed. */
    void close(LocalDate day) {
        overAndRead(day);
        the(Rewards.class).settle(day);
    }

    void overAndRead(LocalDate day) {
        if (LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).isBefore(day.plusDays(1))) {
            itIs(day.plusDays(1));
        }
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> the(QualifiedViews.class).complete(day));
    }

    long micros(AccountKind kind, UUID owner) {
        return the(Ledger.class)
                .balance(new Account(kind, owner, "EUR"))
                .posted()
                .micros();
    }

    long unsettled(LocalDate day) {
        return the(Ledger.class)
                .balance(Account.day(AccountKind.AD_REVENUE_UNSETTLED, day, "EUR"))
                .posted()
                .micros();
    }

    long all(AccountKind kind) {
        return the(Ledger.class).balancesOf(kind, "EUR").stream()
                .mapToLong(each -> each.balance().posted().micros())
                .sum();
    }

    /** The receipt of a creator's day. */
    UUID receipt(UUID creator, LocalDate day) {
        return the(JdbcClient.class)
                .sql("SELECT id FROM rewards_receipt WHERE creator = :creator AND day = :day")
                .param("creator", creator)
                .param("day", day)
                .query(UUID.class)
                .single();
    }

    /** Every receipt of a day as strangers read it. */
    List<String> receiptsAsJson(LocalDate day) {
        var api = new ReceiptApi(the(Receipts.class), the(VerifyingReceipts.class));
        return the(JdbcClient.class)
                .sql("SELECT id FROM rewards_receipt WHERE day = :day")
                .param("day", day)
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> api.receipt(id).getBody())
                .toList();
    }

    boolean booksBalance() {
        return the(LedgerChecker.class).check().sound();
    }

    /** As the owner of the tables, past every guard: what only a forger would do. */
    void forge(String sql) throws SQLException {
        try (var owner = database.ownerDataSource();
                var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE rewards_pool DISABLE TRIGGER USER");
            statement.execute("ALTER TABLE rewards_receipt DISABLE TRIGGER USER");
            statement.execute("ALTER TABLE rewards_receipt_video DISABLE TRIGGER USER");
            if (statement.executeUpdate(sql) != 1) {
                throw new IllegalArgumentException("The forger shall change exactly one row");
            }
        }
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
