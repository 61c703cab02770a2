package ovation.ads;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ads.goal.Goal;
import ovation.base.SubjectRef;

/**
 * An ad group as the auction sees it: made anew when something changes; only {@link #account} lives on.
 *
 * @param campaignCap micros that the campaign may spend in its life; null without a cap
 * @param capImpressions showings to one person within {@code capDays}; 0 for no cap
 */
record Line(
        UUID adGroup,
        UUID campaign,
        UUID business,
        String currency,
        Billing billing,
        long bidMicros,
        boolean daily,
        long budgetMicros,
        @Nullable Long campaignCap,
        Instant startsAt,
        @Nullable Instant endsAt,
        Targeting targeting,
        int capImpressions,
        int capDays,
        boolean smooth,
        Goal goal,
        List<Contender> contenders,
        LineAccount account) {

    /**
     * An approved ad.
     *
     * @param spark the code it stands on; null for an advertiser's own clip
     * @param destination the card it leads to; null for an address
     */
    record Contender(
            UUID ad,
            UUID video,
            UUID creator,
            int durationMillis,
            String label,
            String callToAction,
            String landingUrl,
            @Nullable UUID spark,
            @Nullable SubjectRef destination) {}

    boolean onAir(Instant at) {
        return !at.isBefore(startsAt) && (endsAt == null || at.isBefore(endsAt));
    }

    String period(Instant at) {
        return daily ? Days.nameOf(at) : Budgets.LIFETIME;
    }

    long highestPrice() {
        return billing.highestPrice(goal.truthfulMicros(bidMicros, bidMicros));
    }
}
