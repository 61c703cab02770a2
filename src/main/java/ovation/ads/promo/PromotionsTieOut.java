package ovation.ads.promo;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.BooksCheck;

/** I12 for promotions: what one says of its money is what its days, charges, report and prizes say, to the micro. */
@Component
class PromotionsTieOut implements BooksCheck {

    private final JdbcClient jdbc;

    PromotionsTieOut(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        // every promotion, with what belongs to it
        return jdbc.sql("""
                SELECT p.id, p.currency, p.place_settled, p.boost_settled, p.prize_settled, coalesce(d.days, 0) AS days,
                       coalesce(c.charges, 0) AS charges, coalesce(s.reported, 0) AS reported, coalesce(w.prizes, 0) AS prizes
                FROM ads_promotion p
                LEFT JOIN (SELECT promotion, sum(price_micros) AS days FROM ads_promotion_day GROUP BY 1) d
                    ON d.promotion = p.id
                LEFT JOIN (SELECT promotion, sum(price_micros) AS charges FROM ads_promotion_charge GROUP BY 1) c
                    ON c.promotion = p.id
                LEFT JOIN (SELECT promotion, sum(spend_micros) AS reported FROM ads_promotion_stat GROUP BY 1) s
                    ON s.promotion = p.id
                LEFT JOIN (SELECT challenge, sum(prize_micros) AS prizes FROM ads_challenge_prize GROUP BY 1) w
                    ON w.challenge = p.id
                LEFT JOIN ads_promotion_end e ON e.promotion = p.id
                WHERE p.place_settled <> coalesce(d.days, 0) OR p.boost_settled <> coalesce(c.charges, 0)
                   OR p.boost_settled <> coalesce(s.reported, 0) OR p.prize_settled <> coalesce(w.prizes, 0)
                   OR e.released_micros + p.place_settled + p.boost_settled + p.prize_settled
                      <> p.place_micros + p.boost_micros + p.prize_micros
                """)
                .query((row, number) -> new Break(
                        row.getString("currency"),
                        "Promotion %s: places %d of %d charged, boosts %d of %d charged and %d reported, prizes %d of %d"
                                .formatted(
                                        row.getString("id"),
                                        row.getLong("place_settled"),
                                        row.getLong("days"),
                                        row.getLong("boost_settled"),
                                        row.getLong("charges"),
                                        row.getLong("reported"),
                                        row.getLong("prize_settled"),
                                        row.getLong("prizes"))))
                .list();
    }
}
