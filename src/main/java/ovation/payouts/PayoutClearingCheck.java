package ovation.payouts;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** The payout clearing account is the sum of the payouts that a bank has taken and not paid yet: it returns to zero with them. */
@Component
class PayoutClearingCheck implements BooksCheck {

    private final Lines lines;
    private final Ledger ledger;

    PayoutClearingCheck(Lines lines, Ledger ledger) {
        this.lines = lines;
        this.ledger = ledger;
    }

    @Override
    public String invariant() {
        return "I11";
    }

    @Override
    public List<Break> check() {
        var breaks = new ArrayList<Break>();
        for (var currency : ledger.currencies()) {
            if (currency.equals(Money.COIN)) {
                continue;
            }
            var clearing = ledger.balance(Account.platform(AccountKind.PAYOUT_CLEARING, currency))
                    .posted();
            var accepted = lines.accepted(currency);
            if (!clearing.equals(accepted)) {
                breaks.add(
                        new Break(currency, "PAYOUT_CLEARING is " + clearing + ", accepted payouts are " + accepted));
            }
        }
        return breaks;
    }
}
