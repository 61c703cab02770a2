package ovation.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** What is offered where: of each slot the newest row that is valid already. */
@Repository
class Packs {

    private final JdbcClient jdbc;

    Packs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param consentNeeded whether the law asks for express consent to immediate performance */
    record Region(String code, String currency, int taxPerMillion, boolean taxAtSale, boolean consentNeeded) {}

    Optional<Region> region(String code) {
        return jdbc.sql("SELECT * FROM wallet_region WHERE region = :region")
                .param("region", code)
                .query(Packs::region)
                .optional();
    }

    /** Where coins are sold, by code. */
    List<Region> regions() {
        return jdbc.sql("SELECT * FROM wallet_region ORDER BY region")
                .query(Packs::region)
                .list();
    }

    /** Smallest first; served by wallet_pack_offer. */
    List<Pack> offered(String region, String channel, Instant now) {
        return jdbc.sql("""
                        SELECT * FROM (
                            SELECT DISTINCT ON (slot) * FROM wallet_pack
                            WHERE region = :region AND channel = :channel AND valid_from <= :now
                            ORDER BY slot, valid_from DESC, id DESC
                        ) newest WHERE offered ORDER BY coins, slot
                        """)
                .param("region", region)
                .param("channel", channel)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Packs::pack)
                .list();
    }

    Optional<Pack> find(UUID id) {
        return jdbc.sql("SELECT * FROM wallet_pack WHERE id = :id")
                .param("id", id)
                .query(Packs::pack)
                .optional();
    }

    /** @param offered false ends the slot */
    void add(Pack pack, boolean offered, Instant validFrom, UUID by) {
        jdbc.sql("""
                        INSERT INTO wallet_pack (id, region, channel, slot, offered, coins, bonus_coins, price_micros, currency,
                            tax_per_million, tax_at_sale, valid_days, bonus_valid_days, valid_from, made_by)
                        VALUES (:id, :region, :channel, :slot, :offered, :coins, :bonus, :price, :currency, :tax, :atSale, :days,
                            :bonusDays, :from, :by)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", pack.id())
                .param("region", pack.region())
                .param("channel", pack.channel())
                .param("slot", pack.slot())
                .param("offered", offered)
                .param("coins", pack.coins())
                .param("bonus", pack.bonusCoins())
                .param("price", pack.price().micros())
                .param("currency", pack.price().currency())
                .param("tax", pack.taxPerMillion())
                .param("atSale", pack.taxAtSale())
                .param("days", pack.validDays())
                .param("bonusDays", pack.bonusValidDays())
                .param("from", validFrom.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    private static Region region(ResultSet row, int number) throws SQLException {
        return new Region(
                row.getString("region"),
                row.getString("currency"),
                row.getInt("tax_per_million"),
                row.getBoolean("tax_at_sale"),
                row.getBoolean("consent_needed"));
    }

    private static Pack pack(ResultSet row, int number) throws SQLException {
        return new Pack(
                row.getObject("id", UUID.class),
                row.getString("region"),
                row.getString("channel"),
                row.getInt("slot"),
                row.getLong("coins"),
                row.getLong("bonus_coins"),
                new Money(row.getLong("price_micros"), row.getString("currency")),
                row.getInt("tax_per_million"),
                row.getBoolean("tax_at_sale"),
                days(row, "valid_days"),
                days(row, "bonus_valid_days"));
    }

    private static @Nullable Integer days(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }
}
