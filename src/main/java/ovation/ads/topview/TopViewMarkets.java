package ovation.ads.topview;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where TopView is sold, and for how much. */
@Repository
class TopViewMarkets {

    private final JdbcClient jdbc;

    TopViewMarkets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param market ISO 3166-1 alpha-2 @param cpmMicros of a thousand impressions, a multiple of 1,000 */
    record Market(String market, String currency, long cpmMicros) {

        long perImpression() {
            return cpmMicros / 1000;
        }
    }

    List<Market> in(String currency) {
        // a few dozen rows
        return jdbc.sql("""
                SELECT market, currency, cpm_micros FROM ads_topview_market WHERE currency = :currency ORDER BY market
                """)
                .param("currency", currency)
                .query(new SimplePropertyRowMapper<>(Market.class))
                .list();
    }

    Optional<Market> find(String market, String currency) {
        // primary key
        return jdbc.sql("""
                SELECT market, currency, cpm_micros FROM ads_topview_market WHERE market = :market AND currency = :currency
                """)
                .param("market", market)
                .param("currency", currency)
                .query(new SimplePropertyRowMapper<>(Market.class))
                .optional();
    }

    /** Bookings of a market come one after the other, so that a share that is free is not lost to a collision. */
    void lock(String market) {
        // primary key
        jdbc.sql("SELECT currency FROM ads_topview_market WHERE market = :market ORDER BY currency FOR UPDATE")
                .param("market", market)
                .query((row, number) -> row.getString("currency"))
                .list();
    }
}
