package ovation.ads;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ads.engine.Buckets;
import ovation.ads.engine.Timetable;
import ovation.ads.goal.Goal;
import ovation.base.SubjectRef;

/**
 * An ad group as the auction sees it: made anew when something changes; only {@link #account} lives on.
 *
 * @param campaignCap micros that the campaign may spend in its life; null without a cap
 * @param timetable when it serves, and whose midnight ends its day
 * @param caps how often one person may see ads of the group, of its campaign and of its business
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
        boolean smooth,
        Timetable timetable,
        List<Cap> caps,
        Goal goal,
        List<Contender> contenders,
        LineAccount account) {

    /**
     * An approved ad.
     *
     * @param spark the code it stands on; null for an advertiser's own clip
     * @param destination the card it leads to; null for an address
     * @param caps of its own
     * @param arm its part in a split, or its ad group's; null for everybody
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
            @Nullable SubjectRef destination,
            List<Cap> caps,
            @Nullable Arm arm) {

        Contender with(List<Cap> its, @Nullable Arm part) {
            return new Contender(
                    ad, video, creator, durationMillis, label, callToAction, landingUrl, spark, destination, its, part);
        }
    }

    /** Its part of the people in a split test: decided by the person's id alone, so always the same. */
    record Arm(UUID split, int number, int of) {

        boolean has(UUID person) {
            return Buckets.of(person, split) * of / Buckets.ALL == number;
        }
    }

    Line with(List<Cap> all) {
        return new Line(
                adGroup,
                campaign,
                business,
                currency,
                billing,
                bidMicros,
                daily,
                budgetMicros,
                campaignCap,
                startsAt,
                endsAt,
                targeting,
                smooth,
                timetable,
                all,
                goal,
                contenders,
                account);
    }

    boolean onAir(Instant at) {
        return !at.isBefore(startsAt) && (endsAt == null || at.isBefore(endsAt)) && timetable.open(at);
    }

    String period(Instant at) {
        return daily ? timetable.nameOfDay(at) : Budgets.LIFETIME;
    }

    long highestPrice() {
        return billing.highestPrice(goal.truthfulMicros(bidMicros, bidMicros));
    }
}
