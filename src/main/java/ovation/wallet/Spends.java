package ovation.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.SubjectRef;
import ovation.ledger.Money;
import ovation.wallet.Wallet.Beneficiary;
import ovation.wallet.Wallet.SpendRequest;

/** What was spent, and which coins paid for it. */
@Repository
class Spends {

    private final JdbcClient jdbc;

    Spends(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A part of a lot that was spent. @param share the creator's, of what was paid. @param promotion of bonus coins */
    record Funded(Lot.Part part, long share, long promotion) {}

    /** By primary key. */
    Optional<SpendRequest> find(UUID id) {
        return jdbc.sql("SELECT * FROM wallet_spend WHERE id = :id")
                .param("id", id)
                .query(Spends::spend)
                .optional();
    }

    void add(SpendRequest request, List<Funded> parts, Instant now, @Nullable Instant maturesAt) {
        var beneficiary = request.beneficiary();
        jdbc.sql("""
                        INSERT INTO wallet_spend (id, person, coins, kind, cause_kind, cause_id, creator, share_per_million, spent_at, matures_at)
                        VALUES (:id, :person, :coins, :kind, :causeKind, :causeId, :creator, :share, :now, :matures)
                        """)
                .param("id", request.id())
                .param("person", request.person())
                .param("coins", request.coins().number())
                .param("kind", request.kind())
                .param("causeKind", request.cause().kind())
                .param("causeId", request.cause().id())
                .param("creator", beneficiary == null ? null : beneficiary.creator())
                .param("share", beneficiary == null ? 0 : beneficiary.sharePerMillion())
                .param("now", Purchases.utc(now))
                .param("matures", Purchases.utc(maturesAt))
                .update();
        for (var funded : parts) {
            add(request.id(), funded);
        }
    }

    private void add(UUID spend, Funded funded) {
        var part = funded.part();
        jdbc.sql("""
                        INSERT INTO wallet_spend_lot (spend, lot, first_coin, coins, currency, price_micros, released_micros, tax_micros,
                            share_micros, promotion_micros)
                        VALUES (:spend, :lot, :first, :coins, :currency, :price, :released, :tax, :share, :promotion)
                        """)
                .param("spend", spend)
                .param("lot", part.lot().id())
                .param("first", part.first())
                .param("coins", part.coins())
                .param("currency", part.lot().currency())
                .param("price", part.price())
                .param("released", part.deferred())
                .param("tax", part.taxDue())
                .param("share", funded.share())
                .param("promotion", funded.promotion())
                .update();
    }

    /** Coins that the person has spent; served by wallet_spend_person. */
    long since(UUID person, Instant from) {
        return jdbc.sql(
                        "SELECT coalesce(sum(coins), 0)::bigint FROM wallet_spend WHERE person = :person AND spent_at > :from")
                .param("person", person)
                .param("from", Purchases.utc(from))
                .query(Long.class)
                .single();
    }

    /** What the coins of a spend were bought for; served by the primary key. */
    List<Money> paid(UUID spend) {
        return jdbc.sql("""
                        SELECT currency, sum(price_micros)::bigint AS micros FROM wallet_spend_lot WHERE spend = :spend
                        GROUP BY currency ORDER BY currency
                        """)
                .param("spend", spend)
                .query((row, number) -> new Money(row.getLong("micros"), row.getString("currency")))
                .list();
    }

    private static SpendRequest spend(ResultSet row, int number) throws SQLException {
        var creator = row.getObject("creator", UUID.class);
        return new SpendRequest(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                new Coins(row.getLong("coins")),
                row.getString("kind"),
                new SubjectRef(row.getString("cause_kind"), row.getObject("cause_id", UUID.class)),
                creator == null ? null : new Beneficiary(creator, row.getLong("share_per_million")));
    }
}
