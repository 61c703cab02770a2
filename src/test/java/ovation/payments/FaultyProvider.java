package ovation.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ovation.payments.Transfers.TransferOutcome;
import ovation.payments.Transfers.TransferRequest;

/** A provider over a bad line: loses questions or answers, and notices if it is called inside a transaction. */
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
    public String name() {
        return provider.name();
    }

    @Override
    public boolean knows(String method) {
        return provider.knows(method);
    }

    @Override
    public Answer charge(ChargeOrder order) {
        return over(() -> provider.charge(order));
    }

    @Override
    public Answer find(ChargeOrder order) {
        return over(() -> provider.find(order));
    }

    @Override
    public Answer capture(ChargeOrder order) {
        return over(() -> provider.capture(order));
    }

    @Override
    public RefundAnswer refund(RefundOrder order) {
        return over(() -> provider.refund(order));
    }

    @Override
    public RefundAnswer findRefund(RefundOrder order) {
        return over(() -> provider.findRefund(order));
    }

    @Override
    public Optional<DisputeNews> dispute(String reference) {
        return over(() -> provider.dispute(reference));
    }

    @Override
    public List<DisputeNews> disputesSince(Instant since) {
        return over(() -> provider.disputesSince(since));
    }

    @Override
    public List<SettlementLine> settlement(LocalDate day) {
        return over(() -> provider.settlement(day));
    }

    @Override
    public TransferOutcome transfer(TransferRequest request) {
        return over(() -> provider.transfer(request));
    }

    @Override
    public Optional<TransferOutcome> findTransfer(TransferRequest request, @Nullable String reference) {
        return over(() -> provider.findTransfer(request, reference));
    }

    @Override
    public String signatureHeader() {
        return provider.signatureHeader();
    }

    @Override
    public List<String> webhookSecrets() {
        return provider.webhookSecrets();
    }

    @Override
    public Notice read(byte[] body) {
        return provider.read(body);
    }

    private <T> T over(Supplier<T> call) {
        calls++;
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new AssertionError("Called inside a transaction");
        }
        if (fault == Fault.LOSES_QUESTION) {
            throw new IllegalStateException("The line broke before the question");
        }
        var answer = call.get();
        if (fault == Fault.LOSES_ANSWER) {
            throw new IllegalStateException("The line broke after the question");
        }
        return answer;
    }
}
