package ovation.payments;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;
import ovation.payments.PaymentProvider.ChargeOrder;
import ovation.payments.Payments.ChargeRequest;

/**
 * A charge as it is stored.
 *
 * @param reference the provider's own name of it, once told
 * @param actionUrl the provider's page while the payer is needed
 * @param declineCode why, once declined
 */
record Charge(
        ChargeRequest request,
        State state,
        String provider,
        @Nullable String reference,
        Instant createdAt,
        @Nullable String actionUrl,
        @Nullable String declineCode) {

    enum State {
        /** Committed; the provider may or may not have heard of it. */
        INTENT,
        /** The provider has been asked, and no answer is known. Unknown is not failed. */
        PENDING,
        NEEDS_ACTION,
        SUCCEEDED,
        DECLINED;

        boolean decided() {
            return this == SUCCEEDED || this == DECLINED;
        }
    }

    UUID id() {
        return request.id();
    }

    Money amount() {
        return request.amount();
    }

    ChargeOrder order() {
        return new ChargeOrder(id(), amount(), request.method(), request.returnPath(), createdAt, reference);
    }

    ChargeOutcome outcome() {
        return switch (state) {
            case INTENT, PENDING -> new ChargeOutcome.Pending(id(), amount());
            case NEEDS_ACTION ->
                new ChargeOutcome.NeedsAction(
                        id(), amount(), Optional.ofNullable(actionUrl).orElse(""));
            case SUCCEEDED -> new ChargeOutcome.Succeeded(id(), amount());
            case DECLINED ->
                new ChargeOutcome.Declined(
                        id(), amount(), Optional.ofNullable(declineCode).orElse("declined"));
        };
    }
}
