package ovation.ads.measure;

import static ovation.base.Columns.ids;
import static ovation.base.Columns.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code ads_conversion}. */
@Repository
class ConversionRows {

    private final JdbcClient jdbc;

    ConversionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param business whose ads may be credited; null for what was bought inside, where the touched ads say
     * @param currency empty without a value
     * @param subject what was bought, inside
     */
    record Conversion(
            UUID id,
            UUID pixel,
            String source,
            @Nullable UUID business,
            String event,
            String eventId,
            Instant happenedAt,
            Instant receivedAt,
            long valueMicros,
            String currency,
            String matchedBy,
            @Nullable UUID click,
            @Nullable UUID person,
            @Nullable String subjectKind,
            @Nullable UUID subject) {}

    record Key(String event, String eventId) {}

    /** Each once in the list. A known one is counted as one more copy. @return those that were not known before */
    List<Key> insert(List<Conversion> conversions) {
        if (conversions.isEmpty()) {
            return List.of();
        }
        // ads_conversion's unique (pixel, event, event_id); in its order, so that nobody waits in a circle
        return jdbc
                .sql("""
                INSERT INTO ads_conversion AS c (id, pixel, source, business, event, event_id, happened_at, received_at,
                    value_micros, currency, matched_by, click, person, subject_kind, subject)
                SELECT * FROM unnest(:ids::uuid[], :pixels::uuid[], :sources::text[], :businesses::uuid[], :events::text[],
                        :eventIds::text[], :happened::timestamptz[], :received::timestamptz[], :values::bigint[],
                        :currencies::text[], :matches::text[], :clicks::uuid[], :people::uuid[], :kinds::text[],
                        :subjects::uuid[])
                    AS n (id, pixel, source, business, event, event_id, happened_at, received_at, value_micros, currency,
                          matched_by, click, person, subject_kind, subject)
                ORDER BY pixel, event, event_id
                ON CONFLICT (pixel, event, event_id) DO UPDATE SET
                    copies = c.copies + 1, other_source = c.other_source OR c.source <> excluded.source
                RETURNING event, event_id, copies = 1 AS fresh
                """)
                .param("ids", ids(conversions, Conversion::id))
                .param("pixels", ids(conversions, Conversion::pixel))
                .param("sources", texts(conversions, Conversion::source))
                .param("businesses", ids(conversions, Conversion::business))
                .param("events", texts(conversions, Conversion::event))
                .param("eventIds", texts(conversions, Conversion::eventId))
                .param("happened", texts(conversions, each -> each.happenedAt().toString()))
                .param("received", texts(conversions, each -> each.receivedAt().toString()))
                .param(
                        "values",
                        conversions.stream().mapToLong(Conversion::valueMicros).toArray())
                .param("currencies", texts(conversions, Conversion::currency))
                .param("matches", texts(conversions, Conversion::matchedBy))
                .param("clicks", ids(conversions, Conversion::click))
                .param("people", ids(conversions, Conversion::person))
                .param("kinds", texts(conversions, Conversion::subjectKind))
                .param("subjects", ids(conversions, Conversion::subject))
                .query((row, number) -> new Inserted(
                        new Key(row.getString("event"), row.getString("event_id")), row.getBoolean("fresh")))
                .list()
                .stream()
                .filter(Inserted::fresh)
                .map(Inserted::key)
                .toList();
    }

    private record Inserted(Key key, boolean fresh) {}

    /** Those that wait to be credited, locked; those of other nodes are passed over. */
    List<Conversion> lockPending(Instant receivedBefore, int limit) {
        // ads_conversion_pending
        return jdbc.sql("""
                SELECT * FROM ads_conversion WHERE decided_at IS NULL AND received_at <= :before
                ORDER BY received_at LIMIT :limit FOR UPDATE SKIP LOCKED
                """)
                .param("before", Timestamp.from(receivedBefore))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    void decided(UUID conversion, Instant now) {
        // primary key
        jdbc.sql("UPDATE ads_conversion SET decided_at = :now, person = NULL WHERE id = :id")
                .param("id", conversion)
                .param("now", Timestamp.from(now))
                .update();
    }

    void addRefusals(UUID pixel, Map<String, Long> codes, Instant now) {
        for (var code : codes.entrySet()) {
            // primary key
            jdbc.sql("""
                    INSERT INTO ads_pixel_refusal AS r (pixel, day, code, how_many, last_at)
                    VALUES (:pixel, CAST(:now AS timestamptz)::date, :code, :count, :now)
                    ON CONFLICT (pixel, day, code) DO UPDATE SET how_many = r.how_many + :count, last_at = :now
                    """)
                    .param("pixel", pixel)
                    .param("now", Timestamp.from(now))
                    .param("code", code.getKey())
                    .param("count", code.getValue())
                    .update();
        }
    }

    static Conversion read(ResultSet row) throws SQLException {
        return new Conversion(
                row.getObject("id", UUID.class),
                row.getObject("pixel", UUID.class),
                row.getString("source"),
                row.getObject("business", UUID.class),
                row.getString("event"),
                row.getString("event_id"),
                row.getTimestamp("happened_at").toInstant(),
                row.getTimestamp("received_at").toInstant(),
                row.getLong("value_micros"),
                row.getString("currency"),
                row.getString("matched_by"),
                row.getObject("click", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("subject_kind"),
                row.getObject("subject", UUID.class));
    }
}
