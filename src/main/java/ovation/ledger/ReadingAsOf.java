package ovation.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Cursor;
import ovation.base.Slice;

/** Reckons from where it is nearest: now backwards by booking, from the last closed month forwards by effect. */
@Component
class ReadingAsOf implements BooksAsOf {

    /** Counters of now, and the tail of hot accounts. Served by ledger_entry_account. */
    private static final String NOW = """
            SELECT a.id, a.kind, a.owner, a.debits_posted + coalesce(tail.debits, 0) AS debits,
                   a.credits_posted + coalesce(tail.credits, 0) AS credits
            FROM ledger_account a
            LEFT JOIN LATERAL (
                SELECT -sum(least(e.amount, 0))::bigint AS debits, sum(greatest(e.amount, 0))::bigint AS credits
                FROM ledger_entry e
                WHERE e.account_id = a.id AND e.version IS NULL
                  AND e.xid >= coalesce((SELECT r.rolled_xid FROM ledger_hot_rollup r WHERE r.account_id = a.id), '0'::xid8)
            ) tail ON a.hot
            WHERE a.currency = :currency
            """;

    /**
     * Now, less what was booked since. An unknown id is taken only if its time is near, so what was booked since has an id of not
     * long before: served by the keys of transfers and entries.
     */
    private static final String BOOKED = "WITH now_ AS (" + NOW + """
            ), since AS (
                SELECT e.account_id, -sum(least(e.amount, 0))::bigint AS debits, sum(greatest(e.amount, 0))::bigint AS credits
                FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                WHERE t.booked_at >= :before AND t.currency = :currency
                  AND t.id >= ledger_least_id(:before - make_interval(days => :days))
                GROUP BY e.account_id
            )
            SELECT n.kind, n.owner, n.debits - coalesce(s.debits, 0) AS debits, n.credits - coalesce(s.credits, 0) AS credits
            FROM now_ n LEFT JOIN since s ON s.account_id = n.id
            """;

    /** The last snapshot before then, and what is dated since. Served by ledger_snapshot's key and ledger_transfer_effective. */
    private static final String EFFECTIVE = """
            WITH base AS MATERIALIZED (
                SELECT month, ends_at FROM ledger_period WHERE state = 'closed' AND ends_at <= :before ORDER BY month DESC LIMIT 1
            ), since AS (
                SELECT e.account_id, -sum(least(e.amount, 0))::bigint AS debits, sum(greatest(e.amount, 0))::bigint AS credits
                FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id
                WHERE t.effective_at >= coalesce((SELECT ends_at FROM base), '-infinity') AND t.effective_at < :before
                  AND t.currency = :currency
                GROUP BY e.account_id
            )
            SELECT a.kind, a.owner, coalesce(k.debits, 0) + coalesce(s.debits, 0) AS debits,
                   coalesce(k.credits, 0) + coalesce(s.credits, 0) AS credits
            FROM ledger_account a
            LEFT JOIN ledger_snapshot k ON k.account_id = a.id AND k.month = (SELECT month FROM base)
            LEFT JOIN since s ON s.account_id = a.id
            WHERE a.currency = :currency
            """;

    private final JdbcClient jdbc;
    private final LedgerSettings settings;

    ReadingAsOf(JdbcClient jdbc, LedgerSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public Money balance(Account account, Instant before, Basis basis) {
        var stood = query("""
                        SELECT debits, credits FROM (%s) b WHERE b.owner = :owner AND b.kind = :kind
                        """, account.currency(), before, basis)
                .param("owner", account.owner())
                .param("kind", account.kind().name())
                .query((row, number) -> turnover(row.getLong("debits"), row.getLong("credits"), account.currency()))
                .optional()
                .orElseGet(() -> turnover(0, 0, account.currency()));
        return account.kind().side() == AccountKind.Side.CREDIT
                ? stood.net()
                : stood.net().negated();
    }

    @Override
    public TrialBalance trialBalance(String currency, @Nullable Instant before, Basis basis) {
        var lines = new EnumMap<AccountKind, Line>(AccountKind.class);
        query("""
                        SELECT kind, count(*) AS accounts, sum(debits)::bigint AS debits, sum(credits)::bigint AS credits
                        FROM (%s) b WHERE debits <> 0 OR credits <> 0 GROUP BY kind
                        """, currency, before, basis).query(row -> {
            var kind = AccountKind.valueOf(row.getString("kind"));
            var turnover = turnover(row.getLong("debits"), row.getLong("credits"), currency);
            lines.put(kind, new Line(kind, row.getLong("accounts"), turnover));
        });
        var total = lines.values().stream().map(Line::turnover).reduce(turnover(0, 0, currency), Turnover::plus);
        return new TrialBalance(currency, before, basis, new ArrayList<>(lines.values()), total);
    }

    @Override
    public Slice<AccountTurnover> accounts(
            AccountKind kind,
            String currency,
            @Nullable Instant before,
            Basis basis,
            @Nullable String cursor,
            int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("A part of the accounts has 1 to 1000 lines");
        }
        var after = cursor == null ? null : Cursor.decode(cursor, 1).id(0);
        List<AccountTurnover> rows = query("""
                        SELECT owner, debits, credits FROM (%s) b
                        WHERE kind = :kind AND (debits <> 0 OR credits <> 0) AND (:after::uuid IS NULL OR owner > :after::uuid)
                        ORDER BY owner LIMIT :rows
                        """, currency, before, basis)
                .param("kind", kind.name())
                .param("after", after)
                .param("rows", limit + 1)
                .query((row, number) -> new AccountTurnover(
                        new Account(kind, row.getObject("owner", UUID.class), currency),
                        turnover(row.getLong("debits"), row.getLong("credits"), currency)))
                .list();
        return Slice.of(rows, limit, last -> Cursor.of(last.account().owner()).encode());
    }

    private JdbcClient.StatementSpec query(String outer, String currency, @Nullable Instant before, Basis basis) {
        var inner = before == null ? NOW : basis == Basis.BOOKED ? BOOKED : EFFECTIVE;
        var query = jdbc.sql(outer.formatted(inner)).param("currency", currency);
        if (before == null) {
            return query;
        }
        query = query.param("before", before.atOffset(ZoneOffset.UTC));
        // Twice the window, should it once have been wider.
        return basis == Basis.BOOKED
                ? query.param("days", (int) (2 * settings.windowBack().toDays() + 1))
                : query;
    }

    private static Turnover turnover(long debits, long credits, String currency) {
        return new Turnover(new Money(debits, currency), new Money(credits, currency));
    }
}
