package ovation.payments;

import java.util.UUID;
import ovation.ledger.Money;

/** Where a charge stands. */
public sealed interface ChargeOutcome {

    UUID charge();

    Money amount();

    /** The provider has confirmed it, and it stands in the books. */
    record Succeeded(UUID charge, Money amount) implements ChargeOutcome {}

    /** The payer must go to the provider's page first. */
    record NeedsAction(UUID charge, Money amount, String url) implements ChargeOutcome {}

    /** Begun; the provider's answer is not known yet. Unknown is not failed. */
    record Pending(UUID charge, Money amount) implements ChargeOutcome {}

    /** @param code stable reason, for example {@code card_declined} */
    record Declined(UUID charge, Money amount, String code) implements ChargeOutcome {}
}
