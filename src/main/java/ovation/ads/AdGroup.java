package ovation.ads;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.ads.engine.Timetable;
import ovation.ads.goal.Goal;

/**
 * Whom to reach, when, for how much.
 *
 * @param budgetMicros of a day of its timetable's zone if {@code daily}, else of the ad group's life
 * @param bidMicros as the strategy of the goal reads it; of a thousand impressions, a click, a view or a conversion
 * @param timetable when it serves, and whose midnight ends its day: its zone never changes
 * @param draft whether it is not to serve yet
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
        Timetable timetable,
        boolean draft,
        Goal goal,
        int version) {

    AdGroup published() {
        return new AdGroup(
                id,
                campaign,
                name,
                daily,
                budgetMicros,
                startsAt,
                endsAt,
                targeting,
                billing,
                bidMicros,
                capImpressions,
                capDays,
                smooth,
                timetable,
                false,
                goal,
                version);
    }

    String period(Instant at) {
        return daily ? timetable.nameOfDay(at) : Budgets.LIFETIME;
    }
}
