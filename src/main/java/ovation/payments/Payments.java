package ovation.payments;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;
import ovation.ledger.Money;

/** Money in. A charge is begun here, confirmed by the provider, and posted by us in the transaction that confirms it. */
public interface Payments {

    /** The smallest charge in any currency: cards know nothing smaller. */
    long LEAST_MICROS = Money.MICROS;

    /**
     * @param id made by the caller: the idempotency key, and the id of the ledger's transfer
     * @param payer who is charged
     * @param kind the transfer's kind, for example {@code advertiser.topup}
     * @param credits the accounts that get the money; positive legs of one currency that sum to the amount
     * @param method {@code page} for the provider's hosted page; the sandbox also knows {@code sandbox_approve},
     *     {@code sandbox_decline} and {@code sandbox_dispute}, which are decided at once
     * @param returnPath where the hosted page sends the payer back to, a path of ours
     */
    record ChargeRequest(
            UUID id,
            UUID payer,
            String kind,
            SubjectRef cause,
            List<Leg> credits,
            Money amount,
            String method,
            String returnPath) {

        public ChargeRequest {
            credits = List.copyOf(credits);
        }
    }

    /** Never call it inside a transaction: it commits the intent, calls the provider, commits the answer. */
    ChargeOutcome charge(ChargeRequest request);

    Optional<ChargeOutcome> find(UUID charge);

    /**
     * Gives back all or part of a charge. The caller has moved the amount into {@link AccountKind#REFUND_CLEARING} in the
     * transaction in which he decided on it; when the provider confirms, it moves on to the provider's clearing account, and
     * {@link ChargeFollower} hears of it. Never call it inside a transaction; repeat it with the same id until it is decided.
     *
     * @param id made by the caller: the idempotency key
     * @param amount positive; all refunds of a charge sum to at most the charge
     */
    record RefundRequest(UUID id, UUID charge, Money amount) {}

    RefundOutcome refund(RefundRequest request);
}
