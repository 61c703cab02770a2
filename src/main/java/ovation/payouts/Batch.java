package ovation.payouts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payouts of one currency over one rail, made by one person and released by another. */
record Batch(
        UUID id,
        String currency,
        Rail rail,
        State state,
        UUID madeBy,
        Instant madeAt,
        @Nullable UUID releasedBy,
        @Nullable Instant releasedAt,
        @Nullable Instant submittedAt,
        boolean hasFile) {

    enum Rail {
        /** A pain.001 file for our bank. */
        BANK,
        /** The payment provider's transfers. */
        PROVIDER;

        Method.Kind pays() {
            return this == BANK ? Method.Kind.IBAN : Method.Kind.PROVIDER;
        }
    }

    enum State {
        DRAFT,
        RELEASED,
        SUBMITTED,
        DISCARDED
    }

    /** What the bank calls it. */
    public String messageId() {
        return id.toString().replace("-", "");
    }
}
