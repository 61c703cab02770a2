package ovation.payouts;

import java.util.UUID;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.Money;

/** Takes back from a creator what should not have been earned, also when it has been paid out already. */
public interface Clawbacks {

    /**
     * @param id UUIDv7 made and stored by the caller: the idempotency key
     * @param amount positive
     * @param to the account that gets it back, for example the loss that a dispute has made
     * @param cause why
     */
    record Clawback(UUID id, UUID person, Money amount, Account to, SubjectRef cause) {}

    /** What was taken from where; the three sum to the amount. @param owed is netted from later earnings */
    record Taken(Money estimated, Money available, Money owed) {}

    /**
     * Joins the caller's transaction. Takes from what is estimated, then from what is available; the rest is owed. The same
     * id again answers the same and takes nothing.
     */
    Taken take(Clawback clawback);
}
