package ovation.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

@Repository
class Refunds {

    private final JdbcClient jdbc;

    Refunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Refund refund) {
        jdbc.sql("""
                        INSERT INTO wallet_refund (id, purchase, person, coins, bonus_coins, amount_micros, rounding_micros, currency, asked_at)
                        VALUES (:id, :purchase, :person, :coins, :bonus, :amount, :rounding, :currency, :asked)
                        """)
                .param("id", refund.id())
                .param("purchase", refund.purchase())
                .param("person", refund.person())
                .param("coins", refund.coins())
                .param("bonus", refund.bonusCoins())
                .param("amount", refund.amount().micros())
                .param("rounding", refund.rounding().micros())
                .param("currency", refund.amount().currency())
                .param("asked", Purchases.utc(refund.askedAt()))
                .update();
    }

    /** By primary key. */
    Optional<Refund> find(UUID id) {
        return jdbc.sql("SELECT * FROM wallet_refund WHERE id = :id")
                .param("id", id)
                .query(Refunds::refund)
                .optional();
    }

    /** The one that is under way or done; served by wallet_refund_standing. */
    Optional<Refund> standing(UUID purchase) {
        return jdbc.sql("SELECT * FROM wallet_refund WHERE purchase = :purchase AND failed_at IS NULL")
                .param("purchase", purchase)
                .query(Refunds::refund)
                .optional();
    }

    /** Undecided, and not asked for just now, whoever waits longest first; served by wallet_refund_open. */
    List<Refund> open(Instant now, Duration quiet, int limit) {
        return jdbc.sql("""
                        SELECT * FROM wallet_refund WHERE refunded_at IS NULL AND failed_at IS NULL
                          AND coalesce(tried_at, asked_at) <= :before
                        ORDER BY coalesce(tried_at, asked_at) LIMIT :limit
                        """)
                .param("before", Purchases.utc(now.minus(quiet)))
                .param("limit", limit)
                .query(Refunds::refund)
                .list();
    }

    void tried(UUID id, Instant now) {
        jdbc.sql("UPDATE wallet_refund SET tried_at = :now WHERE id = :id")
                .param("now", Purchases.utc(now))
                .param("id", id)
                .update();
    }

    void refunded(UUID id, Instant now) {
        jdbc.sql("UPDATE wallet_refund SET refunded_at = :now WHERE id = :id AND failed_at IS NULL")
                .param("now", Purchases.utc(now))
                .param("id", id)
                .update();
    }

    void failed(UUID id, Instant now) {
        jdbc.sql("UPDATE wallet_refund SET failed_at = :now WHERE id = :id")
                .param("now", Purchases.utc(now))
                .param("id", id)
                .update();
    }

    static Refund refund(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new Refund(
                row.getObject("id", UUID.class),
                row.getObject("purchase", UUID.class),
                row.getObject("person", UUID.class),
                row.getLong("coins"),
                row.getLong("bonus_coins"),
                new Money(row.getLong("amount_micros"), currency),
                new Money(row.getLong("rounding_micros"), currency),
                Purchases.at(row, "asked_at"),
                Purchases.instant(row, "refunded_at"),
                Purchases.instant(row, "failed_at"));
    }
}
