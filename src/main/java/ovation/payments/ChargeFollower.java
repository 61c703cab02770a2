package ovation.payments;

import java.util.UUID;
import ovation.ledger.Money;
import ovation.payments.Payments.ChargeRequest;

/**
 * How the module that asked for a charge follows what becomes of it. Every call is made inside the transaction that stores
 * the provider's word, exactly once, so what the follower writes and posts commits together with it. It must not call a
 * provider. Effects go upward through this port; {@code payments} knows none of its followers.
 */
public interface ChargeFollower {

    /** @param kind of the charge, for example {@code coins.purchase} */
    boolean follows(String kind);

    /** The charge is confirmed; its money has just been posted to its credits. */
    default void succeeded(ChargeRequest charge) {}

    /** A refund is confirmed: its amount has just left {@code REFUND_CLEARING}. */
    default void refunded(ChargeRequest charge, UUID refund, Money amount) {}

    /**
     * A refund has failed for good, maybe days after {@link #refunded} was told: the follower takes its amount out of
     * {@code REFUND_CLEARING} again, where it stands once more.
     */
    default void refundFailed(ChargeRequest charge, UUID refund, Money amount) {}

    /** The payer's bank has taken the amount back; it stands in {@code DISPUTE_CLEARING} until the dispute is decided. */
    default void disputed(ChargeRequest charge, UUID dispute, Money amount) {}

    /** The provider has given the amount back; {@code DISPUTE_CLEARING} is as before the dispute. */
    default void disputeWon(ChargeRequest charge, UUID dispute, Money amount) {}

    /**
     * The amount is gone for good. The follower moves it out of {@code DISPUTE_CLEARING}, to whoever bears it: what the
     * disputed charge funded and nothing else.
     */
    default void disputeLost(ChargeRequest charge, UUID dispute, Money amount) {}
}
