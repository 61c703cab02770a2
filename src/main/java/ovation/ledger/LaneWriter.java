package ovation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ledger.core.AccountState;
import ovation.ledger.core.Answer;
import ovation.ledger.core.Asked;
import ovation.ledger.core.Decided;
import ovation.ledger.core.Deciding;
import ovation.ledger.core.Known;
import ovation.ledger.core.Refusal;

/**
 * Posts a batch in one transaction: locks and reads the accounts in ascending order, decides in Java, writes all rows by one
 * call, commits. Two calls and a commit, whatever the size.
 */
@Component
class LaneWriter {

    private static final String LOCK = "SELECT * FROM ledger_lane_lock(?, ?)";
    private static final String KNOWN = "SELECT * FROM ledger_lane_known(?, ?, ?)";

    /** Both are sent at once: a round trip less; after an error the server skips the second. */
    private static final String BOOK_AND_COMMIT =
            "SELECT ledger_lane_book(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); COMMIT";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final int ATTEMPTS = 4;

    /** As PostgreSQL orders ids; Java's own order takes the bits for signed numbers. */
    private static final Comparator<UUID> AS_STORED = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private final DataSource source;
    private final Clock clock;

    LaneWriter(DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * One who asks.
     *
     * @param legs by the ids of accounts that exist
     * @param knownOnly the id is outside the window, so it may only be the replay of a known one
     */
    record Member(Transfer transfer, RequestHash hash, AccountIds.Ordered legs, boolean knownOnly) {

        String currency() {
            return transfer.legs().getFirst().account().currency();
        }
    }

    /** @return the answers in order, after the commit. Any exception: nothing is known to have moved */
    List<PostingAnswer> commit(List<Member> members) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return decideAndCommit(connection, members).stream()
                        .map(PostingAnswer::of)
                        .toList();
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** First as if no id were known, which is rarely wrong: the key of the transfers tells. Then knowing them. */
    private List<Answer> decideAndCommit(Connection connection, List<Member> members) throws SQLException {
        var known = Map.<UUID, Known>of();
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var locked = lock(connection, members);
            var decided = locked.decide(known);
            if (known.isEmpty() && decided.refusesUnstored()) {
                known = known(connection, members);
                decided = locked.decide(known);
            }
            if (decided.transfers().isEmpty()) {
                connection.rollback();
                return decided.answers();
            }
            try {
                bookAndCommit(connection, members, decided);
                return decided.answers();
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback();
                known = known(connection, members);
            }
        }
        throw new IllegalStateException("Ids became known " + ATTEMPTS + " times while a batch was decided");
    }

    /** @param asked the members, their legs by place in {@code accounts} */
    private record Locked(List<Asked> asked, List<AccountState> accounts, Set<String> stopped) {

        Decided decide(Map<UUID, Known> known) {
            return Deciding.decide(asked, accounts, known, stopped);
        }
    }

    private static Locked lock(Connection connection, List<Member> members) throws SQLException {
        var hotness = new TreeMap<Long, Boolean>();
        for (var member : members) {
            var legs = member.legs();
            for (var i = 0; i < legs.accounts().length; i++) {
                hotness.put(legs.accounts()[i], i >= legs.cold());
            }
        }
        var places = new HashMap<Long, Integer>(hotness.size() * 2);
        var accounts = new ArrayList<AccountState>(hotness.size());
        var stopped = new HashSet<String>();
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, ids(hotness, false));
            statement.setObject(2, ids(hotness, true));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var stop = rows.getString("stopped");
                    if (stop != null) {
                        stopped.add(stop);
                        continue;
                    }
                    var state = state(rows, hotness);
                    places.put(state.id(), accounts.size());
                    accounts.add(state);
                }
            }
        }
        if (accounts.size() < hotness.size()) {
            throw new IllegalStateException("Accounts have gone");
        }
        var asked = members.stream().map(member -> asked(member, places)).toList();
        return new Locked(asked, accounts, stopped);
    }

    private static long[] ids(Map<Long, Boolean> hotness, boolean hot) {
        return hotness.entrySet().stream()
                .filter(each -> each.getValue() == hot)
                .mapToLong(Map.Entry::getKey)
                .toArray();
    }

    private static AccountState state(ResultSet row, Map<Long, Boolean> hotness) throws SQLException {
        var id = row.getLong(1);
        var floor = row.getLong(4);
        var floored = !row.wasNull();
        return new AccountState(
                id,
                Boolean.TRUE.equals(hotness.get(id)),
                row.getBoolean(6),
                floored,
                floor,
                row.getLong(2),
                row.getLong(3),
                row.getLong(5));
    }

    private static Asked asked(Member member, Map<Long, Integer> places) {
        var legs = member.legs();
        var accounts = Arrays.stream(legs.accounts())
                .mapToInt(id -> Objects.requireNonNull(places.get(id)))
                .toArray();
        return new Asked(
                member.transfer().id(),
                member.hash().bytes(),
                member.currency(),
                member.knownOnly(),
                accounts,
                legs.amounts());
    }

    private static Map<UUID, Known> known(Connection connection, List<Member> members) throws SQLException {
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

    private void bookAndCommit(Connection connection, List<Member> members, Decided decided) throws SQLException {
        var transfers = decided.transfers();
        var stored = new Transfer[transfers.size()];
        var hashes = new byte[transfers.size()][];
        for (var i = 0; i < stored.length; i++) {
            var member = members.get(transfers.get(i).asked());
            stored[i] = member.transfer();
            hashes[i] = member.hash().bytes();
        }
        try (var statement = connection.prepareStatement(BOOK_AND_COMMIT)) {
            var columns = new Columns(connection, statement);
            columns.add("uuid", stored, Transfer::id);
            columns.add("text", stored, Transfer::kind);
            columns.add(
                    "text",
                    transfers.toArray(Decided.NewTransfer[]::new),
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
            columns.add(entries.stream().mapToInt(Decided.NewEntry::leg).toArray());
            columns.add(entries.stream().mapToLong(Decided.NewEntry::account).toArray());
            columns.add(entries.stream().mapToLong(Decided.NewEntry::amount).toArray());
            columns.add(entries.stream().mapToLong(Decided.NewEntry::version).toArray());
            columns.add(entries.stream().mapToLong(Decided.NewEntry::balance).toArray());
            statement.setInt(16, (int) entries.stream()
                    .filter(each -> each.version() > 0)
                    .mapToLong(Decided.NewEntry::account)
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
