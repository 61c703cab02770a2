package ovation.payments.sandbox;

import org.jspecify.annotations.Nullable;

/** The hosted page's test cards. There are no numbers: nobody ever types one here. */
public enum TestCard {
    APPROVE(null),
    /** Asks for 3-D Secure first. */
    CHALLENGE(null),
    DECLINE("card_declined"),
    INSUFFICIENT_FUNDS("insufficient_funds"),
    /** Approved; its holder disputes it three days later. */
    DISPUTE_LATER(null),
    /** Approved; refunds to it fail: the account is closed. */
    REFUND_FAILS(null);

    private final @Nullable String declineCode;

    TestCard(@Nullable String declineCode) {
        this.declineCode = declineCode;
    }

    @Nullable
    String declineCode() {
        return declineCode;
    }
}
