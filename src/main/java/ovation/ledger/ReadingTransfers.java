package ovation.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;

/** Reads single transfers. Causes and amounts have no index, which each posting would pay for: looking for them reads the log. */
@Component
class ReadingTransfers implements TransferLog {

    private static final int MOST = 50;

    /** Served by the keys of the transfers, the holds and the entries, and by ledger_transfer_reverses. */
    private static final String POSTING = """
            SELECT t.*, t.xid::text::bigint AS transaction, h.ended_by,
                   ARRAY(SELECT r.id FROM ledger_transfer r
                         WHERE r.cause_kind = 'transfer' AND r.cause_id = t.id AND r.state IN ('posted', 'settles') ORDER BY r.id) AS reversed_by
            FROM ledger_transfer t LEFT JOIN ledger_hold h ON h.transfer_id = t.id
            WHERE t.id = :id
            """;

    private static final String LEGS = """
            SELECT a.kind, a.owner, a.currency, e.amount, e.version, e.balance_after
            FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
            WHERE e.transfer_id = :id
            UNION ALL
            SELECT a.kind, a.owner, a.currency, l.amount, NULL, NULL
            FROM ledger_hold h, unnest(h.account_ids, h.amounts) AS l (account_id, amount) JOIN ledger_account a ON a.id = l.account_id
            WHERE h.transfer_id = :id
            ORDER BY 4, 1, 2
            """;

    private final JdbcClient jdbc;

    ReadingTransfers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Posting> find(UUID transfer) {
        return jdbc.sql(POSTING)
                .param("id", transfer)
                .query((row, number) -> posting(row, legs(transfer)))
                .optional();
    }

    private List<PostedLeg> legs(UUID transfer) {
        return jdbc.sql(LEGS)
                .param("id", transfer)
                .query((row, number) -> new PostedLeg(
                        new Account(
                                AccountKind.valueOf(row.getString("kind")),
                                row.getObject("owner", UUID.class),
                                row.getString("currency")),
                        row.getLong("amount"),
                        row.getObject("version", Long.class),
                        row.getObject("balance_after", Long.class)))
                .list();
    }

    @Override
    public List<Posting> byCause(UUID cause) {
        // Reads the log, in parallel where it is long.
        return findAll(jdbc.sql("SELECT id FROM ledger_transfer WHERE cause_id = :cause ORDER BY id DESC LIMIT :most")
                .param("cause", cause)
                .param("most", MOST));
    }

    @Override
    public List<Posting> byAmount(Money amount) {
        // Reads the log, newest first, until there are enough.
        return findAll(jdbc.sql("""
                        SELECT DISTINCT e.transfer_id AS id FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
                        WHERE e.amount IN (:amount, -:amount) AND a.currency = :currency
                        ORDER BY 1 DESC LIMIT :most
                        """)
                .param("amount", amount.micros())
                .param("currency", amount.currency())
                .param("most", MOST));
    }

    private List<Posting> findAll(JdbcClient.StatementSpec ids) {
        return ids.query((row, number) -> row.getObject("id", UUID.class)).list().stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    private static Posting posting(ResultSet row, List<PostedLeg> legs) throws SQLException {
        return new Posting(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("state"),
                row.getString("outcome"),
                row.getObject("hold_id", UUID.class),
                row.getObject("ended_by", UUID.class),
                row.getString("currency"),
                new SubjectRef(row.getString("cause_kind"), row.getObject("cause_id", UUID.class)),
                row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                row.getObject("booked_at", OffsetDateTime.class).toInstant(),
                HexFormat.of().formatHex(row.getBytes("request_hash")),
                row.getLong("transaction"),
                legs,
                ids(row.getArray("reversed_by")));
    }

    private static List<UUID> ids(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((UUID[]) array.getArray());
    }
}
