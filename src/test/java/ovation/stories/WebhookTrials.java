package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.MovableClock;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.payments.Reconciliation;
import ovation.payments.sandbox.SandboxOperator;
import ovation.payments.sandbox.Switches;
import ovation.payments.sandbox.TestCard;
import ovation.postgres.CrashablePostgres;
import ovation.support.TrialReport;
import ovation.support.Until;

/**
 * Advertisers pay in while the provider's webhooks are delayed, tripled, reordered and lost, a tenth of its answers and of our
 * questions too, and the application, a process of its own, is killed ({@code kill -9}) and started again. Not in
 * {@code verify}: each round starts it anew. {@code ./mvnw -Ptrials verify -Dtrials.rounds=20}; the seed ({@code -Dseed=}) is printed.
 */
@EnabledIfSystemProperty(named = "trials.rounds", matches = "\\d+")
class WebhookTrials {

    private static final int ROUNDS = Integer.getInteger("trials.rounds", 1);
    private static final int PAID_BEFORE_THE_KILL = 60;
    private static final int CLIENTS = 6;
    private static final Path HOME =
            Path.of("target", "trials-home", "webhooks").toAbsolutePath();
    private static final List<String> METHODS =
            List.of("sandbox_approve", "sandbox_approve", "sandbox_decline", "page", "page");

    static final TrialReport report = new TrialReport("webhooks");
    static final long seed = Long.getLong("seed", System.nanoTime());
    static CrashablePostgres server;
    static Node home;
    static Partner member;
    static String business;

    /** What was sent, by its key; and what was told of it last: the charge and its state. */
    private final Map<String, Map<String, Object>> sent = new ConcurrentHashMap<>();

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final AtomicInteger lost = new AtomicInteger();

    record Told(UUID charge, String state) {}

