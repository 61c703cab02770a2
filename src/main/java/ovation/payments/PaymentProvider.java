package ovation.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ledger.Money;
import ovation.payments.Transfers.TransferOutcome;
import ovation.payments.Transfers.TransferRequest;

/**
 * A provider that moves money for us. Every call may take long, fail, or do its work and lose the answer: so each may be
 * repeated with the same id, and none is made inside a transaction. An exception says nothing, and counts as not known.
 */
interface PaymentProvider {

    /** As in {@code ovation.payments.provider} and {@code /webhooks/payments/<name>}. */
    String name();

    /** Whether a charge may be made by this method. */
    boolean knows(String method);

    /** Begins the charge, or answers where it stands if the provider knows it. Captures what it authorises. */
    Answer charge(ChargeOrder order);

    /** Where the charge stands; {@link Answer.Unknown} if the provider has not heard of it. */
    Answer find(ChargeOrder order);

    /** Takes what was authorised only; answers where the charge stands if there is nothing to take. */
    Answer capture(ChargeOrder order);

    /** Begins the refund, or answers where it stands if the provider knows it. */
    RefundAnswer refund(RefundOrder order);

    /** Where the refund stands; {@link RefundAnswer.Unknown} if the provider has not heard of it. */
    RefundAnswer findRefund(RefundOrder order);

    Optional<DisputeNews> dispute(String reference);

    /** Disputes opened since then, oldest first. For those of which we were not told. */
    List<DisputeNews> disputesSince(Instant since);

    /** What moved on our balance there on a day (UTC). Final once the day is over. */
    List<SettlementLine> settlement(LocalDate day);

    TransferOutcome transfer(TransferRequest request);

    /** Empty if the provider has not heard of it. @param reference its own name of it, if it told us */
    Optional<TransferOutcome> findTransfer(TransferRequest request, @Nullable String reference);

    /** The header that carries the signature of its webhooks. */
    String signatureHeader();

    /** Any of them may have signed: secrets are changed by having two for a while. */
    List<String> webhookSecrets();

    /** Reads what a webhook is about. Its state is not believed: it is fetched. @throws RuntimeException unreadable */
    Notice read(byte[] body);

    /** @param reference the provider's own name of the charge, once it told us */
    record ChargeOrder(
            UUID id,
            Money amount,
            String method,
            String returnPath,
            Instant createdAt,
            @Nullable String reference) {}

    record RefundOrder(
            UUID id,
            UUID charge,
            String chargeReference,
            Money amount,
            @Nullable String reference) {}

    /** What the provider says of a charge. */
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

    sealed interface RefundAnswer {

        record Done(String reference) implements RefundAnswer {}

        /** The provider works on it. */
        record Underway(String reference) implements RefundAnswer {}

        record Failure(String code) implements RefundAnswer {}

        record Unknown() implements RefundAnswer {}
    }

    /**
     * @param charge our id, if the provider carries it
     * @param chargeReference the provider's own name of the charge
     */
    record DisputeNews(
            String reference,
            @Nullable UUID charge,
            String chargeReference,
            Money amount,
            String reason,
            Dispute.State state,
            Instant openedAt) {}

    /**
     * A line of the settlement report.
     *
     * @param id the provider's name of the movement; never two of one name
     * @param source our id of a charge, refund or transfer; the provider's of a dispute
     * @param gross positive into our balance
     * @param fee positive is kept by the provider; net is gross less fee
     */
    record SettlementLine(String id, Kind kind, String source, Money gross, Money fee, Instant at) {

        enum Kind {
            CHARGE,
            REFUND,
            /** The money of a refund that was confirmed and came back. */
            REFUND_FAILED,
            DISPUTE,
            DISPUTE_WON,
            TRANSFER,
            OTHER
        }

        Money net() {
            return gross.minus(fee);
        }
    }

    /** @param subject an id of ours, or of the provider for disputes */
    record Notice(String eventId, About about, String subject) {

        enum About {
            CHARGE,
            /** The provider's own name of a charge. */
            CHARGE_REFERENCE,
            REFUND,
            DISPUTE,
            NOTHING
        }
    }
}
