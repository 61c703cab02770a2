package ovation.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sub-ledger of coins, and the lock before which nobody touches a person's. */
@Repository
class Lots {

    private final JdbcClient jdbc;

    Lots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Opens the wallet if there is none, and locks it until the transaction ends. By primary key. */
    void open(UUID person, Instant now) {
        jdbc.sql("INSERT INTO wallet_person (person, opened_at) VALUES (:person, :now) ON CONFLICT DO NOTHING")
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        lock(person);
    }

    /** The wallet's row before any lot, any lot before any account. @return false if there is no wallet */
    boolean lock(UUID person) {
        return jdbc.sql("SELECT 1 FROM wallet_person WHERE person = :person FOR UPDATE")
                .param("person", person)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Served by wallet_freeze_open. */
    boolean frozen(UUID person) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM wallet_freeze WHERE person = :person AND lifted_at IS NULL)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    void add(Lot lot) {
        jdbc.sql("""
                        INSERT INTO wallet_lot (id, person, purchase, bonus, coins, currency, deferred_micros, tax_micros, tax_at_sale,
                            worth_micros, issued_at, expires_at)
                        VALUES (:id, :person, :purchase, :bonus, :coins, :currency, :deferred, :tax, :atSale, :worth, :issued, :expires)
                        """)
                .param("id", lot.id())
                .param("person", lot.person())
                .param("purchase", lot.purchase())
                .param("bonus", lot.bonus())
                .param("coins", lot.coins())
                .param("currency", lot.currency())
                .param("deferred", lot.deferredMicros())
                .param("tax", lot.taxMicros())
                .param("atSale", lot.taxAtSale())
                .param("worth", lot.worthMicros())
                .param("issued", Purchases.utc(lot.issuedAt()))
                .param("expires", Purchases.utc(lot.expiresAt()))
                .update();
    }

    /** What can be spent, in the order of spending; served by wallet_lot_left. */
    List<Lot> usable(UUID person, Instant now) {
        return jdbc.sql("""
                        SELECT * FROM wallet_lot
                        WHERE person = :person AND spent + taken < coins AND frozen_by IS NULL
                          AND (expires_at IS NULL OR expires_at > :now)
                        ORDER BY bonus, issued_at, id
                        """)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Lots::lot)
                .list();
    }

    /** All that have coins left, also those that cannot be spent; served by wallet_lot_left. */
    List<Lot> left(UUID person) {
        return jdbc.sql("""
                        SELECT * FROM wallet_lot WHERE person = :person AND spent + taken < coins ORDER BY bonus, issued_at, id
                        """).param("person", person).query(Lots::lot).list();
    }

    /** The paid lot, then the bonus lot if there is one; served by UNIQUE (purchase, bonus). */
    List<Lot> of(UUID purchase) {
        return jdbc.sql("SELECT * FROM wallet_lot WHERE purchase = :purchase ORDER BY bonus")
                .param("purchase", purchase)
                .query(Lots::lot)
                .list();
    }

    void spend(List<Lot.Part> parts) {
        jdbc.sql("""
                        UPDATE wallet_lot l SET spent = l.spent + part.coins
                        FROM unnest(:lots::uuid[], :coins::bigint[]) AS part (lot, coins) WHERE l.id = part.lot
                        """)
                .param("lots", parts.stream().map(part -> part.lot().id()).toArray(UUID[]::new))
                .param("coins", parts.stream().map(Lot.Part::coins).toArray(Long[]::new))
                .update();
    }

    /** Takes coins off the back of a lot, and keeps why. */
    void take(Lot.Part part, String why, UUID fact, Instant now) {
        taken(part.lot(), part.coins(), part.deferred(), part.taxPaid(), why, fact, now);
    }

    /** Puts back what a refund took that has failed. */
    void putBack(UUID refund, Instant now) {
        record Took(UUID lot, long coins, long deferred, long tax) {}
        var took = jdbc.sql("SELECT * FROM wallet_taken WHERE fact = :refund AND why = 'refund'")
                .param("refund", refund)
                .query((row, number) -> new Took(
                        row.getObject("lot", UUID.class),
                        row.getLong("coins"),
                        row.getLong("deferred_micros"),
                        row.getLong("tax_micros")))
                .list();
        for (var each : took) {
            var lot = find(each.lot());
            taken(lot, -each.coins(), -each.deferred(), -each.tax(), "refund_failed", refund, now);
        }
    }

    private void taken(Lot lot, long coins, long deferred, long tax, String why, UUID fact, Instant now) {
        jdbc.sql("UPDATE wallet_lot SET taken = taken + :coins WHERE id = :id")
                .param("coins", coins)
                .param("id", lot.id())
                .update();
        jdbc.sql("""
                        INSERT INTO wallet_taken (fact, lot, why, person, coins, currency, deferred_micros, tax_micros, at)
                        VALUES (:fact, :lot, :why, :person, :coins, :currency, :deferred, :tax, :now)
                        """)
                .param("fact", fact)
                .param("lot", lot.id())
                .param("why", why)
                .param("person", lot.person())
                .param("coins", coins)
                .param("currency", lot.currency())
                .param("deferred", deferred)
                .param("tax", tax)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void freeze(UUID purchase, UUID dispute) {
        jdbc.sql("UPDATE wallet_lot SET frozen_by = :dispute WHERE purchase = :purchase AND frozen_by IS NULL")
                .param("dispute", dispute)
                .param("purchase", purchase)
                .update();
    }

    void thaw(UUID purchase, UUID dispute) {
        jdbc.sql("UPDATE wallet_lot SET frozen_by = NULL WHERE purchase = :purchase AND frozen_by = :dispute")
                .param("dispute", dispute)
                .param("purchase", purchase)
                .update();
    }

    private Lot find(UUID id) {
        return jdbc.sql("SELECT * FROM wallet_lot WHERE id = :id")
                .param("id", id)
                .query(Lots::lot)
                .single();
    }

    static Lot lot(ResultSet row, int number) throws SQLException {
        return new Lot(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                row.getObject("purchase", UUID.class),
                row.getBoolean("bonus"),
                row.getLong("coins"),
                row.getLong("spent"),
                row.getLong("taken"),
                row.getString("currency"),
                row.getLong("deferred_micros"),
                row.getLong("tax_micros"),
                row.getBoolean("tax_at_sale"),
                row.getLong("worth_micros"),
                row.getObject("frozen_by", UUID.class),
                Purchases.at(row, "issued_at"),
                Purchases.instant(row, "expires_at"));
    }
}
