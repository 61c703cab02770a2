package ovation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code ledger_post}: transfers laid out as arrays, so that any number of them costs one round trip.
 *
 * @param expiresAt when all of them are holds; null to post
 */
record PostingCall(List<Asked> asked, @Nullable Instant expiresAt, Instant bookedAt) {

    /** @param knownOnly its id is outside the window, so it may only be the replay of a known one */
    record Asked(Transfer transfer, RequestHash hash, boolean knownOnly) {}

    private static final String SQL =
            "SELECT outcome, replayed FROM ledger_post(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    List<PostingAnswer> on(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(SQL)) {
            bind(connection, statement);
            try (var rows = statement.executeQuery()) {
                var answers = new ArrayList<PostingAnswer>(asked.size());
                while (rows.next()) {
                    answers.add(PostingAnswer.of(rows, answers.size()));
                }
                return answers;
            }
        }
    }

    private void bind(Connection connection, PreparedStatement statement) throws SQLException {
        var accounts = accounts();
        var ordinals = new HashMap<Account, Integer>(accounts.size() * 2);
        accounts.forEach(account -> ordinals.put(account, ordinals.size() + 1));
        var legs =
                asked.stream().flatMap(each -> each.transfer().legs().stream()).toList();
        var arrays = new Arrays(connection, statement);

        arrays.add("uuid", asked, each -> each.transfer().id());
        arrays.add("text", asked, each -> each.transfer().kind());
        arrays.add(
                "text",
                asked,
                each -> each.transfer().legs().getFirst().account().currency());
        arrays.add("text", asked, each -> each.transfer().cause().kind());
        arrays.add("uuid", asked, each -> each.transfer().cause().id());
        arrays.add("timestamptz", asked, each -> utc(each.transfer().effectiveAt()));
        arrays.add("timestamptz", asked, each -> expiresAt == null ? null : utc(expiresAt));
        arrays.add(asked.stream().map(each -> each.hash().bytes()).toArray(byte[][]::new));
        arrays.add("bool", asked, Asked::knownOnly);
        arrays.add("int4", asked, each -> each.transfer().legs().size());
        arrays.add("int4", legs, leg -> ordinals.get(leg.account()));
        arrays.add("int8", legs, Leg::micros);
        arrays.add("text", accounts, account -> account.kind().name());
        arrays.add("uuid", accounts, Account::owner);
        arrays.add("text", accounts, Account::currency);
        arrays.add("int4", accounts, account -> account.kind().side() == AccountKind.Side.CREDIT ? 1 : -1);
        arrays.add("bool", accounts, account -> account.kind().floored());
        arrays.add("bool", accounts, account -> account.kind().hot());
        statement.setObject(19, utc(bookedAt));
    }

    /** Each once, the hot ones last: the function locks the others. */
    private Set<Account> accounts() {
        var accounts = new LinkedHashSet<Account>();
        for (var hot : new boolean[] {false, true}) {
            asked.stream()
                    .flatMap(each -> each.transfer().legs().stream())
                    .map(Leg::account)
                    .filter(account -> account.kind().hot() == hot)
                    .forEach(accounts::add);
        }
        return accounts;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Binds one array after the other. */
    private static final class Arrays {

        private final Connection connection;
        private final PreparedStatement statement;
        private int index;

        Arrays(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void add(byte[][] values) throws SQLException {
            statement.setArray(++index, connection.createArrayOf("bytea", values));
        }

        <T> void add(String type, Iterable<T> items, Function<T, @Nullable Object> value) throws SQLException {
            var values = new ArrayList<@Nullable Object>();
            for (var item : items) {
                values.add(value.apply(item));
            }
            statement.setArray(++index, connection.createArrayOf(type, values.toArray()));
        }
    }
}
