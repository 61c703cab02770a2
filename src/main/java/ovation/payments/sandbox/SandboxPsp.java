package ovation.payments.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox company's interface, as its documents would describe it. The same on the wire
 * ({@code /sandbox/psp/v1}) and in process, for contexts without a web server. Amounts are decimals such as {@code 12.50};
 * a reference is the merchant's id and makes each call repeatable.
 */
public interface SandboxPsp {

    /** How long the hosted page waits for the payer. */
    Duration PATIENCE = Duration.ofHours(24);

    /** @param capture false to authorise only @param returnUrl where the page sends the payer, a path of the merchant */
    record NewPayment(
            UUID reference, String amount, String currency, String method, boolean capture, String returnUrl) {}

    /**
     * @param state {@code waiting}, {@code challenge}, {@code authorised}, {@code captured} or {@code declined}
     * @param page the hosted page, while the payer is needed
     */
    record Payment(
            UUID reference,
            String amount,
            String currency,
            String state,
            @Nullable String page,
            @Nullable String declineCode,
            String returnUrl) {}

    record NewRefund(UUID reference, UUID payment, String amount, String currency) {}

    /** @param state {@code pending}, {@code succeeded} or {@code failed} */
    record RefundState(
            UUID reference, String state, @Nullable String failCode) {}

    /** @param state {@code open}, {@code won} or {@code lost} */
    record DisputeState(
            String id, UUID payment, String amount, String currency, String reason, String state, Instant openedAt) {}

    record NewTransfer(UUID reference, String destination, String amount, String currency) {}

    /** @param state {@code sent}, {@code failed} or {@code returned} */
    record TransferState(
            UUID reference, String state, @Nullable String failCode) {}

    Payment pay(NewPayment payment);

    Optional<Payment> payment(UUID reference);

    Payment capture(UUID reference);

    RefundState refund(NewRefund refund);

    Optional<RefundState> refundOf(UUID reference);

    Optional<DisputeState> dispute(String id);

    /** At most 500, oldest first. */
    List<DisputeState> disputesSince(Instant since);

    TransferState transfer(NewTransfer transfer);

    Optional<TransferState> transferOf(UUID reference);

    /** CSV of a day (UTC): {@code id,kind,source,currency,gross,fee,net,moved_at}. */
    String settlement(LocalDate day);
}
