package ovation.ads.lift;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.Access.CampaignFacts;
import ovation.ads.lift.LiftRows.Counts;
import ovation.ledger.Money;

/** The lift of one campaign, by what people did. */
@Component
class LiftReports {

    private final LiftRows rows;
    private final LiftSettings settings;

    LiftReports(LiftRows rows, LiftSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /**
     * @param treated people who were reached
     * @param control people who would have been
     * @param leastPeople below so many of either nothing is said
     */
    public record Report(
            long treated,
            long control,
            int controlPercent,
            int windowDays,
            int leastPeople,
            int leastOutcomes,
            List<Outcome> outcomes) {}

    /**
     * @param verdict {@code not_enough_yet}, {@code lifts}, {@code lowers} or {@code no_difference_seen}
     * @param treatedShare of the people, 0 to 1, as all shares here
     * @param difference how much larger the treated people's share is, with its 95 % interval
     * @param relative difference per control share; null where no control person did it
     * @param brought people who would not have done it without the campaign, with their 95 % interval
     * @param costEach of one of them; null unless it lifts
     */
    public record Outcome(
            String kind,
            String verdict,
            long treatedDid,
            long controlDid,
            @Nullable Double treatedShare,
            @Nullable Double controlShare,
            @Nullable Double difference,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double relative,
            @Nullable Long brought,
            @Nullable Long broughtLow,
            @Nullable Long broughtHigh,
            @Nullable Money costEach) {}

    Report of(CampaignFacts campaign) {
        var groups = rows.groups(campaign.id());
        var spent = new Money(rows.spentMicros(campaign.id()), campaign.currency());
        return new Report(
                groups.treated(),
                groups.control(),
                settings.controlPercent(),
                settings.windowDays(),
                settings.leastPeople(),
                settings.leastOutcomes(),
                rows.counts(campaign.id(), campaign.business(), settings.windowDays(), groups).stream()
                        .map(counts -> outcome(counts, spent))
                        .toList());
    }

    private Outcome outcome(Counts counts, Money spent) {
        var enough = Math.min(counts.treated(), counts.control()) >= settings.leastPeople()
                && counts.treatedDid() + counts.controlDid() >= settings.leastOutcomes();
        if (!enough) {
            return new Outcome(
                    counts.kind(),
                    "not_enough_yet",
                    counts.treatedDid(),
                    counts.controlDid(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        var lift = Lift.of(counts.treated(), counts.treatedDid(), counts.control(), counts.controlDid());
        var brought = Math.round(lift.difference() * counts.treated());
        var lifts = lift.low() > 0 && brought > 0;
        return new Outcome(
                counts.kind(),
                lift.certain() ? (lift.difference() > 0 ? "lifts" : "lowers") : "no_difference_seen",
                counts.treatedDid(),
                counts.controlDid(),
                lift.treatedShare(),
                lift.controlShare(),
                lift.difference(),
                lift.low(),
                lift.high(),
                lift.controlShare() == 0 ? null : lift.difference() / lift.controlShare(),
                brought,
                Math.round(lift.low() * counts.treated()),
                Math.round(lift.high() * counts.treated()),
                lifts ? new Money(spent.micros() / brought, spent.currency()) : null);
    }
}
