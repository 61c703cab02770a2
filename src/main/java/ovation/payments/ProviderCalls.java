package ovation.payments;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A provider may take as long as it likes, so no lock and no connection is held while it is asked. */
final class ProviderCalls {

    private ProviderCalls() {}

    /** @throws IllegalStateException inside a transaction */
    static void refuseTransactions() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A provider is never called inside a transaction");
        }
    }
}
