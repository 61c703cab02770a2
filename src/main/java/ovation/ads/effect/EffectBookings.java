package ovation.ads.effect;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.AdServing;

/** Bookings with their slots, their ends and their charged days. */
@Repository
class EffectBookings {

    private static final String SELECT = """
            SELECT b.id, b.business, b.effect, b.market, b.first_day, b.last_day, b.currency, b.day_micros, b.frozen_micros,
                   b.settled_micros, b.charged_days, b.booked_at, e.how AS ended, e.until,
                   b.spared_micros + coalesce(e.released_micros, 0) AS released_micros
            FROM ads_effect_booking b LEFT JOIN ads_effect_end e ON e.booking = b.id
            """;

    private final JdbcClient jdbc;

    EffectBookings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<EffectBooking> find(UUID id) {
        // primary keys
        return jdbc.sql(SELECT + "WHERE b.id = :id")
                .param("id", id)
                .query(new SimplePropertyRowMapper<>(EffectBooking.class))
                .optional();
    }

    Optional<EffectBooking> lock(UUID id) {
        // primary key
        jdbc.sql("SELECT id FROM ads_effect_booking WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        return find(id);
    }

    /** Where a list goes on: after this booking. */
    record Place(LocalDate day, UUID id) {}

    /** The latest first. @param after null for the first part */
    List<EffectBooking> of(UUID business, @Nullable Place after, int limit) {
        // ads_effect_booking_business
        return jdbc.sql(SELECT + """
                WHERE b.business = :business
                  AND (CAST(:day AS date) IS NULL OR (b.first_day, b.id) < (CAST(:day AS date), CAST(:id AS uuid)))
                ORDER BY b.first_day DESC, b.id DESC LIMIT :limit
                """)
                .param("business", business)
                .param("day", after == null ? null : after.day())
                .param("id", after == null ? null : after.id())
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(EffectBooking.class))
                .list();
    }

