package ovation.payouts;

import java.util.UUID;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.PostingOutcome;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

/** The names under which payouts stand in the ledger. {@code docs/payouts.md} says what each moves. */
final class Posting {

    static final String HOLD = "payouts.hold";
    static final String UNHOLD = "payouts.unhold";
    static final String CLAWBACK = "payouts.clawback";
    static final String NETTING = "payouts.netting";
    static final String PAYOUT = "payouts.payout";
    static final String PAID = "payouts.paid";
    static final String UNPAID = "payouts.unpaid";
    static final String UNSETTLED = "payouts.returned";

    static final String LINE = "payout_line";
    static final String HELD = "payout_hold";
    static final String NET = "payout_netting";

    private Posting() {}

    static Account of(AccountKind kind, UUID person, String currency) {
        return new Account(kind, person, currency);
    }

    static SubjectRef line(UUID id) {
        return new SubjectRef(LINE, id);
    }

    static SubjectRef reversalOf(UUID transfer) {
        return new SubjectRef("transfer", transfer);
    }

    /** @return whether it stands; false for missing funds. @throws Refused while the currency's books are stopped */
    static boolean stands(PostingOutcome outcome) {
        return switch (outcome) {
            case Posted done -> true;
            case Rejected no when no.reason() == Reason.INSUFFICIENT_FUNDS -> false;
            case Rejected no
            when no.reason() == Reason.CURRENCY_STOPPED -> throw Refused.because(PayoutsProblem.PAYOUT_BOOKS_STOPPED);
            case Rejected no -> throw new IllegalStateException("The ledger rejected " + no);
        };
    }

    static void mustStand(PostingOutcome outcome) {
        if (!stands(outcome)) {
            throw new IllegalStateException("The ledger found no funds for " + outcome);
        }
    }
}
