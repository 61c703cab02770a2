package ovation.wallet;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.payments.ChargeFollower;
import ovation.payments.Payments.ChargeRequest;

/** A debt that is paid lets the wallet go on; one whose payment is taken back is owed anew. */
@Component
class FollowingDebts implements ChargeFollower {

    private final Debts debts;
    private final Lots lots;
    private final Postings postings;
    private final Clock clock;

    FollowingDebts(Debts debts, Lots lots, Postings postings, Clock clock) {
        this.debts = debts;
        this.lots = lots;
        this.postings = postings;
        this.clock = clock;
    }

    @Override
    public boolean follows(String kind) {
        return kind.equals(DebtPayment.KIND);
    }

    @Override
    public void succeeded(ChargeRequest charge) {
        var person = charge.payer();
        var now = clock.instant();
        lots.lock(person);
        if (!debts.paid(charge.id(), now)) {
            return;
        }
        postings.keep(
                new Transfer(charge.id(), charge.kind(), charge.cause(), now, charge.credits()), charge.id(), person);
        if (debts.of(person).isEmpty()) {
            debts.thaw(person, person, "Paid: " + charge.id(), now);
        }
    }

    @Override
    public void disputeLost(ChargeRequest charge, UUID dispute, Money amount) {
        var person = charge.payer();
        var now = clock.instant();
        lots.lock(person);
        if (!debts.lost(charge.id(), dispute, amount, now)) {
            return;
        }
        postings.post(
                DebtPayment.cause(charge.id()),
                person,
                now,
                List.of(new Postings.Move(
                        "coins.debt_disputed",
                        new Legs(amount.currency())
                                .debit(AccountKind.PERSON_OWES, person, amount.micros())
                                .credit(AccountKind.DISPUTE_CLEARING, amount.micros())
                                .legs())));
        debts.freeze(Ids.next(clock), person, dispute, now);
    }
}
