package ovation.wallet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;
import ovation.ledger.Money;

/** Unspent coins given back for the price paid. @param rounding to the next whole cent, borne by the house. @param failedAt maybe after it was refunded: the bank sent it back */
record Refund(
        UUID id,
        UUID purchase,
        UUID person,
        long coins,
        long bonusCoins,
        Money amount,
        Money rounding,
        Instant askedAt,
        @Nullable Instant refundedAt,
        @Nullable Instant failedAt) {

    SubjectRef cause() {
        return new SubjectRef("coin_refund", id);
    }

    public String state() {
        if (failedAt != null) {
            return "failed";
        }
        return refundedAt == null ? "pending" : "refunded";
    }
}
