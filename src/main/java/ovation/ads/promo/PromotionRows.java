package ovation.ads.promo;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PromotionRows {

    /** What the business, or the platform, has stopped is off the air as if a moderator had said so. ads_stop_standing */
    static final String WHOLE = """
            SELECT p.id, p.kind, p.business, p.currency, p.sponsor, p.headline, p.line, p.call_to_action, p.link, p.video, p.sound,
                   p.first_day, p.last_day, p.cpm_micros, p.place_micros, p.boost_micros, p.prize_micros, p.place_settled,
                   p.boost_settled, p.prize_settled, p.booking_key, p.booked_at, e.how AS ended,
                   coalesce(e.released_micros, 0) AS released_micros,
                   p.on_air AND NOT EXISTS (SELECT FROM ads_stop s WHERE s.lifted_at IS NULL
                       AND s.owner IN (p.business, '00000000-0000-0000-0000-000000000000')) AS on_air
            FROM ads_promotion p LEFT JOIN ads_promotion_end e ON e.promotion = p.id
            """;

    private final JdbcClient jdbc;

    PromotionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Promotion> find(UUID id) {
        // primary keys
        return jdbc.sql(WHOLE + " WHERE p.id = :id")
                .param("id", id)
                .query(new SimplePropertyRowMapper<>(Promotion.class))
                .optional();
    }

    List<Promotion> findAll(Collection<UUID> ids) {
        // primary keys
        return jdbc.sql(WHOLE + " WHERE p.id = ANY (:ids) ORDER BY p.id")
                .param("ids", ids.toArray(UUID[]::new))
                .query(new SimplePropertyRowMapper<>(Promotion.class))
                .list();
    }

    /** Locked, in ascending order. */
    List<Promotion> lock(Collection<UUID> ids) {
        // primary keys; the end is read after the lock, or it could be one that has come meanwhile
        jdbc.sql("SELECT id FROM ads_promotion WHERE id = ANY (:ids) ORDER BY id FOR UPDATE")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        return findAll(ids);
    }

    Optional<Promotion> lock(UUID id) {
        return lock(List.of(id)).stream().findFirst();
    }

    void insert(Promotion promotion, UUID by) {
        jdbc.sql("""
                INSERT INTO ads_promotion (id, kind, business, currency, sponsor, headline, line, call_to_action, link, video, sound,
                    first_day, last_day, cpm_micros, place_micros, boost_micros, prize_micros, on_air, booking_key, booked_by,
                    booked_at)
                VALUES (:id, :kind, :business, :currency, :sponsor, :headline, :line, :call, :link, :video, :sound, :first, :last,
                    :cpm, :place, :boost, :prize, :onAir, :key, :by, :now)
                """)
                .param("id", promotion.id())
                .param("kind", promotion.kind())
                .param("business", promotion.business())
                .param("currency", promotion.currency())
                .param("sponsor", promotion.sponsor())
                .param("headline", promotion.headline())
                .param("line", promotion.line())
                .param("call", promotion.callToAction())
                .param("link", promotion.link())
                .param("video", promotion.video())
                .param("sound", promotion.sound())
                .param("first", promotion.firstDay())
                .param("last", promotion.lastDay())
                .param("cpm", promotion.cpmMicros())
                .param("place", promotion.placeMicros())
                .param("boost", promotion.boostMicros())
                .param("prize", promotion.prizeMicros())
                .param("onAir", promotion.onAir())
                .param("key", promotion.bookingKey())
                .param("by", by)
                .param("now", Timestamp.from(promotion.bookedAt()))
                .update();
    }

    /** @param by null when its time has simply passed */
    void end(UUID id, String how, long released, @Nullable UUID by, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_promotion_end (promotion, how, released_micros, ended_by, ended_at)
                VALUES (:id, :how, :released, :by, :now)
                """)
                .param("id", id)
                .param("how", how)
                .param("released", released)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
    }

    void giveSlotsBack(UUID id) {
        // primary key
        jdbc.sql("DELETE FROM ads_promotion_slot WHERE promotion = :id")
                .param("id", id)
                .update();
    }

    /** The row is locked; its CHECK is the last defence. */
    void addSettled(UUID id, long place, long boost, long prize) {
        // primary key
        jdbc.sql("""
                UPDATE ads_promotion SET place_settled = place_settled + :place, boost_settled = boost_settled + :boost,
                    prize_settled = prize_settled + :prize
                WHERE id = :id
                """)
                .param("id", id)
                .param("place", place)
                .param("boost", boost)
                .param("prize", prize)
                .update();
    }

    void onAir(UUID id, boolean onAir) {
        // primary key
        jdbc.sql("UPDATE ads_promotion SET on_air = :onAir WHERE id = :id")
                .param("id", id)
                .param("onAir", onAir)
                .update();
    }

    void changed() {
        // one row
        jdbc.sql("UPDATE ads_promotion_revision SET n = n + 1").update();
    }

    /** A bought day of a place. */
    record Slot(UUID promotion, String place, String market, LocalDate day, int from, int to, long priceMicros) {}

    List<Slot> slots(UUID promotion) {
        // primary key
        return jdbc.sql("""
                SELECT promotion, place, market, day, lower(lanes) AS "from", upper(lanes) AS "to", price_micros
                FROM ads_promotion_slot WHERE promotion = :id ORDER BY day, place, market
                """)
                .param("id", promotion)
                .query(new SimplePropertyRowMapper<>(Slot.class))
                .list();
    }

    /** Those whose last day is at most this one and that have not ended. */
    List<UUID> toEnd(LocalDate lastDay) {
        // ads_promotion_last_day
        return jdbc.sql("""
                SELECT p.id FROM ads_promotion p
                WHERE p.last_day <= :day AND NOT EXISTS (SELECT FROM ads_promotion_end e WHERE e.promotion = p.id)
                ORDER BY p.last_day LIMIT 100
                """)
                .param("day", lastDay)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Those with a day of a place that is over and not decided. */
    List<UUID> withOpenDays(LocalDate lastDay) {
        // ads_promotion_slot_day, primary key of ads_promotion_day
        return jdbc.sql("""
                SELECT DISTINCT s.promotion FROM ads_promotion_slot s
                WHERE s.day <= :day AND s.day > :day - 40 AND NOT EXISTS (SELECT FROM ads_promotion_day d WHERE d.promotion = s.promotion
                    AND d.place = s.place AND d.market = s.market AND d.day = s.day)
                LIMIT 100
                """)
                .param("day", lastDay)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** A bought day that is over and not decided. @param shown how often the place was seen */
    record OpenDay(String place, String market, LocalDate day, long priceMicros, long shown) {}

    List<OpenDay> openDays(UUID promotion, LocalDate lastDay) {
        // primary keys
        return jdbc.sql("""
                SELECT s.place, s.market, s.day, s.price_micros, coalesce(t.shown, 0) AS shown
                FROM ads_promotion_slot s
                LEFT JOIN ads_promotion_stat t
                    ON t.promotion = s.promotion AND t.place = s.place AND t.market = s.market AND t.day = s.day
                WHERE s.promotion = :id AND s.day <= :day AND NOT EXISTS (SELECT FROM ads_promotion_day d
                    WHERE d.promotion = s.promotion AND d.place = s.place AND d.market = s.market AND d.day = s.day)
                ORDER BY s.day, s.place, s.market
                """)
                .param("id", promotion)
                .param("day", lastDay)
                .query(new SimplePropertyRowMapper<>(OpenDay.class))
                .list();
    }

    void decide(UUID promotion, OpenDay day, @Nullable UUID transfer, Instant now) {
        jdbc.sql("""
                INSERT INTO ads_promotion_day (promotion, place, market, day, delivered, price_micros, transfer, decided_at)
                VALUES (:id, :place, :market, :day, :delivered, :price, :transfer, :now)
                """)
                .param("id", promotion)
                .param("place", day.place())
                .param("market", day.market())
                .param("day", day.day())
                .param("delivered", transfer != null)
                .param("price", transfer == null ? 0 : day.priceMicros())
                .param("transfer", transfer)
                .param("now", Timestamp.from(now))
                .update();
    }
}
