package ovation.ads.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of invalid traffic: marks, and the charges that they hit. */
@Repository
class InvalidMarks {

    private final JdbcClient jdbc;

    InvalidMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param exposure null for all that the viewer saw in the time */
    record Mark(
            UUID id, UUID viewer, @Nullable UUID exposure, String reason, Instant from, Instant to, Instant foundAt) {}

    void insert(Mark mark, @Nullable UUID by) {
        // ads_invalid_mark_viewer, ads_invalid_mark_exposure: the same robot in the same hour is the same mark
        var fresh = jdbc.sql("""
                INSERT INTO ads_invalid_mark (id, viewer, exposure, reason, bucket, from_at, to_at, noted_by, found_at)
                VALUES (:id, :viewer, :exposure::uuid, :reason, :bucket, :from, :to, :by::uuid, :found) ON CONFLICT DO NOTHING
                """)
                .param("id", mark.id())
                .param("viewer", mark.viewer())
                .param(
                        "exposure",
                        mark.exposure() == null ? null : mark.exposure().toString())
                .param("reason", mark.reason())
                .param("bucket", Timestamp.from(bucket(mark)))
                .param("from", Timestamp.from(mark.from()))
                .param("to", Timestamp.from(mark.to()))
                .param("by", by == null ? null : by.toString())
                .param("found", Timestamp.from(mark.foundAt()))
                .update();
        if (fresh == 0 && mark.exposure() == null) {
            // ads_invalid_mark_viewer
            jdbc.sql("""
                    UPDATE ads_invalid_mark SET to_at = greatest(to_at, :to), found_at = greatest(found_at, :found), closed_at = NULL
                    WHERE viewer = :viewer AND bucket = :bucket AND exposure IS NULL AND noted_by IS NULL
                    """)
                    .param("to", Timestamp.from(mark.to()))
                    .param("found", Timestamp.from(mark.foundAt()))
                    .param("viewer", mark.viewer())
                    .param("bucket", Timestamp.from(bucket(mark)))
                    .update();
        }
    }

    private static Instant bucket(Mark mark) {
        return mark.to().truncatedTo(ChronoUnit.HOURS);
    }

