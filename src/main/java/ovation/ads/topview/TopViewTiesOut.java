package ovation.ads.topview;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.BooksCheck;

/** I12 for TopView: what a booking says of its money is what the books say of it, to the micro. */
@Component
class TopViewTiesOut implements BooksCheck {

    private final JdbcClient jdbc;

    TopViewTiesOut(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        // every booking, with its charges by primary key of ads_topview_charge's (booking, viewer)
        return jdbc.sql("""
                SELECT b.id, b.currency, b.settled_micros AS settled, coalesce(c.charged, 0) AS charged,
                       coalesce(s.reported, 0) AS reported
                FROM ads_topview_booking b
                LEFT JOIN (SELECT booking, sum(price_micros) AS charged FROM ads_topview_charge GROUP BY 1) c
                    ON c.booking = b.id
                LEFT JOIN (SELECT booking, sum(spend_micros) AS reported FROM ads_topview_stat GROUP BY 1) s
                    ON s.booking = b.id
                LEFT JOIN ads_topview_end e ON e.booking = b.id
                WHERE b.settled_micros <> coalesce(c.charged, 0) OR b.settled_micros <> coalesce(s.reported, 0)
                   OR (e.booking IS NOT NULL AND e.released_micros + b.settled_micros <> b.frozen_micros)
                """)
                .query((row, number) -> new Break(
                        row.getString("currency"),
                        "TopView booking %s: settled %d, charged %d, reported %d"
                                .formatted(
                                        row.getString("id"),
                                        row.getLong("settled"),
                                        row.getLong("charged"),
                                        row.getLong("reported"))))
                .list();
    }
}
