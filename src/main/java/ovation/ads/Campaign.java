package ovation.ads;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a business wants with its money.
 *
 * @param objective code of an {@link Objective}
 * @param stage as stored: {@code draft}, {@code active} or {@code ended}
 * @param lifetimeCapMicros over all ad groups; null without a cap
 * @param pausedAt null if it is not paused
 * @param version of the row, to notice that somebody else has saved
 */
record Campaign(
        UUID id,
        UUID business,
        String name,
        String objective,
        String stage,
        String currency,
        @Nullable Long lifetimeCapMicros,
        Instant createdAt,
        @Nullable Instant pausedAt,
        int version) {

    /** {@code draft}, {@code active}, {@code paused} or {@code ended}. Public for the templates. */
    public String state() {
        return pausedAt != null && stage.equals("active") ? "paused" : stage;
    }
}
