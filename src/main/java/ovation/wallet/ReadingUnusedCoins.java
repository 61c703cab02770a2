package ovation.wallet;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;

/** Recomputed from what was spent and taken until then, so that every day can be asked for at any time. */
@Component
class ReadingUnusedCoins implements UnusedCoins {

    private final JdbcClient jdbc;

    ReadingUnusedCoins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Line> asOf(LocalDate day) {
        // Reads all paid lots issued until then (wallet_lot_issued), and what became of each (wallet_spend_lot_lot,
        // wallet_taken_lot).
        return jdbc.sql("""
                        SELECT issued_on, region, currency, sum(coins - gone - back)::bigint AS coins,
                               sum(deferred)::bigint AS deferred, sum(deferred + tax)::bigint AS paid
                        FROM (
                            SELECT issued_on, region, currency, coins, gone, back,
                                   div(deferred_micros::numeric * (coins - back), coins) - div(deferred_micros::numeric * gone, coins) AS deferred,
                                   CASE WHEN tax_at_sale THEN div(tax_micros::numeric * (coins - back), coins)
                                        - div(tax_micros::numeric * gone, coins) ELSE 0 END AS tax
                            FROM (
                                SELECT l.*, p.region, (l.issued_at AT TIME ZONE 'UTC')::date AS issued_on,
                                       coalesce((SELECT sum(f.coins) FROM wallet_spend_lot f JOIN wallet_spend s ON s.id = f.spend
                                                 WHERE f.lot = l.id AND s.spent_at < :end), 0) AS gone,
                                       coalesce((SELECT sum(t.coins) FROM wallet_taken t WHERE t.lot = l.id AND t.at < :end), 0) AS back
                                FROM wallet_lot l JOIN wallet_purchase p ON p.id = l.purchase
                                WHERE NOT l.bonus AND l.issued_at < :end
                            ) lot WHERE coins > gone + back
                        ) unused GROUP BY issued_on, region, currency ORDER BY issued_on, region, currency
                        """)
                .param("end", day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Line(
                        row.getObject("issued_on", LocalDate.class),
                        row.getString("region"),
                        new Coins(row.getLong("coins")),
                        new Money(row.getLong("paid"), row.getString("currency")),
                        new Money(row.getLong("deferred"), row.getString("currency"))))
                .list();
    }
}
