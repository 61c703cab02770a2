package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.attention.AttentionBook;
import ovation.attention.Exposures;
import ovation.base.MovableClock;
import ovation.ledger.LedgerChecker;
import ovation.postgres.CrashablePostgres;
import ovation.support.TrialReport;
import ovation.support.Until;

/**
 * 64 people on three nodes, whose clocks are a minute behind, right, and a minute ahead, against one nearly empty budget and one
 * capped one; each showing is reported ten times, each batch twice; a node is killed at a random moment with what it holds.
 * Afterwards nothing is overspent, charged twice or shown above its cap. The seed ({@code -Dseed=}) is printed.
 *
 * <p>One round here, with nodes in this process. {@code ./mvnw -Ptrials verify -Dtrials.rounds=20} has real processes and
 * {@code kill -9}.
 */
class BudgetTrials {

    private static final int PEOPLE = 64;
    private static final boolean REAL = System.getProperty("trials.rounds") != null;
    private static final int ROUNDS = Integer.getInteger("trials.rounds", 1);
    private static final Path HOME = Path.of("target", "trials-home", "budgets").toAbsolutePath();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final TrialReport report = new TrialReport("budgets");
    static final long seed = Long.getLong("seed", System.nanoTime());
    static CrashablePostgres server;
    static Node home;
    static BudgetStage stage;
    static JdbcClient rows;

    private final List<Node> others = new ArrayList<>();

    @BeforeAll
    static void begin() throws IOException {
        System.out.println("BudgetTrials -Dseed=" + seed);
        server = Node.database(HOME, REAL);
        home = Node.here(Duration.ZERO, settings());
        stage = BudgetStage.build(home);
        rows = home.get(JdbcClient.class);
    }

    @AfterAll
    static void end() throws IOException {
        home.close();
        server.close();
        report.write();
    }

    private static Map<String, String> settings() {
        var settings = Node.over(server, HOME);
        // Every seat may be an ad, each showing costs two cents.
        settings.put("ovation.feed.first-guest-seat", "0");
        settings.put("ovation.feed.guest-seat-every", "1");
        settings.put("ovation.ads.reserve-micros", "20000000");
        return settings;
    }

    private Node another(Duration clockOff) {
        return REAL ? Node.process(clockOff, settings()) : Node.here(clockOff, settings());
    }

    @Test
    void sixty_four_people_cannot_overspend_a_budget_by_a_micro() throws Exception {
        var random = new Random(seed);
        others.add(another(MINUTE.negated()));
        others.add(another(MINUTE));
        try {
            for (var round = 1; round <= ROUNDS; round++) {
                round(round, random);
            }
            afterwardsEverythingComesBack();
        } finally {
            others.forEach(Node::close);
        }
    }

    private void round(int round, Random random) throws Exception {
        stage.raise(round);
        var people = Stream.generate(Passer::new).limit(PEOPLE).toList();
        var nodes = new ArrayList<>(others);
        nodes.add(home);
        waitUntilServed(nodes);
        var victim = others.get(random.nextInt(others.size()));
        var attack = new BudgetAttack(
                people.size(),
                () -> nodes.get(random.nextInt(nodes.size())).port(),
                token -> home.get(Exposures.class).open(token).orElseThrow().id());
        var before = counts();
        try (var watch = new Watch()) {
            attack.run(people, random, victim::kill);
            Until.holds(() -> home.get(AttentionBook.class).caughtUp());
            var after = counts();
            verify(attack);
            assertThat(watch.samples.get()).isPositive();
            assertThat(watch.complaints).isEmpty();
            report.round(
                    "node_killed",
                    Map.of(
                            "showings",
                            (long) attack.seen.size(),
                            "acknowledged",
                            (long) attack.acknowledged.size(),
                            "charged",
                            after.get("charges") - before.get("charges"),
                            "lost_requests",
                            (long) attack.lostRequests.get(),
                            "watched",
                            watch.samples.get(),
                            "overspent",
                            0L,
                            "charged_twice",
                            0L,
                            "above_cap",
                            0L));
        }
        others.remove(victim);
        if (round < ROUNDS) {
            others.add(another(random.nextBoolean() ? MINUTE : MINUTE.negated()));
        }
    }

    /** Every node has the ads on its board; who looks here is nobody of the 64. */
    private static void waitUntilServed(List<Node> nodes) {
        var scout = new Passer();
        for (var node : nodes) {
            Until.holds(() -> {
                scout.get(node.port(), "/api/v1/feed?mode=plain&limit=3");
                return node != home || counts().get("leases") > 0;
            });
        }
    }

    private static Map<String, Long> counts() {
        return rows.sql("""
                SELECT (SELECT count(*) FROM ads_charge) AS charges, (SELECT count(*) FROM ads_lease) AS leases
                """)
                .query((row, number) -> Map.of("charges", row.getLong(1), "leases", row.getLong(2)))
                .single();
    }

