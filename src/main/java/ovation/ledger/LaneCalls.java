package ovation.ledger;

import static ovation.base.Columns.longs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ovation.ledger.LaneWriter.Member;
import ovation.ledger.core.AccountState;
import ovation.ledger.core.Decided;
import ovation.ledger.core.Decided.NewEntry;
import ovation.ledger.core.Decided.NewTransfer;
import ovation.ledger.core.Known;
import ovation.ledger.core.Refusal;

/** The lane's calls of the database. */
final class LaneCalls {

    /** Served by the primary key. */
    private static final String READ = """
            SELECT id, credits_posted - debits_posted, debits_pending, floor_micros, version,
                   frozen_at IS NOT NULL OR closed_at IS NOT NULL
            FROM ledger_account WHERE id = ANY (?)
            """;

    private static final String LOCK = "SELECT * FROM ledger_lane_lock(?, ?)";
    private static final String KNOWN = "SELECT * FROM ledger_lane_known(?, ?, ?)";

    private static final String BOOK =
            "SELECT ledger_lane_book(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String UNIQUE_VIOLATION = "23505";
    /** Of the floor: the last defence. */
    private static final String CHECK_VIOLATION = "23514";
    /** An account, or a currency, is not as was thought when the batch was decided. */
    private static final String FALSE_PREMISES = "OV001";

    /** As PostgreSQL orders ids; Java's own order takes the bits for signed numbers. */
    private static final Comparator<UUID> AS_STORED = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private final Connection connection;
    private final Clock clock;

    LaneCalls(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    static boolean someIdIsKnown(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    static boolean decidedOnFalsePremises(SQLException e) {
        return someIdIsKnown(e) || Set.of(CHECK_VIOLATION, FALSE_PREMISES).contains(String.valueOf(e.getSQLState()));
    }

    /** As they stand now, and may no more in a moment. @param hotness of the accounts by id */
    Collection<AccountState> read(List<Long> accounts, Map<Long, Boolean> hotness) throws SQLException {
        var states = new ArrayList<AccountState>(accounts.size());
        try (var statement = connection.prepareStatement(READ)) {
            statement.setObject(1, accounts.stream().mapToLong(Long::longValue).toArray());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.add(state(rows, hotness));
                }
            }
        }
        return states;
    }

    /** @param currencies in which nothing may be posted */
    record Locked(Map<Long, AccountState> accounts, Set<String> currencies) {}

    /** @param hotness of the accounts by id, ascending */
    Locked lock(Map<Long, Boolean> hotness) throws SQLException {
        var locked = new Locked(new HashMap<>(hotness.size() * 2), new HashSet<>());
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, ids(hotness, false));
            statement.setObject(2, ids(hotness, true));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var stopped = rows.getString("stopped");
                    if (stopped == null) {
                        var state = state(rows, hotness);
                        locked.accounts().put(state.id(), state);
                    } else {
                        locked.currencies().add(stopped);
                    }
                }
            }
        }
        return locked;
    }

    private static long[] ids(Map<Long, Boolean> hotness, boolean hot) {
        return hotness.entrySet().stream()
                .filter(each -> each.getValue() == hot)
                .mapToLong(Map.Entry::getKey)
                .toArray();
    }

    private static AccountState state(ResultSet row, Map<Long, Boolean> hotness) throws SQLException {
        var id = row.getLong(1);
        var closed = row.getBoolean(6);
        if (Boolean.TRUE.equals(hotness.get(id))) {
            return new AccountState(id, true, closed, false, 0, 0, 0, 0);
        }
        var floor = row.getLong(4);
        var floored = !row.wasNull();
        return new AccountState(id, false, closed, floored, floor, row.getLong(2), row.getLong(3), row.getLong(5));
    }

    Map<UUID, Known> known(List<Member> members) throws SQLException {
        var ids = members.stream()
                .map(each -> each.transfer().id())
                .sorted(AS_STORED)
                .toList();
        var known = new HashMap<UUID, Known>();
        try (var statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            statement.setObject(2, ids.getFirst());
            statement.setObject(3, ids.getLast());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var outcome = rows.getString("outcome");
                    known.put(
                            rows.getObject("id", UUID.class),
                            new Known(
                                    rows.getBytes("request_hash"), outcome == null ? null : Refusal.valueOf(outcome)));
                }
            }
        }
        return known;
    }

    /** @param premises how the accounts were thought to stand */
    void book(List<Member> members, Decided decided, List<AccountState> premises) throws SQLException {
        var transfers = decided.transfers();
        var stored = new Transfer[transfers.size()];
        var hashes = new byte[transfers.size()][];
        for (var i = 0; i < stored.length; i++) {
            var member = members.get(transfers.get(i).asked());
            stored[i] = member.transfer();
            hashes[i] = member.hash().bytes();
        }
        try (var statement = connection.prepareStatement(BOOK)) {
            var columns = new Columns(connection, statement);
            columns.add("uuid", stored, Transfer::id);
            columns.add("text", stored, Transfer::kind);
            columns.add(
                    "text",
                    transfers.toArray(NewTransfer[]::new),
                    each -> each.refusal() == null ? null : each.refusal().name());
            columns.add("text", stored, each -> each.legs().getFirst().account().currency());
            columns.add("text", stored, each -> each.cause().kind());
            columns.add("uuid", stored, each -> each.cause().id());
            columns.add("timestamptz", stored, each -> each.effectiveAt().atOffset(ZoneOffset.UTC));
            columns.add("bytea", hashes);
            statement.setObject(9, clock.instant().atOffset(ZoneOffset.UTC));
            columns.skip();
            var entries = decided.entries();
            columns.add(entries.stream().mapToInt(each -> each.transfer() + 1).toArray());
            columns.add(entries.stream().mapToInt(NewEntry::leg).toArray());
            columns.add(longs(entries, each -> each.account().id()));
            columns.add(longs(entries, NewEntry::amount));
            columns.add(longs(entries, NewEntry::version));
            columns.add(longs(entries, NewEntry::balance));
            columns.add(longs(entries, each -> each.account().balance()));
            columns.add(longs(entries, each -> each.account().pendingOut()));
            columns.add(premises.stream()
                    .filter(AccountState::hot)
                    .mapToLong(AccountState::id)
                    .toArray());
            statement.setInt(19, (int) entries.stream()
                    .filter(each -> each.version() > 0)
                    .mapToLong(each -> each.account().id())
                    .distinct()
                    .count());
            statement.execute();
        }
    }

    /** Binds one array after the other. */
    private static final class Columns {

        private final Connection connection;
        private final PreparedStatement statement;
        private int index;

        Columns(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void skip() {
            index++;
        }

        <T> void add(String type, T[] rows, Function<T, @Nullable Object> value) throws SQLException {
            var values = new @Nullable Object[rows.length];
            for (var i = 0; i < rows.length; i++) {
                values[i] = value.apply(rows[i]);
            }
            add(type, values);
        }

        void add(String type, @Nullable Object[] values) throws SQLException {
            statement.setArray(++index, connection.createArrayOf(type, values));
        }

        /** @param primitives an array of them, which the driver sends as they are */
        void add(Object primitives) throws SQLException {
            statement.setObject(++index, primitives);
        }
    }
}
