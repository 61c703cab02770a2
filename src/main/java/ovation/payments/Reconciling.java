package ovation.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import ovation.base.Refused;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** Reads reports day by day, and keeps the list of what is open. */
@Service
class Reconciling implements Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciling.class);
    private static final int DAYS_BACK = 35;

    /** Reports come a day after; a weekend may lie between. */
    private static final Duration PROVIDER_TIME = Duration.ofDays(3);

    private static final Duration REFUND_TIME = Duration.ofDays(7);
    private static final Duration DISPUTE_TIME = Duration.ofDays(90);
    private static final Duration DIFFERENCE_TIME = Duration.ofDays(14);

    private final JdbcClient jdbc;
    private final PaymentProvider provider;
    private final Settling settling;
    private final Ledger ledger;
    private final WritingOff writingOff;
    private final Clock clock;
    private final boolean byItself;

    Reconciling(
            JdbcClient jdbc,
            PaymentProvider provider,
            Settling settling,
            Ledger ledger,
            WritingOff writingOff,
            Clock clock,
            @Value("${ovation.payments.auto-reconcile:true}") boolean byItself) {
        this.jdbc = jdbc;
        this.provider = provider;
        this.settling = settling;
        this.ledger = ledger;
        this.writingOff = writingOff;
        this.clock = clock;
        this.byItself = byItself;
    }

    @Override
    public Day reconcile(LocalDate day) {
        ProviderCalls.refuseTransactions();
        var today = today();
        if (!day.isBefore(today) || day.isBefore(today.minusYears(1))) {
            throw Refused.field("day", "day_not_over");
        }
        var lines = provider.settlement(day);
        lines.forEach(line -> settling.settle(provider.name(), day, line));
        settling.read(provider.name(), day, lines.size(), clock.instant());
        settling.explain(provider.name());
        settling.missing(provider.name(), PROVIDER_TIME);
        return day(day).orElseThrow();
    }

    /** All days since the last one that was read; a day that cannot be read is tried again the next time. */
    @Scheduled(fixedDelayString = "${ovation.payments.reconcile-interval:1h}", initialDelayString = "2m")
    void reconcileByItself() {
        if (!byItself) {
            return;
        }
        try {
            for (var day = firstUnread(); day.isBefore(today()); day = day.plusDays(1)) {
                reconcile(day);
            }
        } catch (RuntimeException notNow) {
            log.warn("The provider's report could not be reconciled now", notNow);
        }
    }

    private LocalDate firstUnread() {
        var earliest = today().minusDays(DAYS_BACK);
        return jdbc.sql("SELECT max(day) AS day FROM payments_settlement_day WHERE provider = :provider")
                .param("provider", provider.name())
                .query((row, number) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single()
                .map(last -> last.plusDays(1))
                .filter(next -> next.isAfter(earliest))
                .orElse(earliest);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Optional<Day> day(LocalDate day) {
        return jdbc.sql("SELECT * FROM payments_settlement_day WHERE provider = :provider AND day = :day")
                .param("provider", provider.name())
                .param("day", day)
                .query(Reconciling::day)
                .optional();
    }

    /** Served by the primary key. */
    @Override
    public List<Day> days(int limit) {
        return jdbc.sql("""
                        SELECT * FROM payments_settlement_day WHERE provider = :provider ORDER BY day DESC LIMIT :limit
                        """)
                .param("provider", provider.name())
                .param("limit", limit)
                .query(Reconciling::day)
                .list();
    }

    /** Served by the partial indexes of what is open: payments_clearing_item_open and its like. */
    @Override
    public List<OpenItem> ageing() {
        var now = clock.instant();
        return jdbc.sql("""
                        SELECT 'PROVIDER_CLEARING' AS account, kind, source, amount_micros, currency, booked_at AS since
                        FROM payments_clearing_item WHERE state = 'open'
                        UNION ALL
                        SELECT 'REFUND_CLEARING', 'refund', id, amount_micros, currency, created_at
                        FROM payments_refund WHERE state IN ('intent', 'pending')
                        UNION ALL
                        SELECT 'DISPUTE_CLEARING', 'dispute', id, amount_micros, currency, opened_at
                        FROM payments_dispute WHERE state = 'open'
                        UNION ALL
                        SELECT 'RECONCILIATION_DIFFERENCE', 'difference', id, amount_micros, currency, found_at
                        FROM payments_difference WHERE state = 'open'
                        ORDER BY since LIMIT 500
                        """)
                .query((row, number) -> {
                    var account = AccountKind.valueOf(row.getString("account"));
                    var since = instant(row, "since");
                    var allowed = allowed(account);
                    return new OpenItem(
                            account,
                            row.getString("kind"),
                            row.getObject("source", UUID.class),
                            money(row),
                            since,
                            allowed,
                            since.plus(allowed).isBefore(now));
                })
                .list();
    }

    private static Duration allowed(AccountKind account) {
        return switch (account) {
            case REFUND_CLEARING -> REFUND_TIME;
            case DISPUTE_CLEARING -> DISPUTE_TIME;
            case RECONCILIATION_DIFFERENCE -> DIFFERENCE_TIME;
            default -> PROVIDER_TIME;
        };
    }

    /** A refund stands in clearing before we are asked for it, so there may be more than we can explain, never less. */
    @Override
    public List<TieOut> tieOuts() {
        var explained = explained();
        var tieOuts = new ArrayList<TieOut>();
        for (var currency : ledger.currencies()) {
            for (var kind : List.of(
                    AccountKind.PROVIDER_CLEARING,
                    AccountKind.REFUND_CLEARING,
                    AccountKind.DISPUTE_CLEARING,
                    AccountKind.RECONCILIATION_DIFFERENCE)) {
                var items = explained.getOrDefault(kind + currency, Money.zero(currency));
                var balance = ledger.balance(Account.platform(kind, currency)).posted();
                if (!balance.isZero() || !items.isZero()) {
                    tieOuts.add(new TieOut(kind, balance, items));
                }
            }
        }
        return tieOuts;
    }

    /** Served by the same indexes as the ageing. */
    private Map<String, Money> explained() {
        var sums = new java.util.HashMap<String, Money>();
        jdbc.sql("""
                        SELECT 'PROVIDER_CLEARING' AS account, currency, sum(amount_micros)::bigint AS amount_micros
                        FROM payments_clearing_item WHERE state = 'open' GROUP BY currency
                        UNION ALL
                        SELECT 'REFUND_CLEARING', currency, sum(amount_micros)::bigint
                        FROM payments_refund WHERE state IN ('intent', 'pending') GROUP BY currency
                        UNION ALL
                        SELECT 'DISPUTE_CLEARING', currency, sum(amount_micros)::bigint
                        FROM payments_dispute WHERE state = 'open' GROUP BY currency
                        UNION ALL
                        SELECT 'RECONCILIATION_DIFFERENCE', currency, sum(amount_micros)::bigint
                        FROM payments_difference WHERE state = 'open' GROUP BY currency
                        """)
                .query((row, number) -> sums.put(row.getString("account") + row.getString("currency"), money(row)))
                .list();
        return sums;
    }

    /** Served by payments_difference_open and payments_write_off_waiting. */
    @Override
    public List<Difference> differences() {
        return jdbc.sql("""
                        SELECT d.*, w.id AS proposal FROM payments_difference d
                        LEFT JOIN payments_write_off w ON w.difference = d.id AND w.state = 'proposed'
                        WHERE d.state = 'open' ORDER BY d.found_at LIMIT 500
                        """)
                .query((row, number) -> new Difference(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("item_kind"),
                        row.getString("source"),
                        money(row),
                        instant(row, "found_at"),
                        row.getObject("proposal", UUID.class)))
                .list();
    }

    @Override
    public List<WriteOff> writeOffs(int limit) {
        return writingOff.latest(limit);
    }

    @Override
    public WriteOff propose(UUID id, UUID difference, UUID who, String reason) {
        return writingOff.propose(id, difference, who, reason);
    }

    @Override
    public WriteOff approve(UUID id, UUID who) {
        return writingOff.approve(id, who);
    }

    @Override
    public WriteOff reject(UUID id, UUID who) {
        return writingOff.reject(id, who);
    }

    private static Day day(ResultSet row, int number) throws SQLException {
        return new Day(
                row.getObject("day", LocalDate.class),
                row.getInt("lines"),
                row.getInt("matched"),
                instant(row, "read_at"));
    }

    private static Money money(ResultSet row) throws SQLException {
        return new Money(row.getLong("amount_micros"), row.getString("currency"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
