package ovation.ads;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ads.goal.Goal;

/**
 * Whom to reach, when, for how much.
 *
 * @param budgetMicros of a UTC day if {@code daily}, else of the ad group's life
 * @param bidMicros as the strategy of the goal reads it; of a thousand impressions, a click, a view or a conversion
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
        Goal goal,
        int version) {}
