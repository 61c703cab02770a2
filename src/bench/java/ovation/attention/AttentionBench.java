package ovation.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import ovation.attention.AttentionIntake.Origin;
import ovation.attention.AttentionIntake.Report;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.bench.Bench;
import ovation.bench.BenchReport;
import ovation.bench.Load;
import ovation.bench.Rounds;
import ovation.support.TestDatabase;

/** What opening tokens, clamping, marking and telling duplicates costs beside the bare insert of the same rows. */
@Bench("attention")
class AttentionBench {

    private static final int CLIENTS = 4;
    private static final int BATCH = 500;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final Origin BROWSER = new Origin("Mozilla/5.0", false);

    /** The same columns, indexes and partitions; no conflict clause, nothing returned. */
    private static final String BARE = """
            INSERT INTO attention_event (served_at, id, type, exposure, viewer, visitor, subject_kind, subject_id, owner,
                                         surface, paid, duration_ms, watched_ms, claim, received_at, marks)
            SELECT ?::timestamptz, gen_random_uuid(), 2, gen_random_uuid(), ?, false, 'video', ?, ?, 1, false, 15000, 7000, '',
                   ?::timestamptz, 0
            FROM generate_series(1, ?)
            """;

    static final BenchReport report = new BenchReport("attention");
    static final Clock clock = Clock.systemUTC();
    static TestDatabase database;
    static ExposureTokens tokens;
    static Intake intake;

    @BeforeAll
    static void a_book() {
        database = TestDatabase.durable(CLIENTS + 2);
        var template = new JdbcTemplate(database.dataSource());
        template.execute("SELECT attention_make_month(DATE '%s')::text".formatted(LocalDate.now(ZoneOffset.UTC)));
        tokens = new ExposureTokens("a-secret-for-benchmarks-of-32-characters");
        intake = new Intake(tokens, new EventRows(template), new Robots(), new Bell(), clock);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Batches of 500 reports of 20 exposures of one viewer; bound: the insert of as many rows in one statement. */
    @Test
    void intake() {
        var result = Rounds.alternate(
                ROUNDS,
                () -> BATCH
                        * Load.perSecond(CLIENTS, ROUND, (client, random) -> {
                            var viewer = new UUID(random.nextLong(), random.nextLong());
                            var verdicts = intake.take(viewer, BROWSER, batch(viewer, random));
                            assertThat(verdicts.getLast().kind()).isEqualTo(AttentionIntake.Verdict.Kind.ACCEPTED);
                        }),
                () -> BATCH * Load.perSecond(CLIENTS, ROUND, (client, random) -> insertBare(random)));

        report.of("intake").with("events_per_s", result).done();
    }

    private static List<Report> batch(UUID viewer, RandomGenerator random) {
        var exposures = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            exposures.add(tokens.sign(new Exposure(
                    Ids.next(clock),
                    viewer,
                    false,
                    SubjectRef.video(new UUID(random.nextLong(), 1)),
                    new UUID(random.nextLong(), 2),
                    Surface.FOR_YOU,
                    false,
                    15_000,
                    clock.instant(),
                    "")));
        }
        var reports = new ArrayList<Report>(BATCH);
        for (var i = 0; i < BATCH; i++) {
            reports.add(new Report(
                    new UUID(random.nextLong(), random.nextLong()), exposures.get(i % 20), AttentionType.WATCHED, 300));
        }
        return reports;
    }

    private static void insertBare(RandomGenerator random) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(BARE)) {
            var now = clock.instant().toString();
            statement.setString(1, now);
            for (var i = 2; i <= 4; i++) {
                statement.setObject(i, new UUID(random.nextLong(), random.nextLong()));
            }
            statement.setString(5, now);
            statement.setInt(6, BATCH);
            statement.executeUpdate();
        }
    }
}
