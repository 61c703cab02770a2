package ovation.rewards;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.attention.QualifiedViews;
import ovation.base.Cursor;
import ovation.base.Slice;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** Days as the people of finance see them: those to close, and what was closed. */
@Service
class Days {

    /** {@code running}: not over; {@code reading}: over, but events may still arrive; {@code ready}: can be closed. */
    enum State {
        RUNNING,
        READING,
        READY
    }

    /** @param revenue net, so far, in each currency that has any */
    record Open(LocalDate day, State state, List<Money> revenue) {}

    /** @param state {@code settled}, or {@code carried} to the next day with a qualified view */
    record Pool(
            String state,
            Money revenue,
            Money carried,
            Money creators,
            Money platform,
            long sharePerMillion,
            long qualifiedViews,
            long receipts,
            Instant availableFrom,
            boolean available) {}

    /** @param closedBy null when it closed by itself. @param late arrived after the close; in the next pool */
    record Closed(
            LocalDate day,
            Instant closedAt,
            @Nullable UUID closedBy,
            long qualifiedViews,
            List<Pool> pools,
            List<Money> late) {}

    private final JdbcClient jdbc;
    private final DailyClose close;
    private final QualifiedViews views;
    private final Ledger ledger;
    private final Clock clock;

    Days(JdbcClient jdbc, DailyClose close, QualifiedViews views, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.close = close;
        this.views = views;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Newest first, today included. */
    List<Open> open() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var days = new TreeSet<>(close.open());
        days.add(today);
        var unsettled = unsettled();
        return days.descendingSet().stream()
                .map(day -> new Open(day, state(day, today), unsettled.getOrDefault(day, List.of())))
                .toList();
    }

    private State state(LocalDate day, LocalDate today) {
        if (!day.isBefore(today)) {
            return State.RUNNING;
        }
        return views.complete(day) ? State.READY : State.READING;
    }

    private Map<LocalDate, List<Money>> unsettled() {
        var byDay = new HashMap<LocalDate, List<Money>>();
        for (var currency : ledger.currencies()) {
            for (var each : ledger.balancesOf(AccountKind.AD_REVENUE_UNSETTLED, currency)) {
                if (!each.balance().posted().isZero()) {
                    byDay.computeIfAbsent(SettlingRewards.dayOf(each.account()), day -> new ArrayList<>())
                            .add(each.balance().posted());
                }
            }
        }
        return byDay;
    }

    /** Newest first; served by the keys of rewards_day and rewards_pool. */
    Slice<Closed> closed(@Nullable String cursor, int limit) {
        var before = cursor == null
                ? LocalDate.of(9999, 1, 1)
                : LocalDate.ofEpochDay(Cursor.decode(cursor, 1).number(0));
        var rows = jdbc.sql("SELECT * FROM rewards_day WHERE day < :before ORDER BY day DESC LIMIT :rows")
                .param("before", before)
                .param("rows", limit + 1)
                .query((row, number) -> new Closed(
                        row.getObject("day", LocalDate.class),
                        Receipts.instant(row, "closed_at"),
                        row.getObject("closed_by", UUID.class),
                        row.getLong("qualified_views"),
                        List.of(),
                        List.of()))
                .list();
        var slice =
                Slice.of(rows, limit, last -> Cursor.of(last.day().toEpochDay()).encode());
        if (slice.items().isEmpty()) {
            return slice;
        }
        var pools =
                pools(slice.items().getLast().day(), slice.items().getFirst().day());
        var unsettled = unsettled();
        return slice.map(day -> new Closed(
                day.day(),
                day.closedAt(),
                day.closedBy(),
                day.qualifiedViews(),
                pools.getOrDefault(day.day(), List.of()),
                unsettled.getOrDefault(day.day(), List.of())));
    }

    private Map<LocalDate, List<Pool>> pools(LocalDate from, LocalDate to) {
        var byDay = new HashMap<LocalDate, List<Pool>>();
        jdbc.sql("""
                SELECT p.*, m.day IS NOT NULL AS available,
                       (SELECT count(*) FROM rewards_receipt r WHERE r.day = p.day AND r.currency = p.currency) AS receipts
                FROM rewards_pool p LEFT JOIN rewards_matured m ON m.day = p.day AND m.currency = p.currency
                WHERE p.day BETWEEN :from AND :to ORDER BY p.day, p.currency
                """).param("from", from).param("to", to).query(row -> {
            var pool = Receipts.pool(row);
            byDay.computeIfAbsent(pool.day(), day -> new ArrayList<>())
                    .add(new Pool(
                            row.getString("state"),
                            new Money(pool.revenueMicros(), pool.currency()),
                            new Money(pool.carriedMicros(), pool.currency()),
                            pool.creators(),
                            new Money(pool.platformMicros(), pool.currency()),
                            pool.sharePerMillion(),
                            pool.qualifiedViews(),
                            row.getLong("receipts"),
                            pool.availableFrom(),
                            row.getBoolean("available")));
        });
        return byDay;
    }
}
