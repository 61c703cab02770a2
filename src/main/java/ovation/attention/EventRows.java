package ovation.attention;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;

/** The table {@code attention_event}: one insert over arrays, one way to read a row. */
@Component
class EventRows {

    /** The primary key finds the copies: an event that stands there already is left out of what returns. */
    private static final String INSERT = """
            INSERT INTO attention_event (served_at, id, type, exposure, viewer, visitor, subject_kind, subject_id, owner,
                                         surface, paid, duration_ms, watched_ms, claim, received_at, marks)
            SELECT * FROM unnest(?::timestamptz[], ?::uuid[], ?::smallint[], ?::uuid[], ?::uuid[], ?::boolean[], ?::text[],
                                 ?::uuid[], ?::uuid[], ?::smallint[], ?::boolean[], ?::integer[], ?::integer[], ?::text[],
                                 ?::timestamptz[], ?::integer[])
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    static final String COLUMNS = """
            served_at, id, type, exposure, viewer, visitor, subject_kind, subject_id, owner, surface, paid, duration_ms,
            watched_ms, claim, received_at, marks, xid::text, seq
            """;

    private final JdbcTemplate jdbc;

    EventRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes events; joins the caller's transaction. Returns the ids of those that were new. */
    Set<UUID> insert(List<AttentionEvent> events) {
        if (events.isEmpty()) {
            return Set.of();
        }
        ConnectionCallback<Set<UUID>> work = connection -> insert(connection, events);
        var fresh = jdbc.execute(work);
        return fresh == null ? Set.of() : fresh;
    }

    private static Set<UUID> insert(Connection connection, List<AttentionEvent> events) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            var columns = new Columns(connection, statement, events);
            columns.bind("text", event -> at(event.exposure().servedAt()));
            columns.bind("uuid", AttentionEvent::id);
            columns.bind("int2", event -> (short) event.type().code());
            columns.bind("uuid", event -> event.exposure().id());
            columns.bind("uuid", event -> event.exposure().viewer());
            columns.bind("bool", event -> event.exposure().visitor());
            columns.bind("text", event -> event.exposure().subject().kind());
            columns.bind("uuid", event -> event.exposure().subject().id());
            columns.bind("uuid", event -> event.exposure().owner());
            columns.bind("int2", event -> (short) event.exposure().surface().code());
            columns.bind("bool", event -> event.exposure().paid());
            columns.bind("int4", event -> event.exposure().durationMillis());
            columns.bind("int4", AttentionEvent::watchedMillis);
            columns.bind("text", event -> event.exposure().claim());
            columns.bind("text", event -> at(event.at()));
            columns.bind("int4", AttentionEvent::marks);
            var fresh = new HashSet<UUID>(events.size() * 2);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getObject(1, UUID.class));
                }
            }
            return fresh;
        }
    }

    static AttentionEvent read(ResultSet row) throws SQLException {
        var exposure = new Exposure(
                row.getObject("exposure", UUID.class),
                row.getObject("viewer", UUID.class),
                row.getBoolean("visitor"),
                new SubjectRef(row.getString("subject_kind"), row.getObject("subject_id", UUID.class)),
                row.getObject("owner", UUID.class),
                Surface.of(row.getInt("surface")),
                row.getBoolean("paid"),
                row.getInt("duration_ms"),
                row.getObject("served_at", OffsetDateTime.class).toInstant(),
                row.getString("claim"));
        return new AttentionEvent(
                row.getObject("id", UUID.class),
                AttentionType.of(row.getInt("type")),
                exposure,
                row.getInt("watched_ms"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("marks"));
    }

    private static String at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    /** Binds one array after the other. */
    private static final class Columns {

        private final Connection connection;
        private final PreparedStatement statement;
        private final List<AttentionEvent> events;
        private int position;

        Columns(Connection connection, PreparedStatement statement, List<AttentionEvent> events) {
            this.connection = connection;
            this.statement = statement;
            this.events = events;
        }

        void bind(String type, Function<AttentionEvent, Object> value) throws SQLException {
            Array array =
                    connection.createArrayOf(type, events.stream().map(value).toArray());
            statement.setArray(++position, array);
        }
    }
}
