package ovation.payments;

import java.util.Optional;
import java.util.UUID;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.Money;

/** Money in. A charge is begun here, confirmed by the provider, and posted by us in the transaction that confirms it. */
public interface Payments {

    /**
     * @param id made by the caller: the idempotency key, and the id of the ledger's transfer
     * @param payer who is charged
     * @param kind the transfer's kind, for example {@code advertiser.topup}
     * @param credit the account that gets the money
     * @param method {@code page} for the provider's hosted page; the sandbox also knows {@code sandbox_approve} and
     *     {@code sandbox_decline}, which are decided at once
     * @param returnPath where the hosted page sends the payer back to, a path of ours
     */
    record ChargeRequest(
            UUID id,
            UUID payer,
            String kind,
            SubjectRef cause,
            Account credit,
            Money amount,
            String method,
            String returnPath) {}

    /** Never call it inside a transaction: it commits the intent, calls the provider, commits the answer. */
    ChargeOutcome charge(ChargeRequest request);

    Optional<ChargeOutcome> find(UUID charge);
}
