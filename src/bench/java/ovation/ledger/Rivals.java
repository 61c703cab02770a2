package ovation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the ledger is measured against, over tables with the same columns and indexes as its own: inserting its rows without
 * deciding anything, which nothing that writes them can beat; and the transaction of the textbooks, which most would write.
 */
final class Rivals {

    private static final int ROWS = 1_000;
    private static final byte[] HASH = new byte[32];

    private final DataSource source;

    /** @param owner may make tables */
    Rivals(DataSource source, JdbcTemplate owner) {
        this.source = source;
        owner.execute("CREATE TABLE bench_transfer (LIKE ledger_transfer INCLUDING ALL)");
        owner.execute("CREATE TABLE bench_entry (LIKE ledger_entry INCLUDING ALL)");
        owner.execute("CREATE TABLE bench_account (LIKE ledger_account INCLUDING ALL) WITH (fillfactor = 50)");
        owner.execute("INSERT INTO bench_account OVERRIDING SYSTEM VALUE SELECT * FROM ledger_account");
        owner.execute("VACUUM ANALYZE bench_account");
    }

    /** A thousand gifts of three entries each in one statement for either table, and one commit. */
    int insertOnly(List<UUID> ids, List<Long> fans, long creator, long house) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (var transfers = connection.prepareStatement("""
                            INSERT INTO bench_transfer
                                (id, kind, state, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
                            SELECT id, 'test.gift', 'posted', 'EUR', 'person', id, ?, ?, ? FROM unnest(?) id
                            """);
                    var entries = connection.prepareStatement("""
                            INSERT INTO bench_entry (transfer_id, leg, account_id, amount, version, balance_after)
                            SELECT * FROM unnest(?, ?::smallint[], ?, ?, ?, ?)
                            """)) {
                var now = OffsetDateTime.now(ZoneOffset.UTC);
                transfers.setObject(1, now);
                transfers.setObject(2, now);
                transfers.setBytes(3, HASH);
                transfers.setArray(4, connection.createArrayOf("uuid", ids.toArray()));
                transfers.executeUpdate();
                var three = IntStream.range(0, ids.size() * 3);
                entries.setArray(
                        1,
                        connection.createArrayOf(
                                "uuid", three.mapToObj(i -> ids.get(i / 3)).toArray()));
                entries.setObject(2, legs(ids.size(), 0, 1, 2));
                entries.setObject(
                        3,
                        IntStream.range(0, ids.size() * 3)
                                .mapToLong(i -> i % 3 == 0 ? fans.get(i / 3) : i % 3 == 1 ? creator : house)
                                .toArray());
                entries.setObject(4, legs(ids.size(), -100, 50, 50));
                entries.setObject(5, legs(ids.size(), 1, 2, 3));
                entries.setObject(6, legs(ids.size(), 100, 200, 300));
                entries.executeUpdate();
            }
            connection.commit();
            connection.setAutoCommit(true);
            return ids.size();
        }
    }

    static int rows() {
        return ROWS;
    }

    private static long[] legs(int transfers, long... each) {
        return IntStream.range(0, transfers)
                .boxed()
                .flatMapToLong(i -> Arrays.stream(each))
                .toArray();
    }

    /** Locks the three accounts in their order, looks, and writes row by row. */
    void textbook(UUID id, long fan, long creator, long house) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            var amounts = new long[] {-100, 50, 50};
            var accounts = new long[] {fan, creator, house};
            var versions = new long[3];
            var balances = new long[3];
            try (var lock = connection.prepareStatement(
                    "SELECT id, credits_posted - debits_posted, version FROM bench_account WHERE id = ANY (?) ORDER BY id FOR UPDATE")) {
                lock.setObject(1, accounts);
                try (var rows = lock.executeQuery()) {
                    while (rows.next()) {
                        var place = rows.getLong(1) == fan ? 0 : rows.getLong(1) == creator ? 1 : 2;
                        balances[place] = rows.getLong(2) + amounts[place];
                        versions[place] = rows.getLong(3) + 1;
                    }
                }
            }
            if (balances[0] < 0) {
                throw new IllegalStateException("The fan is broke");
            }
            try (var transfer = connection.prepareStatement("""
                    INSERT INTO bench_transfer
                        (id, kind, state, currency, cause_kind, cause_id, effective_at, booked_at, request_hash)
                    VALUES (?, 'test.gift', 'posted', 'EUR', 'person', ?, ?, ?, ?)
                    """)) {
                var now = OffsetDateTime.now(ZoneOffset.UTC);
                transfer.setObject(1, id);
                transfer.setObject(2, id);
                transfer.setObject(3, now);
                transfer.setObject(4, now);
                transfer.setBytes(5, HASH);
                transfer.executeUpdate();
            }
            for (var leg = 0; leg < 3; leg++) {
                entry(connection, id, leg, accounts[leg], amounts[leg], versions[leg], balances[leg]);
                balance(connection, accounts[leg], amounts[leg]);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static void entry(
            Connection connection, UUID id, int leg, long account, long amount, long version, long balance)
            throws SQLException {
        try (var entry = connection.prepareStatement("""
                INSERT INTO bench_entry (transfer_id, leg, account_id, amount, version, balance_after) VALUES (?, ?, ?, ?, ?, ?)
                """)) {
            entry.setObject(1, id);
            entry.setInt(2, leg);
            set(entry, 3, account, amount, version, balance);
            entry.executeUpdate();
        }
    }

    private static void balance(Connection connection, long account, long amount) throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE bench_account SET credits_posted = credits_posted + ?, debits_posted = debits_posted + ?,
                    version = version + 1 WHERE id = ?
                """)) {
            set(update, 1, Math.max(amount, 0), Math.max(-amount, 0), account);
            update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int from, long... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setLong(from + i, values[i]);
        }
    }
}
