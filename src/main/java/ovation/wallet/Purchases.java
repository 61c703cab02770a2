package ovation.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** All by primary key. */
@Repository
class Purchases {

    private final JdbcClient jdbc;

    Purchases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Purchase purchase) {
        jdbc.sql("""
                        INSERT INTO wallet_purchase (id, person, pack, region, channel, coins, bonus_coins, price_micros, tax_micros,
                            tax_per_million, tax_at_sale, currency, valid_days, bonus_valid_days, method, consent_at, begun_at)
                        VALUES (:id, :person, :pack, :region, :channel, :coins, :bonus, :price, :tax, :rate, :atSale, :currency, :days,
                            :bonusDays, :method, :consent, :begun)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", purchase.id())
                .param("person", purchase.person())
                .param("pack", purchase.pack())
                .param("region", purchase.region())
                .param("channel", purchase.channel())
                .param("coins", purchase.coins())
                .param("bonus", purchase.bonusCoins())
                .param("price", purchase.price().micros())
                .param("tax", purchase.tax().micros())
                .param("rate", purchase.taxPerMillion())
                .param("atSale", purchase.taxAtSale())
                .param("currency", purchase.price().currency())
                .param("days", purchase.validDays())
                .param("bonusDays", purchase.bonusValidDays())
                .param("method", purchase.method())
                .param("consent", utc(purchase.consentAt()))
                .param("begun", utc(purchase.begunAt()))
                .update();
    }

    Optional<Purchase> find(UUID id) {
        return jdbc.sql("SELECT * FROM wallet_purchase WHERE id = :id")
                .param("id", id)
                .query(Purchases::purchase)
                .optional();
    }

    void paid(UUID id, Instant now) {
        jdbc.sql("UPDATE wallet_purchase SET paid_at = :now WHERE id = :id AND paid_at IS NULL")
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Purchase purchase(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new Purchase(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                row.getObject("pack", UUID.class),
                row.getString("region"),
                row.getString("channel"),
                row.getLong("coins"),
                row.getLong("bonus_coins"),
                new Money(row.getLong("price_micros"), currency),
                new Money(row.getLong("tax_micros"), currency),
                row.getInt("tax_per_million"),
                row.getBoolean("tax_at_sale"),
                row.getObject("valid_days", Integer.class),
                row.getObject("bonus_valid_days", Integer.class),
                row.getString("method"),
                instant(row, "consent_at"),
                at(row, "begun_at"),
                instant(row, "paid_at"));
    }
}
