package ovation.ads.effect;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.BooksCheck;

/** I12 for branded effects: what a booking says of its money is what its days say, and no day is charged that was given back. */
@Component
class EffectTiesOut implements BooksCheck {

    private final JdbcClient jdbc;

    EffectTiesOut(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        // every booking, with its days by primary key
        return jdbc.sql("""
                SELECT b.id, b.currency, b.settled_micros AS settled, coalesce(d.charged, 0) AS charged,

                       b.spared_micros + coalesce(e.released_micros, 0) AS released
                FROM ads_effect_booking b
                LEFT JOIN (SELECT booking, sum(price_micros) AS charged, count(*) AS days, max(day) AS last
                           FROM ads_effect_day GROUP BY 1) d
                    ON d.booking = b.id
                LEFT JOIN ads_effect_end e ON e.booking = b.id
                WHERE b.settled_micros <> coalesce(d.charged, 0)
                   OR b.charged_days <> coalesce(d.days, 0)
                   OR b.settled_micros + b.spared_micros <> b.day_micros * b.charged_days
                   OR d.last > coalesce(e.until, b.last_day)
                   OR e.released_micros <> b.day_micros * (b.last_day - e.until)
                """)
                .query((row, number) -> new Break(
                        row.getString("currency"),
                        "Effect booking %s: settled %d, charged %d, released %d"
                                .formatted(
                                        row.getString("id"),
                                        row.getLong("settled"),
                                        row.getLong("charged"),
                                        row.getLong("released"))))
                .list();
    }
}
