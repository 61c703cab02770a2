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
    /** Promotional credit of an advertiser, never refundable nor paid out; owner is the business. */
    ADVERTISER_GRANT(Side.CREDIT, true, false),
    /** Promotional credit that serves now, spent or given back; owner is the business. */
    ADVERTISER_GRANT_RESERVED(Side.CREDIT, true, false),
    /** The other side of promotional credit: what is given and neither spent nor expired. */
    AD_GRANT_ISSUED(Side.DEBIT, false, true),
    /** Expense: credits to advertisers that the platform bears (invalid traffic already shared, guarantees). */
    AD_CREDIT_COST(Side.DEBIT, false, true),
    /** Liability: ad revenue of days that are not yet closed; owner is the day ({@link Account#day}). */
    AD_REVENUE_UNSETTLED(Side.CREDIT, false, true),
    /** Income: the platform's share of closed days. */
    AD_REVENUE_PLATFORM(Side.CREDIT, false, true),
    /** Liability: a creator's share that is still checked; owner is the person. */
    CREATOR_ESTIMATED(Side.CREDIT, true, false),
    /** Liability: a creator's share that can be paid out; owner is the person. */
    CREATOR_AVAILABLE(Side.CREDIT, true, false),
    /** What rounding leaves over, named so that it is never lost. */
    ROUNDING(Side.CREDIT, false, true),

    /** Asset: what stands on our bank account, as far as providers and banks have told us. */
    BANK(Side.DEBIT, false, true),
    /** Expense: what providers keep for their work. */
    PROVIDER_FEES(Side.DEBIT, false, true),
    /** Liability: refunds the provider was asked for and has not confirmed yet; returns to zero. */
    REFUND_CLEARING(Side.CREDIT, false, true),
    /** Asset: disputed charges that the provider has taken back until the dispute is decided; returns to zero. */
    DISPUTE_CLEARING(Side.DEBIT, false, true),
    /** Expense: lost disputes and payments that nobody else can be made to bear. */
    CHARGEBACK_LOSS(Side.DEBIT, false, true),
    /** Asset: what a person owes after a lost dispute of coins already spent; owner is the person. */
    PERSON_OWES(Side.DEBIT, false, false),
    /** What a reconciliation has found and nobody has explained yet; returns to zero. */
    RECONCILIATION_DIFFERENCE(Side.DEBIT, false, true),
    /** Expense: differences written off by two people. */
    WRITTEN_OFF(Side.DEBIT, false, true),

    /** COIN, debit: all coins that were ever given out, less those taken back. */
    COIN_ISSUED(Side.DEBIT, false, true),
    /** COIN, liability: a person's coins, bought and given; owner is the person. */
    COIN_WALLET(Side.CREDIT, true, false),
    /** COIN: coins that were spent. */
    COIN_SPENT(Side.CREDIT, false, true),
    /** COIN: coins that ran out or were taken away without a refund. */
    COIN_EXPIRED(Side.CREDIT, false, true),
    /** Liability: what unspent bought coins were paid for, net of tax. */
    COIN_DEFERRED_REVENUE(Side.CREDIT, false, true),
    /** Income, gross: the price, net of tax, of the coins that were spent. */
    COIN_REVENUE(Side.CREDIT, false, true),
    /** Expense: creators' shares of what was spent on them; net presentation subtracts it from {@link #COIN_REVENUE}. */
    CREATOR_SHARE_COST(Side.DEBIT, false, true),
    /** Expense: creators' shares of coins that nobody paid for. */
    PROMOTION_COST(Side.DEBIT, false, true),
    /** Liability: value added and sales taxes received, owed to the states. */
    SALES_TAX_PAYABLE(Side.CREDIT, false, true),

    /** Liability: a creator's money that is held for a reason; owner is the person. */
    CREATOR_HELD(Side.CREDIT, true, false),
    /** Asset: what a creator owes after a clawback of money already paid out; owner is the person. */
    CREATOR_OWES(Side.DEBIT, false, false),
    /** Liability: payouts that a bank or provider has been told to pay and has not confirmed; returns to zero. */
    PAYOUT_CLEARING(Side.CREDIT, false, true),
    /** Liability: tax withheld from payouts, owed to the states. */
    WITHHOLDING_TAX_PAYABLE(Side.CREDIT, false, true);

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
