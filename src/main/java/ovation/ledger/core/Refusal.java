package ovation.ledger.core;

/** Why a transfer does not stand. */
public enum Refusal {
    /** Stored: the id is burnt. */
    INSUFFICIENT_FUNDS,
    ACCOUNT_CLOSED,
    CURRENCY_STOPPED,
    ID_OUT_OF_WINDOW,
    ID_REUSED
}
