package ovation.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.base.SubjectRef;

/** Reads the books; each answer is one statement, so one snapshot. */
@Component
class Balances {

    /**
     * An account in its own direction: counters, and for a hot one the tail that is not rolled up yet and what its open holds
     * put aside.
     */
    private static final String STATE = """
            a.side * (a.credits_posted - a.debits_posted + coalesce(tail.amount, 0)) AS posted,
            CASE WHEN a.hot THEN coalesce(held.out, 0) WHEN a.side = 1 THEN a.debits_pending ELSE a.credits_pending END AS pending_out
            """;

    /** Served by ledger_entry_account and ledger_hold_accounts; for accounts that are not hot neither is touched. */
    private static final String TAIL = """
            LEFT JOIN LATERAL (
                SELECT sum(e.amount)::bigint AS amount FROM ledger_entry e
                WHERE e.account_id = a.id AND e.version IS NULL
                  AND e.xid >= coalesce((SELECT r.rolled_xid FROM ledger_hot_rollup r WHERE r.account_id = a.id), '0'::xid8)
            ) tail ON a.hot
            LEFT JOIN LATERAL (
                SELECT sum(abs(l.amount))::bigint AS out
                FROM ledger_hold h, unnest(h.account_ids, h.amounts) AS l (account_id, amount)
                WHERE h.state = 'open' AND h.account_ids @> ARRAY[a.id] AND l.account_id = a.id AND a.side * l.amount < 0
            ) held ON a.hot
            """;

    private final JdbcClient jdbc;

    Balances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Balance> of(List<Account> accounts) {
        // Served by UNIQUE (owner, kind, currency).
        return jdbc.sql("SELECT asked.currency, " + STATE + """
                        FROM unnest(:kinds::text[], :owners::uuid[], :currencies::text[])
                             WITH ORDINALITY AS asked (kind, owner, currency, n)
                        LEFT JOIN ledger_account a
                            ON a.owner = asked.owner AND a.kind = asked.kind AND a.currency = asked.currency
                        """ + TAIL + "ORDER BY asked.n")
                .param(
                        "kinds",
                        accounts.stream().map(each -> each.kind().name()).toArray(String[]::new))
                .param("owners", accounts.stream().map(Account::owner).toArray(UUID[]::new))
                .param("currencies", accounts.stream().map(Account::currency).toArray(String[]::new))
                .query((row, number) -> balance(row, row.getString("currency")))
                .list();
    }

    List<String> currencies() {
        // Reads every account: for reports and the daily close.
        return jdbc.sql("SELECT DISTINCT currency FROM ledger_account ORDER BY currency")
                .query((row, number) -> row.getString(1))
                .list();
    }

    List<Ledger.AccountBalance> all(AccountKind kind, String currency) {
        // Reads every account: for reports.
        return jdbc.sql("SELECT a.owner, " + STATE + "FROM ledger_account a " + TAIL
                        + "WHERE a.kind = :kind AND a.currency = :currency ORDER BY a.owner")
                .param("kind", kind.name())
                .param("currency", currency)
                .query((row, number) -> new Ledger.AccountBalance(
                        new Account(kind, row.getObject("owner", UUID.class), currency), balance(row, currency)))
                .list();
    }

    /** @param credit credits less debits, in micros */
    interface OfAccount {
        void stands(long account, String currency, long credit);
    }

    /** Every account there is, as {@link #of} would answer it. */
    void eachCredit(OfAccount each) {
        // Reads every account: for the checker.
        jdbc.sql("SELECT a.id, a.currency, a.side, " + STATE + "FROM ledger_account a " + TAIL)
                .query(row -> {
                    each.stands(
                            row.getLong("id"), row.getString("currency"), row.getLong("side") * row.getLong("posted"));
                });
    }

    /** Newest first: by version, or for a hot account by transaction. */
    Slice<Ledger.StatementLine> statement(Account account, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("A part of a statement has 1 to 1000 lines");
        }
        var from = cursor == null ? null : Cursor.decode(cursor, 2);
        var order = account.kind().hot() ? "e.xid, e.transfer_id" : "e.version";
        // Served by ledger_entry_account and the key of ledger_transfer.
        var rows = jdbc.sql("""
                        SELECT t.id, t.kind, t.cause_kind, t.cause_id, t.effective_at, t.booked_at, e.amount,
                               coalesce(e.version::text, e.xid::text) AS place
                        FROM ledger_account a
                        JOIN ledger_entry e ON e.account_id = a.id
                        JOIN ledger_transfer t ON t.id = e.transfer_id
                        WHERE a.owner = :owner AND a.kind = :kind AND a.currency = :currency AND e.version IS %s
                          AND (:place::text IS NULL OR (%s) < (%s))
                        ORDER BY %s DESC LIMIT :rows
                        """.formatted(
                                account.kind().hot() ? "NULL" : "NOT NULL",
                                order,
                                account.kind().hot() ? ":place::text::xid8, :transfer::uuid" : ":place::text::bigint",
                                order.replace(",", " DESC,")))
                .param("owner", account.owner())
                .param("kind", account.kind().name())
                .param("currency", account.currency())
                .param("place", from == null ? null : place(from))
                .param("transfer", from == null ? null : from.id(1))
                .param("rows", limit + 1)
                .query((row, number) -> new Placed(line(row), row.getString("place")))
                .list();
        return Slice.of(rows, limit, last -> Cursor.of(last.place(), last.line().transfer())
                        .encode())
                .map(Placed::line);
    }

    private record Placed(Ledger.StatementLine line, String place) {}

    private static String place(Cursor cursor) {
        var place = cursor.number(0);
        if (place < 0) {
            throw Refused.field("cursor", "cursor_unknown");
        }
        return Long.toString(place);
    }

    private static Ledger.StatementLine line(ResultSet row) throws SQLException {
        return new Ledger.StatementLine(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                new SubjectRef(row.getString("cause_kind"), row.getObject("cause_id", UUID.class)),
                row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                row.getObject("booked_at", OffsetDateTime.class).toInstant(),
                row.getLong("amount"));
    }

    /** An account that nothing has moved has no row: its columns are null, and so zero. */
    private static Balance balance(ResultSet row, String currency) throws SQLException {
        return new Balance(new Money(row.getLong("posted"), currency), new Money(row.getLong("pending_out"), currency));
    }
}
