package ovation.ledger;

import java.util.UUID;

/** What became of a transfer; the same for the first call and each replay. */
public sealed interface PostingOutcome {

    /** It stands in the books. @param replayed whether it stood there already */
    record Posted(UUID transfer, boolean replayed) implements PostingOutcome {}

    /** Nothing moved. */
    record Rejected(UUID transfer, Reason reason) implements PostingOutcome {}

    enum Reason {
        /** A floored account would fall below its floor; stored: the id is burnt. */
        INSUFFICIENT_FUNDS,
        /** The legs do not sum to zero, mix currencies, are empty, zero or too many, or overflow. */
        NOT_BALANCED,
        /** The id is known with other content. */
        ID_REUSED,
        /** The id is no UUIDv7, or its time is too far from now. */
        ID_OUT_OF_WINDOW,
        /** It is dated in a month that is closed; {@link Periods#dated} tells the first open date. Not stored. */
        PERIOD_CLOSED,
        /** The account is frozen or closed. */
        ACCOUNT_CLOSED,
        /** The checker found the currency's books broken, and stopped them. */
        CURRENCY_STOPPED,
        /** There is no such hold. */
        HOLD_UNKNOWN,
        /** The hold has been settled, released or has expired. */
        HOLD_ENDED,
        /** More would be settled than was held. */
        HOLD_EXCEEDED
    }

    /** For callers to whom a rejection is a bug: the transaction shall roll back. */
    default void orThrow() {
        if (this instanceof Rejected rejected) {
            throw new IllegalStateException("The ledger rejected " + rejected.transfer() + ": " + rejected.reason());
        }
    }
}
