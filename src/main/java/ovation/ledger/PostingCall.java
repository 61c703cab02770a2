package ovation.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
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
 * @param patience how long to wait for what others keep locked, before all of it fails; null: as the connection says
 */
record PostingCall(
        List<Asked> asked, @Nullable Instant expiresAt, Instant bookedAt, @Nullable Duration patience) {

    /** @param knownOnly its id is outside the window, so it may only be the replay of a known one */
    record Asked(Transfer transfer, RequestHash hash, boolean knownOnly) {}

    private static final String SQL =
            "SELECT outcome, replayed FROM ledger_post(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** The last argument asks for the patience, so that the patience is set first; it ends with the transaction. */
    private static final String PATIENT_SQL =
            """
            SELECT outcome, replayed FROM set_config('lock_timeout', ?, true) AS patience CROSS JOIN LATERAL ledger_post(
                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CASE WHEN patience <> '' THEN ?::timestamptz END)
            """;

    List<PostingAnswer> on(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(patience == null ? SQL : PATIENT_SQL)) {
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
        var arguments = new Arguments(connection, statement);
        if (patience != null) {
            arguments.add(patience.toMillis() + "ms");
        }

        arguments.add("uuid", asked, each -> each.transfer().id());
        arguments.add("text", asked, each -> each.transfer().kind());
        arguments.add(
                "text",
                asked,
                each -> each.transfer().legs().getFirst().account().currency());
        arguments.add("text", asked, each -> each.transfer().cause().kind());
        arguments.add("uuid", asked, each -> each.transfer().cause().id());
        arguments.add("timestamptz", asked, each -> utc(each.transfer().effectiveAt()));
        arguments.add("timestamptz", asked, each -> expiresAt == null ? null : utc(expiresAt));
        arguments.add(asked.stream().map(each -> each.hash().bytes()).toArray(byte[][]::new));
        arguments.add("bool", asked, Asked::knownOnly);
        arguments.add("int4", asked, each -> each.transfer().legs().size());
        arguments.add("int4", legs, leg -> ordinals.get(leg.account()));
        arguments.add("int8", legs, Leg::micros);
        arguments.add("text", accounts, account -> account.kind().name());
        arguments.add("uuid", accounts, Account::owner);
        arguments.add("text", accounts, Account::currency);
        arguments.add("int4", accounts, account -> account.kind().side() == AccountKind.Side.CREDIT ? 1 : -1);
        arguments.add("bool", accounts, account -> account.kind().floored());
        arguments.add("bool", accounts, account -> account.kind().hot());
        arguments.add(utc(bookedAt));
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

    /** Binds one argument after the other. */
    private static final class Arguments {

        private final Connection connection;
        private final PreparedStatement statement;
        private int index;

        Arguments(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void add(Object value) throws SQLException {
            statement.setObject(++index, value);
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
