package ovation.ads.topview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.ledger.Money;

/** What bookings brought, from the rows that were written with the charges. */
@Service
class TopViewReports {

    private final JdbcClient jdbc;

    TopViewReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param reach people, each counted once
     * @param views2 watched for two seconds and more; {@code views6} for six, or for nine tenths of a shorter clip
     */
    record Figures(long impressions, long reach, long clicks, long views2, long views6, Money spend) {

        public double clickRate() {
            return impressions == 0 ? 0 : clicks / (double) impressions;
        }
    }

    record Hour(Instant hour, Figures figures) {}

    /** @param unbilled how many impressions by reason were counted and not billed */
    record Report(UUID booking, Figures total, List<Hour> hours, Map<String, Long> unbilled) {}

    private record Row(
            java.time.OffsetDateTime hour,
            long impressions,
            long reached,
            long clicks,
            long views2,
            long views6,
            long spend) {

        Figures figures(String currency) {
            return new Figures(impressions, reached, clicks, views2, views6, new Money(spend, currency));
        }
    }

    private record Unbilled(String reason, long howMany) {}

    Report of(TopViewBooking booking) {
        // primary key
        var rows = jdbc.sql("""
                SELECT hour, impressions, reached, clicks, views2, views6, spend_micros AS spend
                FROM ads_topview_stat WHERE booking = :booking ORDER BY hour
                """)
                .param("booking", booking.id())
                .query(new SimplePropertyRowMapper<>(Row.class))
                .list();
        var unbilled = new TreeMap<String, Long>();
        // primary key
        jdbc.sql("SELECT reason, how_many FROM ads_topview_unbilled WHERE booking = :booking")
                .param("booking", booking.id())
                .query(new SimplePropertyRowMapper<>(Unbilled.class))
                .list()
                .forEach(row -> unbilled.put(row.reason(), row.howMany()));
        return new Report(
                booking.id(),
                rows.stream()
                        .map(row -> row.figures(booking.currency()))
                        .reduce(none(booking.currency()), TopViewReports::sum),
                rows.stream()
                        .map(row -> new Hour(row.hour().toInstant(), row.figures(booking.currency())))
                        .toList(),
                unbilled);
    }

    /** One billed impression. @param transfer the posting that carries it */
    record Charge(UUID exposure, Instant servedAt, UUID transfer, Money price) {}

    /** The first so many. */
    List<Charge> charges(TopViewBooking booking, int most) {
        // the unique key (booking, viewer)
        return jdbc.sql("""
                SELECT exposure, served_at, transfer, price_micros FROM ads_topview_charge
                WHERE booking = :booking ORDER BY served_at, exposure LIMIT :most
                """)
                .param("booking", booking.id())
                .param("most", most)
                .query((row, number) -> new Charge(
                        row.getObject("exposure", UUID.class),
                        row.getTimestamp("served_at").toInstant(),
                        row.getObject("transfer", UUID.class),
                        booking.money(row.getLong("price_micros"))))
                .list();
    }

    static Figures none(String currency) {
        return new Figures(0, 0, 0, 0, 0, Money.zero(currency));
    }

    private static Figures sum(Figures one, Figures other) {
        return new Figures(
                one.impressions() + other.impressions(),
                one.reach() + other.reach(),
                one.clicks() + other.clicks(),
                one.views2() + other.views2(),
                one.views6() + other.views6(),
                one.spend().plus(other.spend()));
    }
}
