package ovation.ads.effect;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** What a booking brought, by UTC day and in all; the money from the rows that the ledger's postings name. */
@Repository
class EffectReports {

    private final JdbcClient jdbc;

    EffectReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param opens openings in the camera @param people who opened it for the first time @param uses clips recorded with it
     * @param clicks taps on its call to action @param posts published with it @param views of those posts
     * @param robots reports that count for nothing @param spend charged for the day
     */
    record Figures(long opens, long people, long uses, long clicks, long posts, long views, long robots, Money spend) {

        Figures plus(Figures other) {
            return new Figures(
                    opens + other.opens,
                    people + other.people,
                    uses + other.uses,
                    clicks + other.clicks,
                    posts + other.posts,
                    views + other.views,
                    robots + other.robots,
                    spend.plus(other.spend));
        }
    }

    /** @param stoppedSeconds of the day, in which the platform had stopped all ads: that part was not charged */
    record Row(LocalDate day, int stoppedSeconds, Figures figures) {}

    record Report(Figures total, List<Row> days) {}

    Report of(EffectBooking booking) {
        // primary keys of both
        var days = jdbc.sql("""
                SELECT coalesce(s.day, d.day) AS day, coalesce(opens, 0) AS opens, coalesce(people, 0) AS people,
                       coalesce(uses, 0) AS uses, coalesce(clicks, 0) AS clicks, coalesce(posts, 0) AS posts,
                       coalesce(views, 0) AS views, coalesce(robots, 0) AS robots, coalesce(price_micros, 0) AS spend,
                       coalesce(stopped_seconds, 0) AS stopped
                FROM (SELECT * FROM ads_effect_stat WHERE booking = :booking) s
                FULL JOIN (SELECT * FROM ads_effect_day WHERE booking = :booking) d ON d.day = s.day
                ORDER BY 1
                """)
                .param("booking", booking.id())
                .query((row, number) -> new Row(
                        row.getObject("day", LocalDate.class),
                        row.getInt("stopped"),
                        new Figures(
                                row.getLong("opens"),
                                row.getLong("people"),
                                row.getLong("uses"),
                                row.getLong("clicks"),
                                row.getLong("posts"),
                                row.getLong("views"),
                                row.getLong("robots"),
                                booking.money(row.getLong("spend")))))
                .list();
        var total = days.stream()
                .map(Row::figures)
                .reduce(new Figures(0, 0, 0, 0, 0, 0, 0, booking.money(0)), Figures::plus);
        return new Report(total, days);
    }

    /** The newest posts that were made within a booking. */
    List<UUID> posts(UUID booking, int limit) {
        // ads_effect_post_booking
        return jdbc.sql("SELECT video FROM ads_effect_post WHERE booking = :booking ORDER BY video DESC LIMIT :limit")
                .param("booking", booking)
                .param("limit", limit)
                .query((row, number) -> row.getObject("video", UUID.class))
                .list();
    }

    /** A day that is over. @param transfer null if nothing was charged for it */
    record Charge(
            LocalDate day, int stoppedSeconds, @Nullable UUID transfer, Money price) {}

    List<Charge> charges(EffectBooking booking) {
        // primary key
        return jdbc.sql("""
                SELECT day, stopped_seconds, transfer, price_micros FROM ads_effect_day WHERE booking = :booking ORDER BY day
                """)
                .param("booking", booking.id())
                .query((row, number) -> new Charge(
                        row.getObject("day", LocalDate.class),
                        row.getInt("stopped_seconds"),
                        row.getObject("transfer", UUID.class),
                        booking.money(row.getLong("price_micros"))))
                .list();
    }
}
