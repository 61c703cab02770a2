package ovation.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One call of {@code ledger_post_together}: transfers of several callers between accounts whose ids are known, decided in
 * order, each with an answer of its own.
 *
 * @param patience how long to wait for an account that somebody keeps locked, before all of it fails
 */
record SharedCall(List<Member> members, Instant bookedAt, Duration patience) {

    /** @param legs in the order of locking */
    record Member(PostingCall.Asked asked, AccountIds.Ordered legs) {

        private Transfer transfer() {
            return asked.transfer();
        }

        private String currency() {
            return transfer().legs().getFirst().account().currency();
        }
    }

    /** What the function says to a transfer that must be asked alone. */
    static final String ALONE = "alone";

    private static final String SQL = "SELECT ledger_post_together(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** @return for each member {@code posted}, a reason, or {@link #ALONE} */
    List<String> on(Connection connection) throws SQLException {
        var cold = new TreeSet<Long>();
        var hot = new TreeSet<Long>();
        for (var member : members) {
            var ids = member.legs().accounts();
            cold.addAll(ids.subList(0, member.legs().cold()));
            hot.addAll(ids.subList(member.legs().cold(), ids.size()));
        }
        var accounts = new ArrayList<>(cold);
        accounts.addAll(hot);
        var places = new HashMap<Long, Integer>(accounts.size() * 2);
        accounts.forEach(id -> places.put(id, places.size() + 1));
        var legs = members.stream()
                .flatMap(each -> each.legs().accounts().stream())
                .map(places::get)
                .toArray(Integer[]::new);
        var amounts =
                members.stream().flatMap(each -> each.legs().amounts().stream()).toArray(Long[]::new);

        try (var statement = connection.prepareStatement(SQL)) {
            statement.setArray(
                    1, connection.createArrayOf("uuid", each(m -> m.transfer().id())));
            statement.setArray(
                    2, connection.createArrayOf("text", each(m -> m.transfer().kind())));
            statement.setArray(3, connection.createArrayOf("text", each(Member::currency)));
            statement.setArray(4, connection.createArrayOf("text", each(m -> m.transfer()
                    .cause()
                    .kind())));
            statement.setArray(5, connection.createArrayOf("uuid", each(m -> m.transfer()
                    .cause()
                    .id())));
            statement.setArray(6, connection.createArrayOf("timestamptz", each(m -> m.transfer()
                    .effectiveAt()
                    .atOffset(ZoneOffset.UTC))));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "bytea",
                            members.stream().map(m -> m.asked().hash().bytes()).toArray(byte[][]::new)));
            statement.setArray(8, connection.createArrayOf("int4", each(m -> m.legs()
                    .accounts()
                    .size())));
            statement.setArray(9, connection.createArrayOf("int4", legs));
            statement.setArray(10, connection.createArrayOf("int8", amounts));
            statement.setArray(11, connection.createArrayOf("int8", accounts.toArray()));
            statement.setInt(12, cold.size());
            statement.setObject(13, bookedAt.atOffset(ZoneOffset.UTC));
            statement.setString(14, patience.toMillis() + "ms");
            try (var rows = statement.executeQuery()) {
                rows.next();
                return List.of((String[]) rows.getArray(1).getArray());
            }
        }
    }

    private Object[] each(Function<Member, Object> value) {
        return members.stream().map(value).toArray();
    }
}
