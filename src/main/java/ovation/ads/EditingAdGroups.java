package ovation.ads;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.goal.Goal;
import ovation.ads.goal.Goal.GoalForm;
import ovation.ads.goal.Strategy;
import ovation.base.Ids;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Ad groups as people make and change them. */
@Service
class EditingAdGroups {

    private final Access access;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Budgets budgets;
    private final Bids bids;
    private final AdsSettings settings;
    private final Clock clock;

    EditingAdGroups(
            Access access,
            Campaigns campaigns,
            AdGroups adGroups,
            Budgets budgets,
            Bids bids,
            AdsSettings settings,
            Clock clock) {
        this.access = access;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.budgets = budgets;
        this.bids = bids;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param budgetKind {@code daily} or {@code lifetime}; only at creation
     * @param startsAt now if null
     * @param ageBands names of {@link ovation.identity.AgeBand}; empty for all ages
     * @param billing {@code CPM}, {@code CPC}, {@code CPV} or {@code OCPM}
     * @param bid what the strategy reads it as, for a thousand impressions, a click, a view or a conversion: the most you pay, the
     *     highest average cost, or what an order is usually worth; none with the lowest cost
     * @param capImpressions showings to one person within {@code capDays}; 0 for no cap
     * @param pacing {@code smooth} or {@code fast}
     */
    record AdGroupForm(
            @Nullable String name,
            @Nullable String budgetKind,
            @Nullable Money budget,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable List<String> regions,
            @Nullable List<String> ageBands,
            @Nullable List<String> interests,
            @Nullable String billing,
            @Nullable Money bid,
            @Nullable Integer capImpressions,
            @Nullable Integer capDays,
            @Nullable String pacing,
            @Nullable Integer version,
            @Nullable GoalForm goal) {

        /** One that bids up to a cap. */
        AdGroupForm(
                @Nullable String name,
                @Nullable String budgetKind,
                @Nullable Money budget,
                @Nullable Instant startsAt,
                @Nullable Instant endsAt,
                @Nullable List<String> regions,
                @Nullable List<String> ageBands,
                @Nullable List<String> interests,
                @Nullable String billing,
                @Nullable Money bid,
                @Nullable Integer capImpressions,
                @Nullable Integer capDays,
                @Nullable String pacing,
                @Nullable Integer version) {
            this(
                    name,
                    budgetKind,
                    budget,
                    startsAt,
                    endsAt,
                    regions,
                    ageBands,
                    interests,
                    billing,
                    bid,
                    capImpressions,
                    capDays,
                    pacing,
                    version,
                    null);
        }
    }

    @Transactional
    AdGroup create(Viewer viewer, UUID campaignId, AdGroupForm form) {
        var campaign = access.campaignToEdit(viewer, campaignId);
        EditingCampaigns.refuseEnded(campaign);
        var inputs = new Inputs();
        var now = clock.instant();
        var startsAt = form.startsAt() == null ? now : form.startsAt();
        inputs.order(startsAt, form.endsAt());
        var billing = inputs.billing(form.billing());
        var daily = inputs.oneOf("budgetKind", form.budgetKind(), List.of("daily", Budgets.LIFETIME))
                .equals("daily");
        var smooth = smooth(inputs, form.pacing());
        var planned = smooth && (daily || form.endsAt() != null);
        var goal = Goal.read(form.goal(), Goal.NONE, billing.name(), planned, inputs::wrong);
        var budget = inputs.money("budget", form.budget(), campaign.currency(), settings.lowestBudgetMicros());
        var group = new AdGroup(
                Ids.next(clock),
                campaignId,
                inputs.text("name", form.name() == null ? campaign.name() : form.name(), 100),
                daily,
                budget,
                startsAt,
                form.endsAt(),
                inputs.targeting(form.regions(), form.ageBands(), form.interests()),
                billing,
                bids.read(inputs, form.bid(), null, goal, billing, campaign.currency(), budget),
                inputs.number("capImpressions", form.capImpressions(), 0, 0, 1000),
                inputs.number("capDays", form.capDays(), 1, 1, 7),
                smooth,
                goal,
                0);
        refuseDearBid(inputs, group);
        inputs.check();
        adGroups.insert(group);
        bids.keep(group, viewer);
        campaigns.changed();
        return group;
    }

    /** What is null stays; the kind of the budget always does. */
    @Transactional
    AdGroup change(Viewer viewer, UUID id, AdGroupForm form) {
        var before = access.groupToEdit(viewer, id);
        var campaign = campaigns.find(before.campaign()).orElseThrow();
        EditingCampaigns.refuseEnded(campaign);
        var inputs = new Inputs();
        if (form.budgetKind() != null && !form.budgetKind().equals(before.daily() ? "daily" : Budgets.LIFETIME)) {
            inputs.wrong("budgetKind", "only_at_creation");
        }
        var startsAt = form.startsAt() == null ? before.startsAt() : form.startsAt();
        var endsAt = form.endsAt() == null ? before.endsAt() : form.endsAt();
        inputs.order(startsAt, endsAt);
        var billing = form.billing() == null ? before.billing() : inputs.billing(form.billing());
        var targeting = before.targeting();
        var smooth = form.pacing() == null ? before.smooth() : smooth(inputs, form.pacing());
        var planned = smooth && (before.daily() || endsAt != null);
        var goal = Goal.read(form.goal(), before.goal(), billing.name(), planned, inputs::wrong);
        var budget = form.budget() == null
                ? before.budgetMicros()
                : inputs.money("budget", form.budget(), campaign.currency(), settings.lowestBudgetMicros());
        var group = new AdGroup(
                id,
                before.campaign(),
                form.name() == null ? before.name() : inputs.text("name", form.name(), 100),
                before.daily(),
                budget,
                startsAt,
                endsAt,
                inputs.targeting(
                        form.regions() == null ? targeting.regions() : form.regions(),
                        form.ageBands() == null ? targeting.ageCodes() : form.ageBands(),
                        form.interests() == null ? targeting.interests() : form.interests()),
                billing,
                bids.read(inputs, form.bid(), before, goal, billing, campaign.currency(), budget),
                inputs.number("capImpressions", form.capImpressions(), before.capImpressions(), 0, 1000),
                inputs.number("capDays", form.capDays(), before.capDays(), 1, 7),
                smooth,
                goal,
                form.version() == null ? before.version() : form.version());
        refuseDearBid(inputs, group);
        inputs.check();
        adGroups.update(group);
        bids.keep(group, viewer);
        budgets.changeCap(
                id, group.daily() ? Days.of(clock.instant()).toString() : Budgets.LIFETIME, group.budgetMicros());
        campaigns.changed();
        return adGroups.find(id).orElseThrow();
    }

    private static void refuseDearBid(Inputs inputs, AdGroup group) {
        var dearest = group.billing() == Billing.OCPM
                ? group.bidMicros()
                : group.billing().highestPrice(group.goal().truthfulMicros(group.bidMicros(), group.bidMicros()));
        if (group.goal().strategy() != Strategy.TARGET_ROAS && dearest > group.budgetMicros()) {
            inputs.wrong("bid", "above_budget");
        }
    }

    private static boolean smooth(Inputs inputs, @Nullable String value) {
        return value == null
                || inputs.oneOf("pacing", value, List.of("smooth", "fast")).equals("smooth");
    }
}
