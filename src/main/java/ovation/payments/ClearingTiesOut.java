package ovation.payments;

import java.util.List;
import org.springframework.stereotype.Component;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;

/** I11: what a clearing account holds is the sum of its open items, by name; how old they are is the ageing list's. */
@Component
class ClearingTiesOut implements BooksCheck {

    private final Reconciling reconciling;

    ClearingTiesOut(Reconciling reconciling) {
        this.reconciling = reconciling;
    }

    @Override
    public String invariant() {
        return "I11";
    }

    @Override
    public List<Break> check() {
        return reconciling.tieOuts().stream()
                .filter(each -> each.account() == AccountKind.REFUND_CLEARING
                        ? each.balance().compareTo(each.explained()) < 0
                        : !each.ties())
                .map(each -> new Break(
                        each.balance().currency(),
                        "%s holds %s, its open items say %s"
                                .formatted(each.account(), each.balance(), each.explained())))
                .toList();
    }
}
