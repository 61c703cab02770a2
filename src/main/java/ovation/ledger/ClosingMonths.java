package ovation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Refused;

/**
 * Closes months in order. First the month is shut, in a transaction of its own; then everybody who may not have seen that is
 * waited for; then the balances are taken. A crash in between leaves it shut, and the next try ends it.
 */
@Component
class ClosingMonths implements Periods {

    private static final Logger log = LoggerFactory.getLogger(ClosingMonths.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final JdbcClient jdbc;
    private final ClosedMonths closed;
    private final LedgerChecker checker;
    private final ObjectProvider<CloseGate> gates;
    private final Duration grace;
    private final MessageSource words;
    private final Clock clock;

    ClosingMonths(
            JdbcClient jdbc,
            ClosedMonths closed,
            LedgerChecker checker,
            ObjectProvider<CloseGate> gates,
            CloseSettings settings,
            MessageSource words,
            Clock clock) {
        this.jdbc = jdbc;
        this.closed = closed;
        this.checker = checker;
        this.gates = gates;
        this.grace = settings.grace();
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<Period> all() {
        // A row a month.
        return jdbc.sql("SELECT * FROM ledger_period ORDER BY month DESC")
                .query(ClosingMonths::period)
                .list();
    }

    @Override
    public Optional<Preview> next() {
        return nextMonth().map(month -> {
            var obstacles = new ArrayList<String>();
            var earliest = end(month).plus(grace);
            if (clock.instant().isBefore(earliest)) {
                obstacles.add(say("ledger.close.from", day(earliest)));
            }
            obstacles.addAll(obstacles(month));
            return new Preview(month, start(month), end(month), obstacles);
        });
    }

    @Override
    public Period close(YearMonth month, UUID by) {
        var known = find(month);
        if (known.isPresent() && known.get().closedAt() != null) {
            return known.get();
        }
        if (clock.instant().isBefore(end(month).plus(grace))) {
            throw Refused.because(LedgerProblem.PERIOD_NOT_OVER, month, grace.toDays());
        }
        var next = nextMonth().orElse(month);
        if (!next.equals(month)) {
            throw Refused.because(LedgerProblem.PERIOD_OUT_OF_ORDER, month, next);
        }
        checker.check();
        var obstacles = obstacles(month);
        if (!obstacles.isEmpty()) {
            throw Refused.because(LedgerProblem.PERIOD_HELD_UP, month, String.join("; ", obstacles));
        }
        jdbc.sql("SELECT ledger_close_begin(:month, :by, :now)")
                .param("month", month.atDay(1))
                .param("by", by)
                .param("now", now())
                .query(Boolean.class)
                .single();
        closed.forget();
        waitForPosters(month);
        // Null when another node has ended it: then it is closed all the same.
        jdbc.sql("SELECT ledger_close_end(:month, :now) AS hash")
                .param("month", month.atDay(1))
                .param("now", now())
                .query((row, number) -> HexFormat.of().formatHex(nullToNothing(row.getBytes("hash"))))
                .list();
        var period = find(month).orElseThrow();
        log.info("{} is closed with {} entries; its trial balance is {}", month, period.entries(), period.hash());
        return period;
    }

    /** Nodes look every second whether a month is shut; who began before they all have seen it may still date in it. */
    private void waitForPosters(YearMonth month) {
        var shutAt = jdbc.sql("SELECT clock_timestamp() + make_interval(secs => :kept)")
                .param("kept", ClosedMonths.KEPT.toMillis() / 1_000d + 0.2)
                .query(OffsetDateTime.class)
                .single();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (stillWorking(shutAt)) {
            if (System.nanoTime() > deadline) {
                jdbc.sql("SELECT 1 FROM ledger_close_abandon(:month)")
                        .param("month", month.atDay(1))
                        .query(Integer.class)
                        .list();
                closed.forget();
                throw Refused.because(LedgerProblem.PERIOD_BUSY, month);
            }
            pause();
        }
    }

    private boolean stillWorking(OffsetDateTime shutAt) {
        return jdbc.sql("SELECT clock_timestamp() < :shut OR ledger_close_waits(:shut)")
                .param("shut", shutAt)
                .query(Boolean.class)
                .single();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while closing a month; it stays shut, try again", stopping);
        }
    }

    private List<String> obstacles(YearMonth month) {
        var obstacles = new ArrayList<String>();
        checker.stops().forEach(stop -> obstacles.add(say("ledger.close.stopped", stop.currency(), stop.what())));
        gates.orderedStream().forEach(gate -> obstacles.addAll(gate.obstacles(month)));
        return obstacles;
    }

    private String say(String key, Object... arguments) {
        return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private static String day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC)
                .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(LocaleContextHolder.getLocale()));
    }

    /** The month after the last closed one, or of the first fact. */
    private Optional<YearMonth> nextMonth() {
        // A row a month; else ledger_transfer is read once, before its first close.
        return jdbc.sql("""
                        SELECT coalesce((SELECT max(ends_at) FROM ledger_period WHERE state = 'closed'),
                                        (SELECT min(effective_at) FROM ledger_transfer)) AS first
                        """).query((row, number) -> row.getObject("first", OffsetDateTime.class)).list().stream()
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(first -> YearMonth.from(first.withOffsetSameInstant(ZoneOffset.UTC)));
    }

    @Override
    public Instant dated(Instant fact) {
        var open = closed.until();
        return fact.isBefore(open) ? open : fact;
    }

    @Override
    public boolean closed(Instant effective) {
        return closed.closed(effective);
    }

    private Optional<Period> find(YearMonth month) {
        return jdbc.sql("SELECT * FROM ledger_period WHERE month = :month")
                .param("month", month.atDay(1))
                .query(ClosingMonths::period)
                .optional();
    }

    private static Period period(ResultSet row, int number) throws SQLException {
        var closedAt = row.getObject("closed_at", OffsetDateTime.class);
        var hash = row.getBytes("hash");
        return new Period(
                YearMonth.from(row.getObject("month", java.time.LocalDate.class)),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                closedAt == null ? null : closedAt.toInstant(),
                row.getObject("begun_by", UUID.class),
                row.getLong("transfers"),
                row.getLong("entries"),
                row.getLong("accounts"),
                hash == null ? null : HexFormat.of().formatHex(hash));
    }

    private static byte[] nullToNothing(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Instant end(YearMonth month) {
        return start(month.plusMonths(1));
    }
}
