package ovation.ads.measure;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** What came in by a pixel, for its test page. Of people it says nothing but by what an event was recognised. */
@Repository
class PixelReports {

    private final JdbcClient jdbc;

    PixelReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param source {@code pixel} or {@code server}, by which it came first
     * @param matchedBy {@code click}, {@code email} or {@code nothing}
     * @param copies how often it was reported; one counts
     * @param bothWays whether the other way has reported it too
     * @param decided whether it was tried to be credited
     * @param touch what it was credited to: {@code click}, {@code engaged_view}, {@code view}; null if to nothing
     */
    public record Row(
            UUID id,
            String event,
            String eventId,
            String source,
            Instant happenedAt,
            Instant receivedAt,
            @Nullable Money value,
            String matchedBy,
            int copies,
            boolean bothWays,
            boolean decided,
            @Nullable String touch,
            @Nullable UUID campaign,
            @Nullable String campaignName) {}

    List<Row> last(UUID pixel, int limit) {
        // ads_conversion_pixel
        return jdbc.sql("""
                SELECT c.*, a.touch, a.campaign, m.name AS campaign_name
                FROM (SELECT * FROM ads_conversion WHERE pixel = :pixel ORDER BY received_at DESC, id DESC LIMIT :limit) c
                LEFT JOIN ads_attribution a ON a.conversion = c.id LEFT JOIN ads_campaign m ON m.id = a.campaign
                ORDER BY c.received_at DESC, c.id DESC
                """)
                .param("pixel", pixel)
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("event"),
                        row.getString("event_id"),
                        row.getString("source"),
                        row.getTimestamp("happened_at").toInstant(),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("currency").isEmpty()
                                ? null
                                : new Money(row.getLong("value_micros"), row.getString("currency")),
                        row.getString("matched_by"),
                        row.getInt("copies"),
                        row.getBoolean("other_source"),
                        row.getTimestamp("decided_at") != null,
                        row.getString("touch"),
                        row.getObject("campaign", UUID.class),
                        row.getString("campaign_name")))
                .list();
    }

    public record Refusal(String code, long howMany, Instant lastAt) {}

    /** Of the last two days. */
    List<Refusal> refusals(UUID pixel, Instant now) {
        // primary key
        return jdbc.sql("""
                SELECT code, sum(how_many)::bigint AS how_many, max(last_at) AS last_at FROM ads_pixel_refusal
                WHERE pixel = :pixel AND day >= CAST(:now AS timestamptz)::date - 1 GROUP BY code ORDER BY max(last_at) DESC
                """)
                .param("pixel", pixel)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Refusal(
                        row.getString("code"),
                        row.getLong("how_many"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }
}
