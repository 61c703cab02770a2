package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import ovation.postgres.CrashablePostgres;
import ovation.support.LossyProxy;
import ovation.support.TrialReport;

/**
 * A server that may die, a proxy that may lose, a load that may be killed; and what must hold whatever happened: what was
 * acknowledged is present with that outcome, what is present was sent, and the books are sound.
 */
final class TrialHouse implements AutoCloseable {

    final CrashablePostgres server;
    final LossyProxy proxy;
    private final Path home;
    private final TrialReport report;
    private final Set<UUID> everSent = new HashSet<>();
    private HikariDataSource source;
    private LedgerParts parts;

    TrialHouse(Path home, TrialReport report, Map<String, String> settings) throws IOException {
        this.home = Files.createDirectories(home.toAbsolutePath());
        this.report = report;
        server = CrashablePostgres.over(home.resolve("postgres").toAbsolutePath(), settings);
        proxy = new LossyProxy(server.port());
        connect();
        parts.books().postAll(TrialGift.opening(Clock.systemUTC().instant())).forEach(PostingOutcome::orThrow);
    }

    Load load() {
        return Load.start(this);
    }

    @Override
    public void close() throws IOException {
        disconnect();
        proxy.close();
        server.close();
    }

    void verify(String what, Load load, Duration recovered) throws IOException {
        // A statement whose client has died may still be running; then it is as good as sent.
        await().atMost(Duration.ofMinutes(1)).until(() -> othersAtWork() == 0);
        var told = new HashMap<UUID, Boolean>();
        var sent = new HashSet<UUID>();
        for (var line : Files.readAllLines(load.diary)) {
            var words = line.split(" ");
            if (words[0].equals("S") && words.length == 2 && words[1].length() == 36) {
                sent.add(UUID.fromString(words[1]));
            } else if (words[0].equals("A") && words.length == 3) {
                told.put(UUID.fromString(words[1]), Boolean.valueOf(words[2]));
            }
        }
        everSent.addAll(sent);
        var present = present();

        assertThat(told).isNotEmpty().allSatisfy((id, posted) -> assertThat(present.get(id))
                .isEqualTo(posted));
        assertThat(present.keySet()).isSubsetOf(everSent);

        // Nobody was told about these: sending them again makes them present, once.
        var silent = sent.stream().filter(id -> !told.containsKey(id)).toList();
        for (var id : silent) {
            var outcome = parts.books().post(new TrialGift(id).transfer());
            if (present.containsKey(id)) {
                assertThat(outcome instanceof PostingOutcome.Posted).isEqualTo(present.get(id));
            }
        }
        assertThat(present().keySet()).isEqualTo(everSent);
        assertThat(parts.checking().check().breaks()).isEmpty();
        report.round(
                what,
                Map.of(
                        "sent", (long) sent.size(),
                        "acknowledged", (long) told.size(),
                        "unknown", (long) silent.size(),
                        "unknown_and_present",
                                silent.stream().filter(present::containsKey).count(),
                        "recovery_ms", recovered.toMillis()));
    }

    /** Every gift that is stored, and whether it was posted. */
    private Map<UUID, Boolean> present() {
        var present = new HashMap<UUID, Boolean>();
        parts.jdbc().query("SELECT id, outcome FROM ledger_transfer WHERE kind = 'trial.gift'", row -> {
            present.put(row.getObject(1, UUID.class), row.getString(2) == null);
        });
        return present;
    }

    private long othersAtWork() {
        return new JdbcTemplate(source).queryForObject("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
                        """, Long.class);
    }

    void connect() {
        source = new HikariDataSource();
        source.setJdbcUrl(server.url());
        source.setUsername("ovation_app");
        source.setPassword(server.password());
        source.setMaximumPoolSize(4);
        parts = LedgerParts.over(source, Clock.systemUTC(), LedgerParts.LANE, home, new StaticListableBeanFactory());
    }

    void disconnect() {
        parts.close();
        source.close();
    }

    /** A process that gives until it is ended or killed. */
    record Load(Process process, Path diary) {

        private static Load start(TrialHouse house) {
            try {
                var diary = Files.createTempFile("trial", ".diary");
                var command = List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrialLoad.class.getName(),
                        "jdbc:postgresql://127.0.0.1:" + house.proxy.port()
                                + "/trials?sslmode=disable&gssEncMode=disable"
                                + "&prepareThreshold=2&connectTimeout=2&socketTimeout=20",
                        house.server.password(),
                        diary.toString(),
                        house.home.toString());
                var process = new ProcessBuilder(command)
                        .redirectError(house.home.resolve("load.log").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                var load = new Load(process, diary);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> Files.readString(diary).contains("A "));
                return load;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** For a moment that nobody can foresee. */
        void work() throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(50 + ThreadLocalRandom.current().nextInt(1_000));
        }

        void end() throws Exception {
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
