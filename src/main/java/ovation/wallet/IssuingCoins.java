package ovation.wallet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.payments.Payments.ChargeRequest;

/** Gives out what was paid for, in the transaction that books the payment; once, however often it is told. */
@Component
class IssuingCoins {

    private final Purchases purchases;
    private final Lots lots;
    private final Postings postings;
    private final Clock clock;

    IssuingCoins(Purchases purchases, Lots lots, Postings postings, Clock clock) {
        this.purchases = purchases;
        this.lots = lots;
        this.postings = postings;
        this.clock = clock;
    }

    void issue(ChargeRequest charge) {
        var now = clock.instant();
        lots.open(charge.payer(), now);
        var purchase = purchases
                .find(charge.id())
                .orElseThrow(() -> new IllegalStateException("Nobody has bought coins by charge " + charge.id()));
        if (purchase.paidAt() != null) {
            return;
        }
        purchases.paid(purchase.id(), now);
        add(purchase, now).forEach(lots::add);
        var coins = purchase.coins() + purchase.bonusCoins();
        postings.keep(
                new Transfer(purchase.id(), Purchase.KIND, purchase.cause(), now, charge.credits()),
                purchase.id(),
                purchase.person());
        postings.post(
                purchase.cause(),
                purchase.person(),
                now,
                List.of(new Postings.Move(
                        "coins.issue",
                        new Legs(Money.COIN)
                                .debit(AccountKind.COIN_ISSUED, coins)
                                .credit(AccountKind.COIN_WALLET, purchase.person(), coins)
                                .legs())));
    }

    private List<Lot> add(Purchase purchase, Instant now) {
        var added = new ArrayList<Lot>();
        added.add(lot(purchase, false, now));
        if (purchase.bonusCoins() > 0) {
            added.add(lot(purchase, true, now));
        }
        return added;
    }

    private Lot lot(Purchase purchase, boolean bonus, Instant now) {
        var net = purchase.price().minus(purchase.tax()).micros();
        return new Lot(
                Ids.next(clock),
                purchase.person(),
                purchase.id(),
                bonus,
                bonus ? purchase.bonusCoins() : purchase.coins(),
                0,
                0,
                purchase.price().currency(),
                bonus ? 0 : purchase.deferred().micros(),
                bonus ? 0 : purchase.tax().micros(),
                purchase.taxAtSale(),
                bonus ? Math.multiplyExact(net, purchase.bonusCoins()) / purchase.coins() : 0,
                null,
                now,
                expiry(now, bonus ? purchase.bonusValidDays() : purchase.validDays()));
    }

    private static @Nullable Instant expiry(Instant now, @Nullable Integer days) {
        return days == null ? null : now.plus(Duration.ofDays(days));
    }
}
