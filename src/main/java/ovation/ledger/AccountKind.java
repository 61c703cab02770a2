package ovation.ledger;

/**
 * The chart of accounts; {@code docs/money.md} says which business fact moves which. The sign of an entry is the same
 * for all: a credit is positive, a debit negative.
 */
public enum AccountKind {
    /** Asset: what the payment provider owes us for confirmed charges. */
    PROVIDER_CLEARING(Side.DEBIT, false, true),
    /** Liability: an advertiser's prepaid balance; owner is the business. */
    ADVERTISER_PREPAID(Side.CREDIT, true, false),
    /** Liability: taken from the prepaid balance for serving now, spent or given back; owner is the business. */
    ADVERTISER_RESERVED(Side.CREDIT, true, false),
    /** Liability: ad revenue of days that are not yet closed; owner is the day ({@link Account#day}). */
    AD_REVENUE_UNSETTLED(Side.CREDIT, false, true),
    /** Income: the platform's share of closed days. */
    AD_REVENUE_PLATFORM(Side.CREDIT, false, true),
    /** Liability: a creator's share that is still checked; owner is the person. */
    CREATOR_ESTIMATED(Side.CREDIT, true, false),
    /** Liability: a creator's share that can be paid out; owner is the person. */
    CREATOR_AVAILABLE(Side.CREDIT, true, false),
    /** What rounding leaves over, named so that it is never lost. */
    ROUNDING(Side.CREDIT, false, true);

    /** On which side the account normally stands. */
    public enum Side {
        DEBIT,
        CREDIT
    }

    private final Side side;
    private final boolean floored;
    private final boolean hot;

    AccountKind(Side side, boolean floored, boolean hot) {
        this.side = side;
        this.floored = floored;
        this.hot = hot;
    }

    public Side side() {
        return side;
    }

    /** Whether the balance, less what is pending, may never fall below zero. Of the credit side only, and never hot. */
    public boolean floored() {
        return floored;
    }

    /** Whether everyone posts to it: then entries are inserted and rolled up later, and nobody waits for its row. */
    public boolean hot() {
        return hot;
    }
}
