package ovation.ads;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to reach, when, for how much.
 *
 * @param budgetMicros of a UTC day if {@code daily}, else of the ad group's life
 * @param capImpressions showings to one person within {@code capDays}; 0 for no cap
 */
record AdGroup(
        UUID id,
        UUID campaign,
        String name,
        boolean daily,
        long budgetMicros,
        Instant startsAt,
        @Nullable Instant endsAt,
        Targeting targeting,
        Billing billing,
        long bidMicros,
        int capImpressions,
        int capDays,
        boolean smooth,
        int version) {}
