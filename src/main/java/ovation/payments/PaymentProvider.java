package ovation.payments;

import java.util.UUID;
import ovation.ledger.Money;

/**
 * A provider that takes money for us. Both calls may take long, fail, or do their work and lose the answer: so both may be
 * repeated with the same charge, and are never made inside a transaction.
 */
interface PaymentProvider {

    /** Begins the charge, or answers where it stands if the provider knows it. */
    Answer charge(UUID charge, Money amount, String method);

    /** Where the charge stands; {@link Answer.Unknown} if the provider has not heard of it. */
    Answer find(UUID charge);

    /** What the provider says. An exception says nothing, and counts as not known. */
    sealed interface Answer {

        /** The money is ours. @param reference the provider's own name of the charge */
        record Confirmed(String reference) implements Answer {}

        /** The payer must go to the page first. @param url absolute, or a path of ours */
        record ActionNeeded(String reference, String url) implements Answer {}

        /** Final. @param code stable, for example {@code card_declined} */
        record Refusal(String reference, String code) implements Answer {}

        /** Not decided, or never heard of. */
        record Unknown() implements Answer {}
    }
}