    /** Of an effect, those that still have days to come or to charge. */
    List<UUID> open(UUID effect, LocalDate today) {
        // ads_effect_booking_effect
        return jdbc.sql("""
                SELECT b.id FROM ads_effect_booking b
                WHERE b.effect = :effect AND b.last_day >= :today
                  AND NOT EXISTS (SELECT FROM ads_effect_end e WHERE e.booking = b.id AND e.until < :today) ORDER BY b.id
                """)
                .param("effect", effect)
                .param("today", today)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Those with a day before this one that is not charged yet. */
    List<UUID> due(LocalDate today) {
        // ads_effect_booking_due; what is open of the past is little
        return jdbc.sql("""
                SELECT b.id FROM ads_effect_booking b LEFT JOIN ads_effect_end e ON e.booking = b.id
                WHERE b.charged_days < b.last_day - b.first_day + 1 AND b.first_day < :today
                  AND b.charged_days < least(b.last_day, e.until, :today::date - 1) - b.first_day + 1
                ORDER BY b.id LIMIT 500
                """)
                .param("today", today)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Days that are sold in a market, as ranges of first and last day. */
    List<Sold> sold(String market, LocalDate from, LocalDate to) {
        // ads_effect_slot_sold_once
        return jdbc.sql("""
                SELECT lower(days) AS first, upper(days) - 1 AS last FROM ads_effect_slot
                WHERE market = :market AND days && daterange(:from, :to, '[]') ORDER BY 1
                """)
                .param("market", market)
                .param("from", from)
                .param("to", to)
                .query(new SimplePropertyRowMapper<>(Sold.class))
                .list();
    }

    record Sold(LocalDate first, LocalDate last) {

        boolean has(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** One that is, or shortly was or will be, first in a tray. @param stopped all ads of its business, or of everybody, are */
    record Flight(
            UUID booking,
            UUID effect,
            UUID business,
            String market,
            LocalDate firstDay,
            LocalDate lastDay,
            boolean stopped) {}

    /** With a day from one to the other, of approved effects. */
    List<Flight> flights(LocalDate from, LocalDate to) {
        // ads_effect_slot_days, primary keys, ads_stop_standing
        return jdbc.sql("""
                SELECT s.booking, b.effect, b.business, s.market, lower(s.days) AS first_day, upper(s.days) - 1 AS last_day,
                       EXISTS (SELECT FROM ads_stop p WHERE p.owner IN (b.business, :platform) AND p.lifted_at IS NULL) AS stopped
                FROM ads_effect_slot s JOIN ads_effect_booking b ON b.id = s.booking
                JOIN ads_effect_creative c ON c.effect = b.effect
                WHERE s.days && daterange(:from, :to, '[]') AND c.state = 'approved' ORDER BY s.booking
                """)
                .param("from", from)
                .param("to", to)
                .param("platform", AdServing.PLATFORM)
                .query(new SimplePropertyRowMapper<>(Flight.class))
                .list();
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if a day is sold already */
    void insert(EffectBooking booking, UUID by) {
        jdbc.sql("""
                INSERT INTO ads_effect_booking (id, business, effect, market, first_day, last_day, currency, day_micros,
                    frozen_micros, booked_by, booked_at)
                VALUES (:id, :business, :effect, :market, :first, :last, :currency, :day, :frozen, :by, :now)
                """)
                .param("id", booking.id())
                .param("business", booking.business())
                .param("effect", booking.effect())
                .param("market", booking.market())
                .param("first", booking.firstDay())
                .param("last", booking.lastDay())
                .param("currency", booking.currency())
                .param("day", booking.dayMicros())
                .param("frozen", booking.frozenMicros())
                .param("by", by)
                .param("now", Timestamp.from(booking.bookedAt()))
                .update();
        jdbc.sql("""
                INSERT INTO ads_effect_slot (booking, market, days) VALUES (:id, :market, daterange(:first, :last, '[]'))
                """)
                .param("id", booking.id())
                .param("market", booking.market())
                .param("first", booking.firstDay())
                .param("last", booking.lastDay())
                .update();
    }

    /** @param by who called it off; null if it was withdrawn @param until its last day that is still charged */
    void end(EffectBooking booking, String how, LocalDate until, long released, @Nullable UUID by, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_effect_end (booking, how, until, released_micros, ended_by, ended_at)
                VALUES (:id, :how, :until, :released, :by, :now)
                """)
                .param("id", booking.id())
                .param("how", how)
                .param("until", until)
                .param("released", released)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
        // primary key
        var days = until.isBefore(booking.firstDay())
                ? jdbc.sql("DELETE FROM ads_effect_slot WHERE booking = :id")
                : jdbc.sql("UPDATE ads_effect_slot SET days = daterange(lower(days), :until, '[]') WHERE booking = :id")
                        .param("until", until);
        days.param("id", booking.id()).update();
    }

    /** Of the day, the seconds in which the platform had stopped everybody's ads; a part of one counts whole. */
    int stoppedSeconds(LocalDate day) {
        // ads_stop_owner; stops of one owner do not overlap
        return jdbc.sql("""
                SELECT ceil(coalesce(sum(extract(epoch FROM least(coalesce(lifted_at, :end), :end) - greatest(stopped_at, :start))), 0))
                    ::int
                FROM ads_stop
                WHERE owner = :platform AND stopped_at < :end AND (lifted_at IS NULL OR lifted_at > :start)
                """)
                .param("platform", AdServing.PLATFORM)
                .param("start", Timestamp.from(EffectBooking.startOf(day)))
                .param("end", Timestamp.from(EffectBooking.startOf(day.plusDays(1))))
                .query(Integer.class)
                .single();
    }

    /** @param transfer null if nothing is paid for the day */
    void charge(EffectBooking booking, LocalDate day, int stopped, long price, @Nullable UUID transfer, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_effect_day (booking, day, price_micros, stopped_seconds, transfer, charged_at)
                VALUES (:id, :day, :price, :stopped, :transfer, :now)
                """)
                .param("id", booking.id())
                .param("day", day)
                .param("price", price)
                .param("stopped", stopped)
                .param("transfer", transfer)
                .param("now", Timestamp.from(now))
                .update();
        // primary key
        jdbc.sql("""
                UPDATE ads_effect_booking
                SET settled_micros = settled_micros + :price, spared_micros = spared_micros + day_micros - :price,
                    charged_days = charged_days + 1
                WHERE id = :id
                """).param("id", booking.id()).param("price", price).update();
    }
}
