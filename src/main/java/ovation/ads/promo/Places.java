package ovation.ads.promo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Refused;

/** Where places are sold, what a day of them costs, and what is left of it. */
@Component
public class Places {

    public static final String BANNER = "banner";
    public static final String SOUND_DISCOVER = "sound_discover";
    public static final String SOUND_PICKER = "sound_picker";

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lanes that a day has @param dayMicros of one lane */
    public record Place(String place, String market, String currency, int lanes, long dayMicros) {}

    /** All markets where the place is sold in the currency. */
    public List<Place> sold(String place, String currency) {
        // a few dozen rows
        return jdbc.sql("""
                SELECT place, market, currency, lanes, day_micros FROM ads_place_price
                WHERE place = :place AND currency = :currency ORDER BY market
                """)
                .param("place", place)
                .param("currency", currency)
                .query(new SimplePropertyRowMapper<>(Place.class))
                .list();
    }

    /** The fixed price of a thousand impressions of a boosted post; 0 where none are sold. */
    public long boostCpm(String currency) {
        // primary key
        return jdbc.sql("SELECT cpm_micros FROM ads_boost_price WHERE currency = :currency")
                .param("currency", currency)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Lanes that are left, by day; days of which nothing is sold are absent. */
    public Map<LocalDate, Integer> left(Place place, LocalDate from, LocalDate to) {
        var left = new HashMap<LocalDate, Integer>();
        taken(place.place(), place.market(), from, to)
                .forEach((day, taken) -> left.put(day, place.lanes() - taken.cardinality()));
        return left;
    }

    /** Bookings of a place's market come one after the other, so that what is free is not lost to a collision. */
    void lock(Collection<String> places, Collection<String> markets) {
        // primary key
        jdbc.sql("""
                SELECT place FROM ads_place_price WHERE place = ANY (:places) AND market = ANY (:markets)
                ORDER BY place, market, currency FOR UPDATE
                """)
                .param("places", places.toArray(String[]::new))
                .param("markets", markets.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** A range of lanes, the upper one not included. */
    record Lanes(int from, int to) {}

    /** The first free range that is long enough, for each day. @throws Refused if one has none */
    Map<LocalDate, Lanes> allot(Place place, LocalDate from, LocalDate to, int lanes) {
        var taken = taken(place.place(), place.market(), from, to);
        var allotted = new LinkedHashMap<LocalDate, Lanes>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            var first = firstFree(taken.getOrDefault(day, new BitSet()), place.lanes(), lanes);
            if (first < 0) {
                throw Refused.because(PromotionProblem.PLACE_SOLD_OUT, place.market(), day.toString());
            }
            allotted.put(day, new Lanes(first, first + lanes));
        }
        return allotted;
    }

    private static int firstFree(BitSet taken, int all, int wanted) {
        for (var first = 0; first + wanted <= all; first++) {
            var next = taken.nextSetBit(first);
            if (next < 0 || next >= first + wanted) {
                return first;
            }
            first = next;
        }
        return -1;
    }

    private record Taken(LocalDate day, int from, int to) {}

    private Map<LocalDate, BitSet> taken(String place, String market, LocalDate from, LocalDate to) {
        var taken = new HashMap<LocalDate, BitSet>();
        // ads_promotion_slot_sold_once
        jdbc.sql("""
                SELECT day, lower(lanes) AS "from", upper(lanes) AS "to" FROM ads_promotion_slot
                WHERE place = :place AND market = :market AND day >= :from AND day <= :to
                """)
                .param("place", place)
                .param("market", market)
                .param("from", from)
                .param("to", to)
                .query(new SimplePropertyRowMapper<>(Taken.class))
                .list()
                .forEach(slot ->
                        taken.computeIfAbsent(slot.day(), day -> new BitSet()).set(slot.from(), slot.to()));
        return taken;
    }

    void take(UUID promotion, Place place, Map<LocalDate, Lanes> days) {
        var keys = new ArrayList<>(days.keySet());
        jdbc.sql("""
                INSERT INTO ads_promotion_slot (promotion, place, market, day, lanes, price_micros)
                SELECT :id, :place, :market, d.day, int4range(d.f, d.t), (d.t - d.f) * :price
                FROM unnest(:days::date[], :from::int[], :to::int[]) AS d (day, f, t)
                """)
                .param("id", promotion)
                .param("place", place.place())
                .param("market", place.market())
                .param("price", place.dayMicros())
                .param("days", keys.stream().map(LocalDate::toString).toArray(String[]::new))
                .param("from", days.values().stream().mapToInt(Lanes::from).toArray())
                .param("to", days.values().stream().mapToInt(Lanes::to).toArray())
                .update();
    }
}
