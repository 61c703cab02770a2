package ovation.ads.topview;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.engine.Buckets;

/** Bookings with their slots and their ends. */
@Repository
class TopViewBookings {

    private static final String SELECT = """
            SELECT b.id, b.business, b.creative, b.video, b.market, b.day, b.share, b.currency, b.cpm_micros, b.impressions,
                   b.frozen_micros, b.settled_micros, b.booked_at, e.how AS ended,
                   coalesce(e.released_micros, 0) AS released_micros
            FROM ads_topview_booking b LEFT JOIN ads_topview_end e ON e.booking = b.id
            """;

    private final JdbcClient jdbc;

    TopViewBookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<TopViewBooking> find(UUID id) {
        // primary keys
        return jdbc.sql(SELECT + "WHERE b.id = :id")
                .param("id", id)
                .query(new SimplePropertyRowMapper<>(TopViewBooking.class))
                .optional();
    }

    Optional<TopViewBooking> lock(UUID id) {
        // primary key
        jdbc.sql("SELECT id FROM ads_topview_booking WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(UUID.class)
                .optional();
        return find(id);
    }

    /** Where a list goes on: after this booking. */
    record Place(LocalDate day, UUID id) {}

    /** The last day first. @param after null for the first part */
    List<TopViewBooking> of(UUID business, @Nullable Place after, int limit) {
        // ads_topview_booking_business
        return jdbc.sql(SELECT + """
                WHERE b.business = :business
                  AND (CAST(:day AS date) IS NULL OR (b.day, b.id) < (CAST(:day AS date), CAST(:id AS uuid)))
                ORDER BY b.day DESC, b.id DESC LIMIT :limit
                """)
                .param("business", business)
                .param("day", after == null ? null : after.day())
                .param("id", after == null ? null : after.id())
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(TopViewBooking.class))
                .list();
    }

    /** Whose day lies before the given one, and which have not ended. */
    List<UUID> toClose(LocalDate before) {
        // ads_topview_booking_day; what is open of the past is little
        return jdbc.sql("""
                SELECT b.id FROM ads_topview_booking b
                WHERE b.day < :before AND NOT EXISTS (SELECT FROM ads_topview_end e WHERE e.booking = b.id)
                ORDER BY b.id LIMIT 500
                """)
                .param("before", before)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    void insert(TopViewBooking booking, UUID by, List<Buckets.Range> ranges) {
        jdbc.sql("""
                INSERT INTO ads_topview_booking (id, business, creative, video, market, day, share, currency, cpm_micros,
                                                 impressions, frozen_micros, booked_by, booked_at)
                VALUES (:id, :business, :creative, :video, :market, :day, :share, :currency, :cpm, :impressions, :frozen,
                        :by, :now)
                """)
                .param("id", booking.id())
                .param("business", booking.business())
                .param("creative", booking.creative())
                .param("video", booking.video())
                .param("market", booking.market())
                .param("day", booking.day())
                .param("share", booking.share())
                .param("currency", booking.currency())
                .param("cpm", booking.cpmMicros())
                .param("impressions", booking.impressions())
                .param("frozen", booking.frozenMicros())
                .param("by", by)
                .param("now", Timestamp.from(booking.bookedAt()))
                .update();
        jdbc.sql("""
                INSERT INTO ads_topview_slot (booking, market, day, buckets)
                SELECT :id, :market, :day, int4range(r.f, r.t) FROM unnest(:from::int[], :to::int[]) AS r (f, t)
                """)
                .param("id", booking.id())
                .param("market", booking.market())
                .param("day", booking.day())
                .param("from", ranges.stream().mapToInt(Buckets.Range::from).toArray())
                .param("to", ranges.stream().mapToInt(Buckets.Range::to).toArray())
                .update();
    }

    /** @param by null when its day has simply passed */
    void end(TopViewBooking booking, String how, long released, @Nullable UUID by, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_topview_end (booking, how, released_micros, ended_by, ended_at)
                VALUES (:id, :how, :released, :by, :now)
                """)
                .param("id", booking.id())
                .param("how", how)
                .param("released", released)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    void giveSlotsBack(UUID booking) {
        // ads_topview_slot_booking
        jdbc.sql("DELETE FROM ads_topview_slot WHERE booking = :id")
                .param("id", booking)
                .update();
    }

    private record SoldRange(LocalDate day, int from, int to) {}

    /** What is sold of a market's days, in order; days of which nothing is sold are absent. */
    Map<LocalDate, List<Buckets.Range>> sold(String market, LocalDate from, LocalDate to) {
        var sold = new LinkedHashMap<LocalDate, List<Buckets.Range>>();
        // ads_topview_slot_sold_once
        jdbc.sql("""
                SELECT day, lower(buckets) AS "from", upper(buckets) AS "to" FROM ads_topview_slot
                WHERE market = :market AND day >= :from AND day <= :to ORDER BY day, lower(buckets)
                """)
                .param("market", market)
                .param("from", from)
                .param("to", to)
                .query(new SimplePropertyRowMapper<>(SoldRange.class))
                .list()
                .forEach(slot -> sold.computeIfAbsent(slot.day(), day -> new ArrayList<>())
                        .add(new Buckets.Range(slot.from(), slot.to())));
        return sold;
    }
}
