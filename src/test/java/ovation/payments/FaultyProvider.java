package ovation.payments;

import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ovation.ledger.Money;

/** The sandbox over a bad line: loses questions or answers, and notices if it is called inside a transaction. */
final class FaultyProvider implements PaymentProvider {

    enum Fault {
        NONE,
        LOSES_QUESTION,
        LOSES_ANSWER
    }

    private final PaymentProvider provider;
    Fault fault = Fault.NONE;
    int calls;

    FaultyProvider(PaymentProvider provider) {
        this.provider = provider;
    }

    @Override
    public Answer charge(UUID charge, Money amount, String method) {
        call();
        var answer = provider.charge(charge, amount, method);
        if (fault == Fault.LOSES_ANSWER) {
            throw new IllegalStateException("The line broke after the question");
        }
        return answer;
    }

    @Override
    public Answer find(UUID charge) {
        call();
        return provider.find(charge);
    }

    private void call() {
        calls++;
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new AssertionError("Called inside a transaction");
        }
        if (fault == Fault.LOSES_QUESTION) {
            throw new IllegalStateException("The line broke before the question");
        }
    }
}
