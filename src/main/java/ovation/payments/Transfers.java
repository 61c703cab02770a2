package ovation.payments;

import java.util.Optional;
import java.util.UUID;
import ovation.ledger.Money;

/** Money out through the provider, to a destination that the provider knows. Books nothing: the caller does. */
public interface Transfers {

    /**
     * @param id made and stored by the caller: the provider's idempotency key
     * @param destination the provider's name of the receiving account, for example {@code acct_…}
     */
    record TransferRequest(UUID id, String destination, Money amount) {}

    /** Never inside a transaction; repeat it with the same id until it is decided. */
    TransferOutcome send(TransferRequest request);

    /** Asks the provider; empty if it has not heard of it. */
    Optional<TransferOutcome> find(UUID id);

    sealed interface TransferOutcome {

        record Sent(String reference) implements TransferOutcome {}

        /** Unknown is not failed. */
        record Pending() implements TransferOutcome {}

        /** Final. @param code stable, for example {@code account_closed} */
        record Failed(String code) implements TransferOutcome {}

        /** Was sent, and has come back later. */
        record Returned(String code) implements TransferOutcome {}
    }
}
