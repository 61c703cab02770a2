package ovation.payments;

import java.util.UUID;
import ovation.ledger.Money;

/** Where a refund stands. */
public sealed interface RefundOutcome {

    UUID refund();

    Money amount();

    /** The provider has confirmed it, and it stands in the books. The payer's bank may still send it back: then it is failed. */
    record Refunded(UUID refund, Money amount) implements RefundOutcome {}

    /** Begun; the provider's answer is not known yet. Unknown is not failed. */
    record Pending(UUID refund, Money amount) implements RefundOutcome {}

    /** Final; nothing went back. @param code stable, for example {@code charge_disputed} */
    record Failed(UUID refund, Money amount, String code) implements RefundOutcome {}
}
