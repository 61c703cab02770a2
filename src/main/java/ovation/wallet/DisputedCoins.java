package ovation.wallet;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.Payments;

/**
 * A payer's bank takes a payment back. What the payment funded is undone, and nothing else: unspent coins are taken back at
 * their price; of spent ones the creators' shares while they are still estimated; the rest the buyer owes, and his wallet is
 * frozen rather than negative.
 */
@Component
class DisputedCoins {

    private final Purchases purchases;
    private final Lots lots;
    private final UndoingSpends undoing;
    private final Postings postings;
    private final Debts debts;
    private final JdbcClient jdbc;
    private final Clock clock;

    DisputedCoins(
            Purchases purchases,
            Lots lots,
            UndoingSpends undoing,
            Postings postings,
            Debts debts,
            JdbcClient jdbc,
            Clock clock) {
        this.purchases = purchases;
        this.lots = lots;
        this.undoing = undoing;
        this.postings = postings;
        this.debts = debts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static SubjectRef cause(UUID dispute) {
        return new SubjectRef("coin_dispute", dispute);
    }

    void opened(UUID purchaseId, UUID dispute, Money amount) {
        var purchase = lock(purchaseId);
        if (open(purchase, dispute, amount)) {
            lots.freeze(purchaseId, dispute);
        }
    }

    void won(UUID purchaseId, UUID dispute, Money amount) {
        var purchase = lock(purchaseId);
        open(purchase, dispute, amount);
        jdbc.sql("UPDATE wallet_dispute SET won_at = :now WHERE id = :id AND lost_at IS NULL AND won_at IS NULL")
                .param("now", Purchases.utc(clock.instant()))
                .param("id", dispute)
                .update();
        lots.thaw(purchaseId, dispute);
    }

    void lost(UUID purchaseId, UUID dispute, Money amount) {
        var purchase = lock(purchaseId);
        open(purchase, dispute, amount);
        var now = clock.instant();
        var first = jdbc.sql(
                                "UPDATE wallet_dispute SET lost_at = :now WHERE id = :id AND lost_at IS NULL AND won_at IS NULL")
                        .param("now", Purchases.utc(now))
                        .param("id", dispute)
                        .update()
                == 1;
        if (first) {
            takeBack(purchase, dispute, amount, now);
            lots.thaw(purchaseId, dispute);
        }
    }

    private void takeBack(Purchase purchase, UUID dispute, Money amount, Instant now) {
        var currency = amount.currency();
        var coins = 0L;
        var deferred = 0L;
        var tax = 0L;
        var covered = false;
        for (var lot : lots.of(purchase.id())) {
            var number = lot.bonus() ? (covered ? lot.left() : 0) : enough(lot, amount.micros());
            if (!lot.bonus()) {
                covered = number == lot.left();
            }
            if (number > 0) {
                var part = lot.back(number);
                lots.take(part, "dispute", dispute, now);
                coins += number;
                deferred += part.deferred();
                tax += part.taxPaid();
            }
        }
        var unspent = deferred + tax;
        var whole = amount.micros() >= purchase.price().micros();
        var undone = undoing.undo(dispute, purchase.id(), Math.max(0, amount.micros() - unspent), whole);
        // A part of a coin is a coin: what its value is above the disputed amount stays with the house.
        var over = Math.max(0, unspent - amount.micros());
        var rest = amount.micros() + over - unspent - undone.clawed() - undone.loss();
        // What is too little to be paid could never be settled: the house bears it, and nobody's wallet is frozen.
        var owed = rest < Payments.LEAST_MICROS ? 0 : rest;
        var loss = undone.loss() + rest - owed;
        var moves = new ArrayList<Postings.Move>();
        moves.add(new Postings.Move(
                "coins.dispute_lost",
                new Legs(Money.COIN)
                        .debit(AccountKind.COIN_WALLET, purchase.person(), coins)
                        .credit(AccountKind.COIN_ISSUED, coins)
                        .legs()));
        moves.add(new Postings.Move(
                "coins.dispute_lost",
                new Legs(currency)
                        .debit(AccountKind.COIN_DEFERRED_REVENUE, deferred)
                        .debit(AccountKind.SALES_TAX_PAYABLE, tax)
                        .debit(AccountKind.CHARGEBACK_LOSS, loss)
                        .debit(AccountKind.PERSON_OWES, purchase.person(), owed)
                        .credit(AccountKind.ROUNDING, over)
                        .credit(AccountKind.DISPUTE_CLEARING, amount.micros() - undone.clawed())
                        .legs()));
        moves.addAll(undone.moves());
        postings.post(cause(dispute), purchase.person(), now, moves);
        keep(dispute, owed, undone.clawed(), loss);
        if (owed > 0) {
            debts.freeze(Ids.next(clock), purchase.person(), dispute, now);
        }
    }

    /** How many of the coins that are left are worth the amount, all if they are worth less. */
    private static long enough(Lot lot, long micros) {
        if (lot.left() == 0 || lot.back(lot.left()).price() <= micros) {
            return lot.left();
        }
        var low = 1L;
        var high = lot.left();
        while (low < high) {
            var middle = (low + high) / 2;
            if (lot.back(middle).price() >= micros) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void keep(UUID dispute, long owed, long clawed, long loss) {
        jdbc.sql(
                        "UPDATE wallet_dispute SET owed_micros = :owed, clawed_micros = :clawed, loss_micros = :loss WHERE id = :id")
                .param("owed", owed)
                .param("clawed", clawed)
                .param("loss", loss)
                .param("id", dispute)
                .update();
    }

    private Purchase lock(UUID purchase) {
        var found = purchases.find(purchase).orElseThrow();
        lots.open(found.person(), clock.instant());
        return found;
    }

    /** @return whether it was not known */
    private boolean open(Purchase purchase, UUID dispute, Money amount) {
        return jdbc.sql("""
                        INSERT INTO wallet_dispute (id, purchase, person, amount_micros, currency, opened_at)
                        VALUES (:id, :purchase, :person, :amount, :currency, :now) ON CONFLICT DO NOTHING
                        """)
                        .param("id", dispute)
                        .param("purchase", purchase.id())
                        .param("person", purchase.person())
                        .param("amount", amount.micros())
                        .param("currency", amount.currency())
                        .param("now", Purchases.utc(clock.instant()))
                        .update()
                == 1;
    }
}
