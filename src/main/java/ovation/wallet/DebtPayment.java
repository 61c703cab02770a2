package ovation.wallet;

import java.util.ArrayList;
import java.util.UUID;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.payments.Payments.ChargeRequest;

/**
 * Somebody pays what he owes.
 *
 * @param id also the charge's, and the money transfer's
 * @param owed what the books say
 * @param amount what is charged: as much, up to the next whole cent
 */
record DebtPayment(UUID id, UUID person, Money owed, Money amount, String method) {

    static final String KIND = "coins.debt";

    static SubjectRef cause(UUID payment) {
        return new SubjectRef("coin_debt_payment", payment);
    }

    ChargeRequest charge() {
        var credits = new ArrayList<Leg>();
        credits.add(Leg.credit(new Account(AccountKind.PERSON_OWES, person, owed.currency()), owed));
        var rounding = amount.minus(owed);
        if (rounding.isPositive()) {
            credits.add(Leg.credit(Account.platform(AccountKind.ROUNDING, owed.currency()), rounding));
        }
        return new ChargeRequest(id, person, KIND, cause(id), credits, amount, method, "/coins");
    }
}
