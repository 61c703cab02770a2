package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Timetable;
import ovation.ads.engine.Wanted;
import ovation.ads.goal.Goal;
import ovation.ads.goal.Goal.GoalForm;
import ovation.ads.goal.Strategy;
import ovation.base.Ids;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Ad groups as people make and change them. */
@Service
class EditingAdGroups {

    private final Access access;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Budgets budgets;
    private final TargetingReview reviewing;
    private final Lists lists;
    private final Bids bids;
    private final AdsSettings settings;
    private final Clock clock;

    EditingAdGroups(
            Access access,
            Campaigns campaigns,
            AdGroups adGroups,
            Budgets budgets,
            TargetingReview reviewing,
            Lists lists,
            Bids bids,
            AdsSettings settings,
            Clock clock) {
        this.access = access;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.budgets = budgets;
        this.reviewing = reviewing;
        this.lists = lists;
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
     * @param wants what else of the seat or the person is wanted, by dimension in lower case: {@code language}, {@code device},
     *     {@code os}, {@code browser}, {@code tag}, {@code gender}, {@code behaviour}, {@code audience}
     * @param excludes the same for what is not wanted, also {@code region}, {@code age} and {@code interest}
     * @param inventory {@code full}, {@code standard} or {@code limited}
     * @param timeZone whose midnight ends its day; only at creation, UTC if null
     * @param dayparts 336 half hours {@code 0} or {@code 1} of that zone from Monday 00:00 on; empty for always
     * @param draft whether it is not to serve yet
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
            @Nullable Map<String, List<String>> wants,
            @Nullable Map<String, List<String>> excludes,
            @Nullable String inventory,
            @Nullable String timeZone,
            @Nullable String dayparts,
            @Nullable Boolean draft,
            @Nullable Integer version,
            @Nullable GoalForm goal) {

        /** One that wants nothing beside regions, ages and interests, and serves always. */
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
                @Nullable Integer version,
                @Nullable GoalForm goal) {
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
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    version,
                    goal);
        }

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
                inputs.targeting(
                        form.regions(),
                        form.ageBands(),
                        form.interests(),
                        also(inputs, campaign.business(), form, Targeting.EVERYBODY)),
                billing,
                bids.read(inputs, form.bid(), null, goal, billing, campaign.currency(), budget),
                inputs.number("capImpressions", form.capImpressions(), 0, 0, 1000),
                inputs.number("capDays", form.capDays(), 1, 1, 7),
                smooth,
                new Timetable(
                        inputs.zone(form.timeZone()), inputs.dayparts(form.dayparts() == null ? "" : form.dayparts())),
                Boolean.TRUE.equals(form.draft()),
                goal,
                0);
        refuseDearBid(inputs, group);
        refuseOtherGoal(inputs, campaign, group);
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
        if (form.timeZone() != null && !form.timeZone().equals(zoneName(before.timetable()))) {
            inputs.wrong("timeZone", "only_at_creation");
        }
        if (form.draft() != null && form.draft() != before.draft()) {
            inputs.wrong("draft", "publish_instead");
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
                        form.interests() == null ? targeting.interests() : form.interests(),
                        also(inputs, campaign.business(), form, targeting)),
                billing,
                bids.read(inputs, form.bid(), before, goal, billing, campaign.currency(), budget),
                inputs.number("capImpressions", form.capImpressions(), before.capImpressions(), 0, 1000),
                inputs.number("capDays", form.capDays(), before.capDays(), 1, 7),
                smooth,
                form.dayparts() == null
                        ? before.timetable()
                        : new Timetable(before.timetable().zone(), inputs.dayparts(form.dayparts())),
                before.draft(),
                goal,
                form.version() == null ? before.version() : form.version());
        refuseDearBid(inputs, group);
        if (form.billing() != null && billing != before.billing()) {
            refuseOtherGoal(inputs, campaign, group);
        }
        inputs.check();
        adGroups.update(group);
        bids.keep(group, viewer);
        budgets.changeCap(id, group.period(clock.instant()), group.budgetMicros());
        if (!group.targeting().equals(targeting)) {
            reviewing.targetingChanged(viewer, campaign, group);
        }
        campaigns.changed();
        return adGroups.find(id).orElseThrow();
    }

    /** For a forecast: only what it rests on must be right. */
    Reach.Question question(Business business, AdGroupForm form) {
        var inputs = new Inputs();
        var billing = inputs.billing(form.billing());
        var also = also(inputs, business.id(), form, Targeting.EVERYBODY);
        var smooth = smooth(inputs, form.pacing());
        var planned = smooth && (!Budgets.LIFETIME.equals(form.budgetKind()) || form.endsAt() != null);
        var goal = Goal.read(form.goal(), Goal.NONE, billing.name(), planned, inputs::wrong);
        var budget = inputs.money("budget", form.budget(), business.currency(), 1);
        var bid = bids.read(inputs, form.bid(), null, goal, billing, business.currency(), budget);
        var question = new Reach.Question(
                business.id(),
                inputs.targeting(form.regions(), form.ageBands(), form.interests(), also),
                billing,
                goal.truthfulMicros(bid, bid),
                perDay(budget, form),
                smooth,
                inputs.number("capImpressions", form.capImpressions(), 0, 0, 1000),
                inputs.number("capDays", form.capDays(), 1, 1, 7) * 24,
                new Timetable(
                        inputs.zone(form.timeZone()), inputs.dayparts(form.dayparts() == null ? "" : form.dayparts())));
        inputs.check();
        return question;
    }

    /** A lifetime's budget is spread over its days. */
    private long perDay(long budgetMicros, AdGroupForm form) {
        var end = form.endsAt();
        var from = form.startsAt() == null ? clock.instant() : form.startsAt();
        return end == null || "daily".equals(form.budgetKind())
                ? budgetMicros
                : budgetMicros / Math.max(1, Duration.between(from, end).toDays());
    }

    private Wanted also(Inputs inputs, UUID business, AdGroupForm form, Targeting before) {
        var values = new EnumMap<Dimension, Set<String>>(Dimension.class);
        values.putAll(
                form.wants() == null ? before.also().values() : Wishes.parse(inputs, "wants", form.wants(), false));
        values.put(
                Dimension.INVENTORY,
                form.inventory() == null
                        ? before.also().of(Dimension.INVENTORY)
                        : Wishes.tier(inputs, form.inventory()));
        var excluded = form.excludes() == null
                ? before.also().excluded()
                : Wishes.parse(inputs, "excludes", form.excludes(), true);
        var also = new Wanted(values, excluded);
        lists.check(inputs, business, also.of(Dimension.AUDIENCE), "wants");
        lists.check(inputs, business, also.not(Dimension.AUDIENCE), "excludes");
        return also;
    }

    private static void refuseOtherGoal(Inputs inputs, Campaign campaign, AdGroup group) {
        if (!Objective.of(campaign.objective()).offers(group.billing())) {
            inputs.wrong("billing", "not_for_objective");
        }
    }

    static String zoneName(Timetable timetable) {
        return timetable.zone().equals(ZoneOffset.UTC)
                ? "UTC"
                : timetable.zone().getId();
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
