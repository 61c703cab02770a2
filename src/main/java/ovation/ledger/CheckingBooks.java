package ovation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;

/** Runs every {@link Invariant} in one snapshot, and pulls the brake. */
@Component
class CheckingBooks implements LedgerChecker {

    private static final Logger log = LoggerFactory.getLogger(CheckingBooks.class);
    private static final int WORDS = 4_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final AtomicReference<@Nullable CheckReport> last = new AtomicReference<>();

    CheckingBooks(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    @Scheduled(fixedDelayString = "${ovation.ledger.check-interval:60s}")
    public CheckReport check() {
        var started = System.nanoTime();
        var at = clock.instant();
        var report = Objects.requireNonNull(snapshot.execute(status -> {
            // Statistics lag behind a growing partition, and a nested loop over two whole tables would take for ever.
            jdbc.sql("SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)")
                    .query((row, number) -> number)
                    .list();
            var breaks = new ArrayList<CheckReport.Break>();
            for (var invariant : Invariant.values()) {
                breaks.addAll(jdbc.sql(invariant.breaks())
                        .query((row, number) -> new CheckReport.Break(
                                invariant.name(), row.getString("currency"), row.getString("what")))
                        .list());
            }
            var entries = jdbc.sql("SELECT count(*) FROM ledger_entry")
                    .query(Long.class)
                    .single();
            return new CheckReport(at, Duration.ofNanos(System.nanoTime() - started), entries, breaks);
        }));
        last.set(report);
        report.breaks().stream()
                .collect(Collectors.groupingBy(CheckReport.Break::currency))
                .forEach(this::stop);
        return report;
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
