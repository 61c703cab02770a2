package ovation.wallet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/**
 * The spends that a lost payment had funded, newest first: a creator gives back his share while it is still estimated; what has
 * matured stays his, and is the house's loss.
 */
@Component
class UndoingSpends {

    private final Ledger ledger;
    private final JdbcClient jdbc;

    UndoingSpends(Ledger ledger, JdbcClient jdbc) {
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    /** @param clawed what creators give back of the payment. @param loss what they keep. @param moves the clawbacks */
    record Undone(long clawed, long loss, List<Postings.Move> moves) {}

    private record Funded(
            UUID spend,
            UUID lot,
            boolean bonus,
            @Nullable UUID creator,
            boolean estimated,
            String currency,
            long price,
            long share,
            long promotion) {}

    private static final class Back {
        long share;
        long promotion;
    }

    /** @param micros the disputed amount that spent coins stand for. @param whole whether the bonus coins are undone too */
    Undone undo(UUID dispute, UUID purchase, long micros, boolean whole) {
        var back = new TreeMap<UUID, Back>();
        var estimated = new HashMap<UUID, Long>();
        var left = micros;
        var clawed = 0L;
        var loss = 0L;
        var currency = "";
        for (var each : funded(purchase)) {
            var price = Math.min(left, each.price());
            var part = each.bonus() ? (whole ? 1 : 0) : price;
            if (part == 0) {
                continue;
            }
            left -= price;
            currency = each.currency();
            var share = each.bonus() || each.price() == 0
                    ? 0
                    : new Money(each.share(), currency).allocate(price, each.price() - price)[0].micros();
            var can = estimated(each, estimated);
            var taken = Math.min(share, can);
            var promotion = Math.min(each.promotion(), can - taken);
            var creator = each.creator();
            if (creator != null) {
                estimated.computeIfPresent(creator, (id, all) -> all - taken - promotion);
                var its = back.computeIfAbsent(creator, id -> new Back());
                its.share += taken;
                its.promotion += promotion;
            }
            clawed += taken;
            loss += share - taken;
            keep(dispute, each, price, taken, promotion, share - taken);
        }
        return new Undone(clawed, loss, moves(back, currency));
    }

    /** What can be taken back of a share now. */
    private long estimated(Funded each, Map<UUID, Long> known) {
        var creator = each.creator();
        if (creator == null || !each.estimated()) {
            return 0;
        }
        return known.computeIfAbsent(
                creator, id -> ledger.balance(new Account(AccountKind.CREATOR_ESTIMATED, id, each.currency()))
                        .available()
                        .micros());
    }

    /** What a creator gives back was neither revenue nor cost, so gross presentation shrinks with it, and net stays. */
    private static List<Postings.Move> moves(Map<UUID, Back> back, String currency) {
        var moves = new ArrayList<Postings.Move>();
        back.forEach((creator, its) -> moves.add(new Postings.Move(
                "coins.clawback",
                new Legs(currency)
                        .debit(AccountKind.CREATOR_ESTIMATED, creator, its.share + its.promotion)
                        .credit(AccountKind.DISPUTE_CLEARING, its.share)
                        .debit(AccountKind.COIN_REVENUE, its.share)
                        .credit(AccountKind.CREATOR_SHARE_COST, its.share)
                        .credit(AccountKind.PROMOTION_COST, its.promotion)
                        .legs())));
        return moves;
    }

    /** Served by UNIQUE (purchase, bonus) of lots and wallet_spend_lot_lot; locked against maturing meanwhile. */
    private List<Funded> funded(UUID purchase) {
        return jdbc.sql("""
                        SELECT s.id, f.lot, l.bonus, s.creator, s.matured_at IS NULL AS estimated, f.currency, f.price_micros,
                               f.share_micros - coalesce((SELECT sum(r.share_micros + r.loss_micros) FROM wallet_reversal r
                                   WHERE r.spend = f.spend AND r.lot = f.lot), 0) AS share,
                               f.promotion_micros - coalesce((SELECT sum(r.promotion_micros) FROM wallet_reversal r
                                   WHERE r.spend = f.spend AND r.lot = f.lot), 0) AS promotion,
                               coalesce((SELECT sum(r.price_micros) FROM wallet_reversal r
                                   WHERE r.spend = f.spend AND r.lot = f.lot), 0) AS undone
                        FROM wallet_lot l JOIN wallet_spend_lot f ON f.lot = l.id JOIN wallet_spend s ON s.id = f.spend
                        WHERE l.purchase = :purchase
                        ORDER BY s.spent_at DESC, s.id DESC FOR UPDATE OF s
                        """)
                .param("purchase", purchase)
                .query((row, number) -> new Funded(
                        row.getObject("id", UUID.class),
                        row.getObject("lot", UUID.class),
                        row.getBoolean("bonus"),
                        row.getObject("creator", UUID.class),
                        row.getBoolean("estimated"),
                        row.getString("currency"),
                        row.getLong("price_micros") - row.getLong("undone"),
                        row.getLong("share"),
                        row.getLong("promotion")))
                .list();
    }

    private void keep(UUID dispute, Funded each, long price, long share, long promotion, long loss) {
        jdbc.sql("""
                        INSERT INTO wallet_reversal (dispute, spend, lot, price_micros, share_micros, promotion_micros, loss_micros)
                        VALUES (:dispute, :spend, :lot, :price, :share, :promotion, :loss)
                        """)
                .param("dispute", dispute)
                .param("spend", each.spend())
                .param("lot", each.lot())
                .param("price", price)
                .param("share", share)
                .param("promotion", promotion)
                .param("loss", loss)
                .update();
    }
}
