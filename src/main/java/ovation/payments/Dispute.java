package ovation.payments;

import java.util.UUID;
import ovation.ledger.Money;

/** A dispute as it is stored. @param reference the provider's name of it */
record Dispute(UUID id, String reference, UUID charge, Money amount, State state) {

    enum State {
        OPEN,
        WON,
        LOST
    }
}
