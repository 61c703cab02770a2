package ovation.ads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.EditingAdGroups.AdGroupForm;
import ovation.ads.engine.Dimension;
import ovation.ads.goal.Goal.GoalForm;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class AdGroupApi {

    private final EditingAdGroups editing;
    private final Access access;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Budgets budgets;
    private final Reach reach;
    private final Publishing publishing;
    private final Clock clock;

    AdGroupApi(
            EditingAdGroups editing,
            Access access,
            Campaigns campaigns,
            AdGroups adGroups,
            Budgets budgets,
            Reach reach,
            Publishing publishing,
            Clock clock) {
        this.editing = editing;
        this.access = access;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.budgets = budgets;
        this.reach = reach;
        this.publishing = publishing;
        this.clock = clock;
    }

    /**
     * @param spent in the budget's period: today or the ad group's life
     * @param held by nodes that serve now
     */
    record AdGroupView(
            UUID id,
            UUID campaign,
            String name,
            String budgetKind,
            Money budget,
            Money spent,
            Money held,
            Instant startsAt,
            @Nullable Instant endsAt,
            List<String> regions,
            List<String> ageBands,
            List<String> interests,
            String billing,
            Money bid,
            int capImpressions,
            int capDays,
            String pacing,
            Map<String, List<String>> wants,
            Map<String, List<String>> excludes,
            String inventory,
            String timeZone,
            String dayparts,
            boolean draft,
            GoalForm goal,
            int version) {}

    @GetMapping("/campaigns/{campaign}/ad-groups")
    @Operation(summary = "A campaign's ad groups")
    Slice<AdGroupView> list(Viewer viewer, @PathVariable UUID campaign) {
        var currency = access.campaignToRead(viewer, campaign).currency();
        return new Slice<>(
                adGroups.of(campaign).stream()
                        .map(group -> view(group, currency))
                        .toList(),
                null);
    }

    @PostMapping("/campaigns/{campaign}/ad-groups")
    @Operation(summary = "A new ad group")
    ResponseEntity<AdGroupView> create(Viewer viewer, @PathVariable UUID campaign, @RequestBody AdGroupForm form) {
        var group = editing.create(viewer, campaign, form);
        return ResponseEntity.created(URI.create("/api/v1/ad-groups/" + group.id()))
                .body(view(group));
    }

    @GetMapping("/ad-groups/{id}")
    AdGroupView one(Viewer viewer, @PathVariable UUID id) {
        return view(access.groupToRead(viewer, id));
    }

    @PatchMapping("/ad-groups/{id}")
    @Operation(summary = "Changes what is given; the kind of the budget stays")
    AdGroupView change(Viewer viewer, @PathVariable UUID id, @RequestBody AdGroupForm form) {
        return view(editing.change(viewer, id, form));
    }

    @PutMapping("/ad-groups/{id}/publication")
    @Operation(summary = "A draft and the drafts of its ads go live; the ads go to review")
    AdGroupView publish(Viewer viewer, @PathVariable UUID id) {
        return view(publishing.group(viewer, id));
    }

    @PostMapping("/businesses/{business}/ad-forecasts")
    @Operation(
            summary =
                    "What an ad group would reach in a day, before there is one: replayed through the auction as it stands")
    Reach.Estimate forecast(Viewer viewer, @PathVariable UUID business, @RequestBody AdGroupForm form) {
        return reach.estimate(editing.question(access.toRead(viewer, business), form));
    }

    /** The tier says it. */
    private static Map<Dimension, Set<String>> besideInventory(Map<Dimension, Set<String>> values) {
        var others = new EnumMap<Dimension, Set<String>>(Dimension.class);
        others.putAll(values);
        others.remove(Dimension.INVENTORY);
        return others;
    }

    private AdGroupView view(AdGroup group) {
        return view(group, campaigns.find(group.campaign()).orElseThrow().currency());
    }

    private AdGroupView view(AdGroup group, String currency) {
        var period = group.period(clock.instant());
        var budget = budgets.find(group.id(), period);
        return new AdGroupView(
                group.id(),
                group.campaign(),
                group.name(),
                group.daily() ? "daily" : Budgets.LIFETIME,
                new Money(group.budgetMicros(), currency),
                new Money(budget.map(Budgets.Budget::spent).orElse(0L), currency),
                new Money(budget.map(Budgets.Budget::held).orElse(0L), currency),
                group.startsAt(),
                group.endsAt(),
                group.targeting().regions().stream().sorted().toList(),
                group.targeting().ageCodes(),
                group.targeting().interests().stream().sorted().toList(),
                group.billing().name(),
                new Money(group.bidMicros(), currency),
                group.capImpressions(),
                group.capDays(),
                group.smooth() ? "smooth" : "fast",
                Wishes.view(besideInventory(group.targeting().also().values())),
                Wishes.view(group.targeting().also().excluded()),
                Wishes.tierOf(group.targeting().also()),
                EditingAdGroups.zoneName(group.timetable()),
                group.timetable().halfHours(),
                group.draft(),
                new GoalForm(
                        group.goal().strategy().code(),
                        group.goal().event().isEmpty() ? null : group.goal().event(),
                        group.goal().roasPercent() == 0 ? null : group.goal().roasPercent()),
                group.version());
    }
}