    /** Acknowledged ⊆ present ⊆ sent, and neither twice nor above the cap. */
    private static void verify(BudgetAttack attack) {
        var wide = rows.sql("SELECT id FROM ads_ad WHERE ad_group = :group")
                .param("group", UUID.fromString(stage.wide()))
                .query(String.class)
                .single();
        var ofCapped = attack.seen.stream()
                .filter(each -> each.ad().equals(wide))
                .collect(Collectors.groupingBy(BudgetAttack.Showing::person, Collectors.counting()));
        assertThat(ofCapped).as("seed %d: somebody saw the capped ad", seed).isNotEmpty();
        assertThat(ofCapped).as("seed %d", seed).allSatisfy((person, times) -> assertThat(times)
                .isLessThanOrEqualTo(BudgetStage.CAP));
        assertThat(count("SELECT count(*) FROM (SELECT viewer FROM ads_charge WHERE ad_group = '" + stage.wide()
                        + "' GROUP BY viewer HAVING count(*) > " + BudgetStage.CAP + ") above"))
                .as("billed above the cap, seed %d", seed)
                .isZero();
        assertThat(count("SELECT count(*) FROM ads_budget WHERE spent_micros + held_micros > cap_micros"))
                .isZero();
        assertThat(count("SELECT count(*) - count(DISTINCT exposure) FROM ads_charge"))
                .isZero();
        assertThat(count("SELECT count(*) FROM ads_charge c LEFT JOIN ads_delivery d"
                        + " ON d.exposure = c.exposure AND d.event = c.event WHERE d.exposure IS NULL"))
                .as("charged without a delivery, seed %d", seed)
                .isZero();
        assertThat(count("SELECT coalesce(sum(spent_micros), 0) FROM ads_budget"))
                .as("spent = charged, seed %d", seed)
                .isEqualTo(count("SELECT coalesce(sum(price_micros), 0) FROM ads_charge"));
        everSeen.addAll(attack.seen.stream().map(BudgetAttack.Showing::exposure).toList());
        var present = new HashSet<>(rows.sql("SELECT DISTINCT exposure FROM ads_delivery")
                .query(UUID.class)
                .list());
        assertThat(present).as("acknowledged is present, seed %d", seed).containsAll(attack.acknowledged);
        assertThat(everSeen).as("present was sent, seed %d", seed).containsAll(present);
        assertThat(home.get(LedgerChecker.class).check().breaks()).isEmpty();
    }

    private static final Set<UUID> everSeen = new HashSet<>();

    /** When the tokens of the dead have run out, what they held is back, and all sums agree. */
    private static void afterwardsEverythingComesBack() {
        home.get(MovableClock.class).advance(Duration.ofHours(1));
        Until.holds(() -> count("SELECT count(*) FROM ads_lease WHERE closed_at IS NULL AND expires_at < now()"
                        + " + interval '50 minutes'")
                == 0);
        assertThat(count("SELECT coalesce(sum(settled_micros), 0) FROM ads_lease"))
                .isEqualTo(count("SELECT coalesce(sum(price_micros), 0) FROM ads_charge"));
        assertThat(count("SELECT coalesce(sum(held_micros), 0) FROM ads_budget"))
                .isEqualTo(count("SELECT coalesce(sum(amount_micros - settled_micros), 0) FROM ads_lease"
                        + " WHERE closed_at IS NULL"));
        assertThat(count("SELECT coalesce(sum(share_micros), 0) FROM ads_spark_share"))
                .as("the creator's part of what Spark was charged")
                .isEqualTo(count("SELECT coalesce(sum(price_micros), 0) * " + BudgetStage.SHARE_PERCENT
                        + " / 100 FROM ads_charge WHERE ad_group = '" + stage.wide() + "'"));
        var euros = stage.member().get("/api/v1/businesses/" + stage.business() + "/balance");
        assertThat(euros.isEmpty()).isFalse();
        assertThat(home.get(LedgerChecker.class).check().breaks()).isEmpty();
    }

    private static long count(String sql) {
        return rows.sql(sql).query(Long.class).single();
    }

    /** Looks at budgets, leases and balances again and again, each time in one snapshot. */
    private static final class Watch implements AutoCloseable {

        final AtomicLong samples = new AtomicLong();
        final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread thread = Thread.ofVirtual().start(this::look);

        private void look() {
            while (!over.get()) {
                complaints.addAll(rows.sql("""
                        SELECT 'budget ' || owner || ' spent ' || spent_micros || ' held ' || held_micros || ' of ' || cap_micros
                        FROM ads_budget WHERE spent_micros + held_micros > cap_micros
                        UNION ALL
                        SELECT 'lease ' || id FROM ads_lease WHERE settled_micros > amount_micros
                        UNION ALL
                        SELECT kind || ' of ' || owner || ' is negative' FROM ledger_account
                        WHERE kind IN ('ADVERTISER_PREPAID', 'ADVERTISER_RESERVED') AND credits_posted < debits_posted
                        UNION ALL
                        SELECT 'budget ' || b.owner || ' holds ' || b.held_micros || ', its leases ' || l.held
                        FROM ads_budget b JOIN (SELECT ad_group, period, sum(amount_micros - settled_micros) AS held
                                                FROM ads_lease WHERE closed_at IS NULL GROUP BY 1, 2) l
                            ON l.ad_group = b.owner AND l.period = b.period WHERE b.held_micros <> l.held
                        """).query(String.class).list());
                samples.incrementAndGet();
            }
        }

        @Override
        public void close() {
            over.set(true);
            Until.holds(() -> !thread.isAlive());
        }
    }
}