    @BeforeAll
    static void begin() throws IOException {
        System.out.println("WebhookTrials -Dseed=" + seed);
        server = Node.database(HOME, true);
        var settings = Node.over(server, HOME);
        settings.put("ovation.payments.recovery-interval", "1s");
        home = Node.here(Duration.ZERO, settings);
        member = Partner.stranger(home.port(), false).join("trial.payer", "1980-05-05", "DE");
        business = member.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind",
                                "ADVERTISER",
                                "name",
                                "Payer",
                                "website",
                                "https://payer.example",
                                "currency",
                                "EUR"))
                .path("id")
                .asString();
    }

    @AfterAll
    static void end() throws IOException {
        home.close();
        server.close();
        report.write();
    }

    private static Node shop() {
        var settings = Node.over(server, HOME);
        var company = "ovation.payments.sandbox.switches.";
        settings.put(company + "webhook-delay-millis", "200");
        settings.put(company + "webhook-copies", "3");
        settings.put(company + "webhooks-reordered", "true");
        settings.put(company + "webhooks-lost-percent", "40");
        settings.put(company + "questions-lost-percent", "10");
        settings.put(company + "answers-lost-percent", "10");
        return Node.process(Duration.ZERO, settings);
    }

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_booked_twice() throws Exception {
        var random = new Random(seed);
        for (var round = 1; round <= ROUNDS; round++) {
            home.get(SandboxOperator.class).switchTo(Switches.GOOD.withWebhooks(200, 3, true, 40));
            var before = figures();
            payUntilKilled(random);
            answerOpenPages(random);
            settled();
            verify();
            var after = figures();
            before.forEach((name, value) -> after.merge(name, -value, Long::sum));
            report.round("webhooks_and_kills", after);
        }
        clearingComesToZero();
    }

    /** All rounds together. */
    private Map<String, Long> figures() {
        return new TreeMap<>(Map.of(
                "sent", (long) sent.size(),
                "lost_requests", (long) lost.get(),
                "acknowledged", (long) told.size(),
                "booked", count("SELECT count(*) FROM payments_charge WHERE state = 'succeeded'"),
                "webhooks", count("SELECT count(*) FROM payments_webhook"),
                "copies", count("SELECT coalesce(sum(copies), 0) FROM payments_webhook"),
                "events", count("SELECT count(*) FROM payments_sandbox_event")));
    }

    private void payUntilKilled(Random random) throws InterruptedException {
        var killed = new AtomicBoolean();
        try (var shop = shop();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < CLIENTS; client++) {
                var own = new Random(random.nextLong());
                clients.submit(() -> {
                    while (!killed.get()) {
                        pay(shop.port(), UUID.randomUUID().toString(), own);
                    }
                });
            }
            // A young process is slow: first it shall have done something. The last payments' webhooks are under way
            // when it dies.
            var enough = told.size() + PAID_BEFORE_THE_KILL;
            Until.holds(() -> told.size() >= enough);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
            shop.kill();
            killed.set(true);
        }
    }

    private void pay(int port, String key, Random random) {
        var form = Map.<String, Object>of(
                "amount", Money.of(5 + random.nextInt(50) + ".00", "EUR"),
                "method", METHODS.get(random.nextInt(METHODS.size())));
        sent.put(key, form);
        ask(port, key);
    }

    private boolean ask(int port, String key) {
        try {
            var answer = member.at(port).once(key, "/api/v1/businesses/" + business + "/topups", sent.get(key));
            told.put(
                    key,
                    new Told(
                            UUID.fromString(answer.path("charge").asString()),
                            answer.path("state").asString()));
            return true;
        } catch (UncheckedIOException | AssertionError nodeIsGone) {
            lost.incrementAndGet();
            return false;
        }
    }

    /** Payers finish at the company what they began, and leave some; only its webhooks, or our asking, tell us. */
    private static void answerOpenPages(Random random) {
        var company = home.get(SandboxOperator.class);
        for (var waiting : company.latest(500)) {
            if (waiting.state().equals("waiting") && random.nextInt(10) > 0) {
                company.choose(waiting.reference(), random.nextInt(4) > 0 ? TestCard.APPROVE : TestCard.DECLINE);
            }
        }
    }

    /** Those who heard nothing ask again; then time passes, and the application asks of itself. */
    private void settled() {
        sent.keySet().stream()
                .filter(key -> !told.containsKey(key))
                .forEach(key -> Until.holds(() -> ask(home.port(), key)));
        home.get(SandboxOperator.class).switchTo(Switches.GOOD);
        var clock = home.get(MovableClock.class);
        clock.advance(Duration.ofHours(25));
        // Whose question was lost, opens its page only now.
        Until.holds(() -> count("SELECT count(*) FROM payments_charge WHERE state IN ('intent', 'pending')") == 0);
        clock.advance(Duration.ofHours(25)); // pages that nobody finished have expired
        Until.holds(
                () -> count("SELECT count(*) FROM payments_charge WHERE state NOT IN ('succeeded', 'declined')") == 0);
        clock.backToNow();
    }

    private void verify() {
        var states = home
                .get(JdbcClient.class)
                .sql("SELECT id, state FROM payments_charge")
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("state")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(told).as("seed %d", seed).allSatisfy((key, its) -> {
            assertThat(states).containsKey(its.charge());
            if (List.of("succeeded", "declined").contains(its.state())) {
                assertThat(states.get(its.charge())).isEqualTo(its.state());
            }
        });
        assertThat(told.values().stream().map(Told::charge))
                .as("present was sent")
                .containsAll(states.keySet());
        assertThat(told.values().stream().map(Told::charge))
                .as("a key, a charge")
                .doesNotHaveDuplicates();
        var booked = count("SELECT coalesce(sum(amount_micros), 0) FROM payments_charge WHERE state = 'succeeded'");
        var prepaid = new Account(AccountKind.ADVERTISER_PREPAID, UUID.fromString(business), "EUR");
        assertThat(home.get(Ledger.class).balance(prepaid).posted().micros())
                .as("booked once, seed %d", seed)
                .isEqualTo(booked);
        assertThat(count("SELECT count(*) FROM payments_sandbox_payment WHERE state = 'captured'"))
                .as("what the company took is what we booked")
                .isEqualTo(count("SELECT count(*) FROM payments_charge WHERE state = 'succeeded'"));
        assertThat(home.get(LedgerChecker.class).check().breaks()).isEmpty();
    }

    /** The company's report of the day is read: what stays in clearing is named, and nothing stays. */
    private static void clearingComesToZero() {
        var reconciliation = home.get(Reconciliation.class);
        assertThat(reconciliation.tieOuts())
                .allSatisfy(each -> assertThat(each.ties()).isTrue());
        var clock = home.get(MovableClock.class);
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        clock.advance(Duration.ofDays(5));
        for (var each = day.minusDays(1); each.isBefore(day.plusDays(5)); each = each.plusDays(1)) {
            reconciliation.reconcile(each);
        }

        var left = home.get(Ledger.class)
                .balance(Account.platform(AccountKind.PROVIDER_CLEARING, "EUR"))
                .posted();
        assertThat(left.isZero() || !reconciliation.ageing().isEmpty())
                .as("%s is left", left)
                .isTrue();
        assertThat(reconciliation.tieOuts())
                .allSatisfy(each -> assertThat(each.ties()).isTrue());
        assertThat(reconciliation.differences()).isEmpty();
        assertThat(home.get(LedgerChecker.class).check().breaks()).isEmpty();
        clock.backToNow();
    }

    private static long count(String sql) {
        return home.get(JdbcClient.class).sql(sql).query(Long.class).single();
    }
}
