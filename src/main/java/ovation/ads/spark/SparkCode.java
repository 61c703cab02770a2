package ovation.ads.spark;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A creator's promise: this one post may be promoted until then, for this share of what is spent on it.
 *
 * @param business who has redeemed it; null while nobody has
 * @param endedAt when consent was taken back; null while it stands
 */
record SparkCode(
        UUID id,
        UUID creator,
        UUID video,
        int sharePercent,
        int days,
        Instant madeAt,
        Instant expiresAt,
        @Nullable UUID business,
        @Nullable UUID redeemedBy,
        @Nullable Instant redeemedAt,
        @Nullable Instant endedAt) {

    boolean standsAt(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    /** {@code open} (nobody has redeemed it), {@code redeemed}, {@code revoked} or {@code expired}. */
    String stateAt(Instant now) {
        if (endedAt != null) {
            return "revoked";
        }
        if (!now.isBefore(expiresAt)) {
            return "expired";
        }
        return business == null ? "open" : "redeemed";
    }
}
