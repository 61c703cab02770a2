package ovation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;

/**
 * Runs every {@link Invariant} in one snapshot, the chain of seals, the replay and what other modules know, and pulls the brake.
 * Of what is new one node at a time takes its turn; how far it came lies in the database.
 */
@Component
class CheckingBooks implements LedgerChecker {

    private static final Logger log = LoggerFactory.getLogger(CheckingBooks.class);
    private static final int WORDS = 4_000;
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final SealingBooks seals;
    private final ReplayingBooks replaying;
    private final ObjectProvider<BooksCheck> others;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final AtomicReference<@Nullable CheckReport> last = new AtomicReference<>();

    CheckingBooks(
            JdbcClient jdbc,
            SealingBooks seals,
            ReplayingBooks replaying,
            ObjectProvider<BooksCheck> others,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.seals = seals;
        this.replaying = replaying;
        this.others = others;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** How far a check is, to be written when it has ended. */
    private record Reach(long after, long until, long seal) {}

    @Scheduled(fixedDelayString = "${ovation.ledger.check-interval:15s}")
    void checkOnSchedule() {
        checkNew();
    }

    @Scheduled(cron = "${ovation.ledger.full-check:0 30 3 * * *}", zone = "UTC")
    void checkEveryNight() {
        check();
    }

    @Override
    public CheckReport check() {
        var run = new CheckRun(CheckReport.Scope.FULL, clock.instant());
        var told = seals.told();
        var reach = Objects.requireNonNull(snapshot.execute(status -> {
            // Statistics lag behind a growing partition, and a nested loop over two whole tables would take for ever.
            jdbc.sql("""
                            SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '128MB', true),
                                   set_config('enable_partitionwise_join', 'on', true),
                                   set_config('enable_partitionwise_aggregate', 'on', true), set_config('jit', 'off', true)
                            """).query((row, number) -> number).list();
            var transfers = count("ledger_transfer");
            run.entries = count("ledger_entry");
            var accounts = count("ledger_account");
            for (var invariant : Invariant.values()) {
                if (!invariant.ofAccounts()) {
                    var rows = invariant == Invariant.I1 ? run.entries : transfers;
                    run.add(invariant.name(), () -> new CheckRun.Result(rows, breaks(invariant)));
                }
            }
            run.addTogether(List.of("I3", "I4", "I5"), () -> new CheckRun.Result(run.entries + accounts, ofAccounts()));
            run.add("I14", () -> sealed(seals.verify(0, told)));
            run.add("I16", () -> {
                var replayed = replaying.replay();
                return new CheckRun.Result(replayed.entries(), replayed.breaks());
            });
            return reach();
        }));
        checkOthers(run);
        return conclude(run, reach);
    }

    @Override
    public Optional<CheckReport> checkNew() {
        var run = new CheckRun(CheckReport.Scope.NEW, clock.instant());
        var mark = jdbc.sql("SELECT through_xid, seal FROM ledger_check_mark")
                .query((row, number) -> new Reach(row.getLong("through_xid"), 0, row.getLong("seal")))
                .optional();
        if (mark.isEmpty()) {
            return Optional.of(check());
        }
        var reach = snapshot.execute(status -> {
            if (!lock()) {
                return null;
            }
            var from = mark.get();
            var to = reach();
            run.entries = jdbc.sql("""
                            SELECT count(*) FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                            WHERE t.xid::text::bigint > :after AND t.xid::text::bigint < :until
                            """)
                    .param("after", from.after())
                    .param("until", to.until())
                    .query(Long.class)
                    .single();
            for (var invariant : Invariant.values()) {
                run.add(
                        invariant.name(),
                        () -> new CheckRun.Result(run.entries, recentBreaks(invariant, from.after(), to.until())));
            }
            run.add("I14", () -> sealed(seals.verify(from.seal())));
            return to;
        });
        if (reach == null) {
            return Optional.empty();
        }
        checkOthers(run);
        return Optional.of(conclude(run, reach));
    }

    /** Of the modules above: each in a snapshot of its own, so that one that fails does not keep the others from answering. */
    private void checkOthers(CheckRun run) {
        others.orderedStream()
                .forEach(check -> run.add(
                        check.invariant(),
                        () -> new CheckRun.Result(
                                0,
                                Objects.requireNonNull(snapshot.execute(status -> check.check())).stream()
                                        .map(each ->
                                                new CheckReport.Break(check.invariant(), each.currency(), each.what()))
                                        .limit(MOST)
                                        .toList())));
    }

    private CheckReport conclude(CheckRun run, Reach reach) {
        var report = run.report();
        last.set(report);
        apart.executeWithoutResult(status -> store(report, reach));
        report.breaks().stream()
                .collect(Collectors.groupingBy(CheckReport.Break::currency))
                .forEach(this::stop);
        return report;
    }

    private boolean lock() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtext('ledger_check'))")
                .query(Boolean.class)
                .single();
    }

    /** All transactions before {@code until} have ended, and this snapshot sees them. */
    private Reach reach() {
        return jdbc.sql("""
                        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS until,
                               coalesce((SELECT max(seq) FROM ledger_seal), 0) AS seal
                        """)
                .query((row, number) -> new Reach(0, row.getLong("until"), row.getLong("seal")))
                .single();
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private List<CheckReport.Break> breaks(Invariant invariant) {
        return jdbc.sql(invariant.breaks())
                .query((row, number) ->
                        new CheckReport.Break(invariant.name(), row.getString("currency"), row.getString("what")))
                .list();
    }

    private List<CheckReport.Break> recentBreaks(Invariant invariant, long after, long until) {
        var query = jdbc.sql(invariant.recentBreaks());
        if (invariant.asksForNew()) {
            query = query.param("after", after).param("until", until);
        }
        return query.query((row, number) ->
                        new CheckReport.Break(invariant.name(), row.getString("currency"), row.getString("what")))
                .list();
    }

    private List<CheckReport.Break> ofAccounts() {
        return jdbc.sql("SELECT * FROM (" + Invariant.ACCOUNTS + ") broken LIMIT 60")
                .query((row, number) -> new CheckReport.Break(
                        row.getString("invariant"), row.getString("currency"), row.getString("what")))
                .list();
    }

    /** Nobody knows of which currency the bytes were that are gone, so a broken seal stops all. */
    private CheckRun.Result sealed(Seals.Verdict verdict) {
        var currencies = verdict.sound()
                ? List.<String>of()
                : jdbc.sql("SELECT DISTINCT currency FROM ledger_account")
                        .query(String.class)
                        .list();
        return new CheckRun.Result(
                verdict.transfers(),
                currencies.stream()
                        .map(currency -> new CheckReport.Break("I14", currency, String.join("; ", verdict.broken())))
                        .toList());
    }

    private void store(CheckReport report, Reach reach) {
        // A row for each invariant; another node may have got further meanwhile.
        jdbc.sql("""
                        INSERT INTO ledger_check_mark (through_xid, seal, checked_at) VALUES (:through, :seal, :at)
                        ON CONFLICT (one) DO UPDATE SET through_xid = greatest(ledger_check_mark.through_xid, excluded.through_xid),
                            seal = greatest(ledger_check_mark.seal, excluded.seal), checked_at = excluded.checked_at
                        """)
                .param("through", reach.until() - 1)
                .param("seal", reach.seal())
                .param("at", report.at().atOffset(ZoneOffset.UTC))
                .update();
        for (var line : report.lines()) {
            jdbc.sql("""
                            INSERT INTO ledger_check_run (scope, invariant, checked_at, rows_checked, took_micros, breaks, what)
                            VALUES (:scope, :invariant, :at, :rows, :took, :breaks, :what)
                            ON CONFLICT (scope, invariant) DO UPDATE SET checked_at = excluded.checked_at,
                                rows_checked = excluded.rows_checked, took_micros = excluded.took_micros,
                                breaks = excluded.breaks, what = excluded.what
                            """)
                    .param("scope", line.scope().name())
                    .param("invariant", line.invariant())
                    .param("at", line.at().atOffset(ZoneOffset.UTC))
                    .param("rows", line.rows())
                    .param("took", line.took().toNanos() / 1_000)
                    .param("breaks", line.breaks())
                    .param("what", line.failed(), java.sql.Types.VARCHAR)
                    .update();
        }
    }

    @Override
    public List<CheckReport.Line> runs() {
        // Two rows for each invariant.
        return jdbc.sql("SELECT * FROM ledger_check_run ORDER BY length(invariant), invariant, scope")
                .query((row, number) -> new CheckReport.Line(
                        row.getString("invariant"),
                        CheckReport.Scope.valueOf(row.getString("scope")),
                        row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                        row.getLong("rows_checked"),
                        Duration.ofNanos(row.getLong("took_micros") * 1_000),
                        row.getInt("breaks"),
                        row.getString("what")))
                .list();
    }

    @Override
    public Optional<CheckReport> last() {
        return Optional.ofNullable(last.get());
    }

    @Override
    public List<Stop> stops() {
        // Served by ledger_stopped_currency_open.
        return jdbc.sql("SELECT * FROM ledger_stopped_currency WHERE resumed_at IS NULL ORDER BY currency")
                .query(CheckingBooks::stop)
                .list();
    }

    @Override
    public List<Stop> history() {
        return jdbc.sql("SELECT * FROM ledger_stopped_currency ORDER BY stopped_at DESC LIMIT 200")
                .query(CheckingBooks::stop)
                .list();
    }

    @Override
    public boolean resume(String currency, UUID who, String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("Who lets a currency go on says why");
        }
        if (check().breaks().stream().anyMatch(each -> each.currency().equals(currency))) {
            return false;
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        UPDATE ledger_stopped_currency SET resumed_at = :now, resumed_by = :who, resumed_why = :why
                        WHERE currency = :currency AND resumed_at IS NULL
                        """)
                        .param("now", now)
                        .param("who", who)
                        .param("why", why)
                        .param("currency", currency)
                        .update()
                == 1;
    }

    private void stop(String currency, List<CheckReport.Break> breaks) {
        var what = breaks.stream()
                .map(each -> each.invariant() + ": " + each.what())
                .collect(Collectors.joining("; "));
        var row = jdbc.sql("""
                        INSERT INTO ledger_stopped_currency (id, currency, stopped_at, what)
                        VALUES (:id, :currency, :now, :what)
                        ON CONFLICT (currency) WHERE resumed_at IS NULL DO NOTHING
                        """)
                .param("id", Ids.next(clock))
                .param("currency", currency)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("what", what.length() > WORDS ? what.substring(0, WORDS) : what);
        apart.executeWithoutResult(status -> row.update());
        log.error("The books in {} are broken, and posting in it is stopped: {}", currency, what);
    }

    private static Stop stop(ResultSet row, int number) throws SQLException {
        var at = row.getObject("resumed_at", OffsetDateTime.class);
        return new Stop(
                row.getString("currency"),
                row.getObject("stopped_at", OffsetDateTime.class).toInstant(),
                row.getString("what"),
                at == null
                        ? Optional.empty()
                        : Optional.of(new Resumption(
                                at.toInstant(),
                                row.getObject("resumed_by", UUID.class),
                                row.getString("resumed_why"))));
    }
}