    List<UUID> open() {
        // ads_invalid_mark_open
        return jdbc.sql("SELECT id FROM ads_invalid_mark WHERE closed_at IS NULL ORDER BY found_at LIMIT 500")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Empty if another node works on it. */
    Optional<Mark> lock(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_invalid_mark WHERE id = :id AND closed_at IS NULL FOR UPDATE SKIP LOCKED")
                .param("id", id)
                .query((row, number) -> new Mark(
                        row.getObject("id", UUID.class),
                        row.getObject("viewer", UUID.class),
                        row.getObject("exposure", UUID.class),
                        row.getString("reason"),
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("to_at").toInstant(),
                        row.getTimestamp("found_at").toInstant()))
                .optional();
    }

    void close(UUID id, Instant now) {
        // primary key
        jdbc.sql("UPDATE ads_invalid_mark SET closed_at = :now WHERE id = :id")
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    /**
     * A charge that a mark hits.
     *
     * @param day on whose revenue account its cash lies
     * @param grant that paid {@code grantMicros} of it; null if none did
     * @param guaranteedMicros what a guarantee has given back of it already
     * @param creator of a Spark ad, whose share of {@code shareMicros} was settled on {@code shareDay}
     */
    record Hit(
            UUID exposure,
            UUID business,
            @Nullable UUID campaign,
            String currency,
            LocalDate day,
            long priceMicros,
            long grantMicros,
            long guaranteedMicros,
            @Nullable UUID grant,
            @Nullable UUID creator,
            int sharePercent,
            long shareMicros,
            @Nullable LocalDate shareDay) {

        /** What is to come back in cash. */
        long cashMicros() {
            return priceMicros - grantMicros - guaranteedMicros;
        }

        Hit lessBy(long guaranteed) {
            return new Hit(
                    exposure,
                    business,
                    campaign,
                    currency,
                    day,
                    priceMicros,
                    grantMicros,
                    guaranteed,
                    grant,
                    creator,
                    sharePercent,
                    shareMicros,
                    shareDay);
        }
    }

    /** Billed and not yet known as invalid, the first 500. */
    List<Hit> hits(Mark mark) {
        // each format's charges by viewer and time, or by primary key
        return jdbc.sql("""
                SELECT * FROM (
                    SELECT c.exposure, c.business, c.campaign, c.currency, c.day, c.price_micros, c.grant_micros, l.grant_id,
                           s.creator, k.share_percent, s.share_micros, s.day AS share_day, c.viewer, c.served_at
                    FROM ads_charge c JOIN ads_lease l ON l.id = c.lease
                    LEFT JOIN ads_spark_share s ON s.exposure = c.exposure LEFT JOIN ads_spark_code k ON k.id = s.code
                    UNION ALL
                    SELECT c.exposure, b.business, NULL, b.currency, b.day, c.price_micros, 0, NULL, NULL, NULL, NULL, NULL,
                           c.viewer, c.served_at
                    FROM ads_topview_charge c JOIN ads_topview_booking b ON b.id = c.booking
                    UNION ALL
                    SELECT c.exposure, p.business, NULL, p.currency, CAST(c.served_at AT TIME ZONE 'UTC' AS date), c.price_micros,
                           0, NULL, NULL, NULL, NULL, NULL, c.viewer, c.served_at
                    FROM ads_promotion_charge c JOIN ads_promotion p ON p.id = c.promotion) AS c
                WHERE c.viewer = :viewer AND c.served_at BETWEEN :from AND :to
                  AND (:exposure::uuid IS NULL OR c.exposure = :exposure::uuid)
                  AND NOT EXISTS (SELECT FROM ads_invalid_charge i WHERE i.exposure = c.exposure)
                ORDER BY c.served_at, c.exposure LIMIT 500
                """)
                .param("viewer", mark.viewer())
                .param("from", Timestamp.from(mark.from()))
                .param("to", Timestamp.from(mark.to()))
                .param(
                        "exposure",
                        mark.exposure() == null ? null : mark.exposure().toString())
                .query(InvalidMarks::hit)
                .list();
    }

    /** @return those that nobody else has marked meanwhile */
    Set<UUID> insertCharges(UUID mark, List<Hit> hits, @Nullable UUID credit, Instant now) {
        // primary key
        return new HashSet<>(jdbc.sql("""
                INSERT INTO ads_invalid_charge (exposure, mark, business, campaign, currency, price_micros, grant_micros,
                    guaranteed_micros, credit, found_at)
                SELECT e, :mark, :business, :campaign::uuid, :currency, p, g, b, CASE WHEN g + b < p THEN :credit::uuid END, :now
                FROM unnest(:exposures::uuid[], :prices::bigint[], :grants::bigint[], :guaranteed::bigint[]) AS h (e, p, g, b)
                ON CONFLICT (exposure) DO NOTHING RETURNING exposure
                """)
                .param("mark", mark)
                .param("business", hits.getFirst().business())
                .param("campaign", text(hits.getFirst().campaign()))
                .param("currency", hits.getFirst().currency())
                .param("credit", text(credit))
                .param("now", Timestamp.from(now))
                .param("exposures", hits.stream().map(Hit::exposure).toArray(UUID[]::new))
                .param("prices", hits.stream().mapToLong(Hit::priceMicros).toArray())
                .param("grants", hits.stream().mapToLong(Hit::grantMicros).toArray())
                .param(
                        "guaranteed",
                        hits.stream().mapToLong(Hit::guaranteedMicros).toArray())
                .query((row, number) -> row.getObject("exposure", UUID.class))
                .list());
    }

    /** Whether a creator's shares of a day are still estimated; if so, they stay so until this transaction ends. */
    boolean stillEstimated(LocalDate day, UUID creator, String currency) {
        // primary key
        return jdbc.sql("""
                        SELECT 1 FROM ads_spark_due WHERE day = :day AND creator = :creator AND currency = :currency FOR UPDATE
                        """)
                .param("day", day)
                .param("creator", creator)
                .param("currency", currency)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void reverse(Hit hit, long share, UUID credit) {
        jdbc.sql("""
                INSERT INTO ads_spark_reversal (exposure, creator, currency, day, share_micros, credit)
                VALUES (:exposure, :creator, :currency, :day, :share, :credit)
                """)
                .param("exposure", hit.exposure())
                .param("creator", hit.creator())
                .param("currency", hit.currency())
                .param("day", hit.shareDay())
                .param("share", share)
                .param("credit", credit)
                .update();
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static Hit hit(ResultSet row, int number) throws SQLException {
        return new Hit(
                row.getObject("exposure", UUID.class),
                row.getObject("business", UUID.class),
                row.getObject("campaign", UUID.class),
                row.getString("currency"),
                row.getObject("day", LocalDate.class),
                row.getLong("price_micros"),
                row.getLong("grant_micros"),
                0,
                row.getObject("grant_id", UUID.class),
                row.getObject("creator", UUID.class),
                row.getInt("share_percent"),
                row.getLong("share_micros"),
                row.getObject("share_day", LocalDate.class));
    }
}
