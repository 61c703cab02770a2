package ovation.payments;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ovation.payments.Payments.RefundRequest;

/** A refund as it is stored. */
record Refund(
        RefundRequest request,
        State state,
        @Nullable String reference,
        @Nullable String failCode) {

    enum State {
        INTENT,
        PENDING,
        REFUNDED,
        FAILED;

        boolean decided() {
            return this == REFUNDED || this == FAILED;
        }
    }

    RefundOutcome outcome() {
        return switch (state) {
            case INTENT, PENDING -> new RefundOutcome.Pending(request.id(), request.amount());
            case REFUNDED -> new RefundOutcome.Refunded(request.id(), request.amount());
            case FAILED ->
                new RefundOutcome.Failed(
                        request.id(),
                        request.amount(),
                        Optional.ofNullable(failCode).orElse("refund_failed"));
        };
    }
}
