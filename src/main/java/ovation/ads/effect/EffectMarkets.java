package ovation.ads.effect;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where days in the tray are sold, and for how much. */
@Repository
class EffectMarkets {

    private final JdbcClient jdbc;

    EffectMarkets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param market ISO 3166-1 alpha-2 @param dayMicros the price of a day */
    record Market(String market, String currency, long dayMicros) {}

    List<Market> in(String currency) {
        // a few dozen rows
        return jdbc.sql("""
                SELECT market, currency, day_micros FROM ads_effect_market WHERE currency = :currency ORDER BY market
                """)
                .param("currency", currency)
                .query(new SimplePropertyRowMapper<>(Market.class))
                .list();
    }

    Optional<Market> find(String market, String currency) {
        // primary key
        return jdbc.sql("""
                SELECT market, currency, day_micros FROM ads_effect_market WHERE market = :market AND currency = :currency
                """)
                .param("market", market)
                .param("currency", currency)
                .query(new SimplePropertyRowMapper<>(Market.class))
                .optional();
    }

    /** Bookings of a market come one after the other, so that the second of two hears which days are taken. */
    void lock(String market) {
        // primary key
        jdbc.sql("SELECT currency FROM ads_effect_market WHERE market = :market ORDER BY currency FOR UPDATE")
                .param("market", market)
                .query((row, number) -> row.getString("currency"))
                .list();
    }
}
