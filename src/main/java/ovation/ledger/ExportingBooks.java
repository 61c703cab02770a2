package ovation.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the general ledger out, row by row. */
@Component
class ExportingBooks implements BooksExport {

    private static final int ROWS_A_TRIP = 5_000;
    private static final int MICRO_PLACES = 6;

    /** Served by ledger_transfer_effective and the keys; sorted on the disk if it is long. */
    private static final String ENTRIES = """
            SELECT t.id, t.kind, t.cause_kind, t.cause_id, t.effective_at, t.booked_at, e.leg, a.kind AS account, a.owner, e.amount
            FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id JOIN ledger_account a ON a.id = e.account_id
            WHERE t.currency = ? AND t.effective_at >= ?::timestamptz AND t.effective_at < ?::timestamptz
            ORDER BY t.effective_at, t.id, e.leg
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final BooksAsOf asOf;

    ExportingBooks(JdbcTemplate jdbc, PlatformTransactionManager transactions, BooksAsOf asOf) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(ROWS_A_TRIP);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.asOf = asOf;
    }

    @Override
    public void csv(String currency, @Nullable YearMonth month, Writer out) throws IOException {
        out.write("effective_at,booked_at,transfer,kind,cause_kind,cause,leg,account,owner,currency,debit,credit\r\n");
        entries(currency, month, row -> {
            var amount = row.getLong("amount");
            write(
                    out,
                    String.join(
                                    ",",
                                    instant(row, "effective_at").toString(),
                                    instant(row, "booked_at").toString(),
                                    row.getString("id"),
                                    row.getString("kind"),
                                    row.getString("cause_kind"),
                                    row.getString("cause_id"),
                                    row.getString("leg"),
                                    row.getString("account"),
                                    row.getString("owner"),
                                    currency,
                                    amount < 0 ? exact(-amount, currency) : "",
                                    amount > 0 ? exact(amount, currency) : "")
                            + "\r\n");
        });
    }

    @Override
    public void journal(String currency, @Nullable YearMonth month, Writer out) throws IOException {
        out.write("; The books of Ovation in " + currency + (month == null ? "" : ", " + month) + "\n");
        out.write("decimal-mark .\n");
        out.write("commodity " + (currency.equals(Money.COIN) ? "1000. " : "1000.000000 ") + currency + "\n");
        snapshot.executeWithoutResult(status -> {
            if (month != null) {
                write(out, opening(currency, month));
            }
            var last = new UUID[1];
            entries(currency, month, row -> {
                var id = row.getObject("id", UUID.class);
                if (!id.equals(last[0])) {
                    last[0] = id;
                    write(
                            out,
                            "\n" + LocalDate.ofInstant(instant(row, "effective_at"), ZoneOffset.UTC) + " "
                                    + row.getString("kind") + "  ; transfer:" + id + ", cause:"
                                    + row.getString("cause_kind") + " " + row.getString("cause_id") + "\n");
                }
                write(
                        out,
                        posting(
                                row.getString("account"),
                                row.getObject("owner", UUID.class),
                                row.getLong("amount"),
                                currency));
            });
        });
    }

    private String opening(String currency, YearMonth month) {
        var text = new StringBuilder();
        var from = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (var kind : AccountKind.values()) {
            String cursor = null;
            do {
                var part = asOf.accounts(kind, currency, from, BooksAsOf.Basis.EFFECTIVE, cursor, 1_000);
                for (var each : part.items()) {
                    var micros = each.turnover().net().micros();
                    if (micros != 0) {
                        text.append(posting(kind.name(), each.account().owner(), micros, currency));
                    }
                }
                cursor = part.next();
            } while (cursor != null);
        }
        return text.isEmpty() ? "" : "\n" + month.atDay(1) + " opening balances\n" + text;
    }

    private void entries(String currency, @Nullable YearMonth month, RowCallbackHandler each) {
        var from = month == null ? "-infinity" : month.atDay(1) + "T00:00:00Z";
        var until = month == null ? "infinity" : month.plusMonths(1).atDay(1) + "T00:00:00Z";
        snapshot.executeWithoutResult(status -> jdbc.query(ENTRIES, each, currency, from, until));
    }

    /** The journal's sign is the other way round: debits are positive. */
    private static String posting(String kind, UUID owner, long micros, String currency) {
        return "    " + kind + ":" + owner + "  " + exact(-micros, currency) + " " + currency + "\n";
    }

    /** All places, so that no reader rounds; coins have none. */
    private static String exact(long micros, String currency) {
        return currency.equals(Money.COIN)
                ? Long.toString(micros)
                : BigDecimal.valueOf(micros, MICRO_PLACES).toPlainString();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static void write(Writer out, String text) {
        try {
            out.write(text);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
