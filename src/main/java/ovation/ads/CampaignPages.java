package ovation.ads;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.EditingAdGroups.AdGroupForm;
import ovation.ads.EditingAds.AdForm;
import ovation.ads.EditingCampaigns.CampaignChange;
import ovation.ads.Reports.Figures;
import ovation.ads.engine.Wanted;
import ovation.base.Attachment;
import ovation.base.Refused;
import ovation.identity.AgeBand;
import ovation.identity.Businesses;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.videos.Videos;

/** One campaign: what it brought, what it costs, how its ads stand. */
@Controller
@RequestMapping("/desk/ads/campaigns/{id}")
class CampaignPages {

    private static final Set<Integer> SPANS = Set.of(7, 14, 30, 90);

    private final Access access;
    private final EditingCampaigns editingCampaigns;
    private final EditingAdGroups editingGroups;
    private final EditingAds editingAds;
    private final AdGroups adGroups;
    private final Ads ads;
    private final Budgets budgets;
    private final Reports reports;
    private final Businesses businesses;
    private final Videos videos;
    private final Lists lists;
    private final Clock clock;

    CampaignPages(
            Access access,
            EditingCampaigns editingCampaigns,
            EditingAdGroups editingGroups,
            EditingAds editingAds,
            AdGroups adGroups,
            Ads ads,
            Budgets budgets,
            Reports reports,
            Businesses businesses,
            Videos videos,
            Lists lists,
            Clock clock) {
        this.access = access;
        this.editingCampaigns = editingCampaigns;
        this.editingGroups = editingGroups;
        this.editingAds = editingAds;
        this.adGroups = adGroups;
        this.ads = ads;
        this.budgets = budgets;
        this.reports = reports;
        this.businesses = businesses;
        this.videos = videos;
        this.lists = lists;
        this.clock = clock;
    }

    /** @param changePercent against the period of the same length before; null if there was nothing then */
    record Tile(
            String key,
            @Nullable Money money,
            String text,
            @Nullable Long changePercent) {}

    record GroupRow(
            AdGroup group,
            Money budget,
            Money spent,
            Money bid,
            long spentPercent,
            String budgetText,
            String regions,
            String ages,
            String interests,
            List<Also> also) {}

    /** @param dimension as messages name it */
    record Also(String dimension, List<String> values, boolean excluded) {}

    /** A fresh key for each form that asks. */
    static final class Keys {

        public UUID next() {
            return UUID.randomUUID();
        }
    }

    /** @param video null if the clip is gone */
    record AdRow(Ad ad, Figures figures, Videos.@Nullable VideoCard video) {}

    @GetMapping
    String page(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "14") int days,
            @RequestParam(defaultValue = "spend") String metric,
            Model model) {
        var campaign = access.campaignToRead(viewer, id);
        var span = SPANS.contains(days) ? days : 14;
        var to = Days.of(clock.instant());
        var from = to.minusDays(span - 1L);
        var byDay = reports.byDay(campaign, from, to);
        var now = reports.total(byDay, campaign.currency());
        var before =
                reports.total(reports.byDay(campaign, from.minusDays(span), from.minusDays(1)), campaign.currency());
        var chosen = List.of("spend", "impressions", "clicks").contains(metric) ? metric : "spend";
        model.addAttribute("campaign", campaign);
        model.addAttribute("business", businesses.find(campaign.business()).orElseThrow(Refused::notFound));
        model.addAttribute("days", span);
        model.addAttribute("metric", chosen);
        model.addAttribute("byDay", byDay);
        model.addAttribute("total", now);
        model.addAttribute("tiles", tiles(now, before));
        var chart = DailyChart.of(byDay, metricOf(chosen));
        model.addAttribute("chart", chart);
        model.addAttribute("chartKey", "ads.chart." + chosen);
        model.addAttribute("mostMoney", new Money(chart.most(), campaign.currency()));
        model.addAttribute("groups", groupRows(campaign));
        model.addAttribute("ads", adRows(campaign, from, to));
        model.addAttribute("unbilled", reports.unbilled(campaign, from, to));
        model.addAttribute("calls", Ad.CALLS_TO_ACTION);
        // one for each button that copies, so that a second click copies nothing more
        model.addAttribute("keys", new Keys());
        return "ads/campaign";
    }

    private static ToLongFunction<Figures> metricOf(String metric) {
        return switch (metric) {
            case "impressions" -> Figures::impressions;
            case "clicks" -> Figures::clicks;
            default -> figures -> figures.spend().micros();
        };
    }

    private static List<Tile> tiles(Figures now, Figures before) {
        return List.of(
                new Tile(
                        "spend",
                        now.spend(),
                        "",
                        change(now.spend().micros(), before.spend().micros())),
                new Tile(
                        "impressions",
                        null,
                        grouped(now.impressions()),
                        change(now.impressions(), before.impressions())),
                new Tile("clicks", null, grouped(now.clicks()), change(now.clicks(), before.clicks())),
                new Tile(
                        "ctr",
                        null,
                        percent(now.ctr()),
                        change(Math.round(now.ctr() * 1e6), Math.round(before.ctr() * 1e6))));
    }

    private static String grouped(long number) {
        return String.format(org.springframework.context.i18n.LocaleContextHolder.getLocale(), "%,d", number);
    }

    private static String percent(double share) {
        return String.format(org.springframework.context.i18n.LocaleContextHolder.getLocale(), "%.2f %%", share * 100);
    }

    private static @Nullable Long change(long now, long before) {
        return before == 0 ? null : Math.round(100.0 * (now - before) / before);
    }

    private List<GroupRow> groupRows(Campaign campaign) {
        var now = clock.instant();
        return adGroups.of(campaign.id()).stream()
                .map(group -> {
                    var spent = budgets.find(group.id(), group.period(now))
                            .map(Budgets.Budget::spent)
                            .orElse(0L);
                    var budget = new Money(group.budgetMicros(), campaign.currency());
                    return new GroupRow(
                            group,
                            budget,
                            new Money(spent, campaign.currency()),
                            new Money(group.bidMicros(), campaign.currency()),
                            Math.min(100, 100 * spent / group.budgetMicros()),
                            budget.decimal(),
                            String.join(", ", group.targeting().regions()),
                            String.join(
                                    ", ",
                                    group.targeting().ageBands().stream()
                                            .sorted()
                                            .map(AgeBand::text)
                                            .toList()),
                            String.join(
                                    " ",
                                    group.targeting().interests().stream()
                                            .sorted()
                                            .map(tag -> "#" + tag)
                                            .toList()),
                            also(campaign, group.targeting().also()));
                })
                .toList();
    }

    private List<Also> also(Campaign campaign, Wanted wanted) {
        var lists = this.lists.usable(campaign.business());
        var rows = new ArrayList<Also>();
        Wishes.view(wanted.values()).forEach((name, values) -> rows.add(new Also(name, named(values, lists), false)));
        Wishes.view(wanted.excluded()).forEach((name, values) -> rows.add(new Also(name, named(values, lists), true)));
        return rows;
    }

    /** Lists by their names, deeds by what they were about. */
    private static List<String> named(List<String> values, Map<String, String> lists) {
        return values.stream()
                .map(value -> lists.getOrDefault(value, value.replaceFirst("^\\w+:tag:(.+):\\d+$", "#$1")))
                .toList();
    }

    private List<AdRow> adRows(Campaign campaign, LocalDate from, LocalDate to) {
        var figures = reports.byAd(campaign, from, to);
        var its = ads.ofCampaign(campaign.id());
        Map<UUID, Videos.VideoCard> cards = new HashMap<>();
        for (var card : videos.cards(its.stream().map(Ad::video).distinct().toList())) {
            cards.put(card.id(), card);
        }
        return its.stream()
                .map(ad -> new AdRow(
                        ad, figures.getOrDefault(ad.id(), Figures.none(campaign.currency())), cards.get(ad.video())))
                .toList();
    }

    @GetMapping("/report.csv")
    ResponseEntity<String> csv(Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "14") int days) {
        var campaign = access.campaignToRead(viewer, id);
        var to = Days.of(clock.instant());
        var lines = new ArrayList<String>();
        lines.add("day,impressions,clicks,ctr,spend,currency");
        for (var day : reports.byDay(campaign, to.minusDays((SPANS.contains(days) ? days : 14) - 1L), to)) {
            var figures = day.figures();
            lines.add(String.join(
                    ",",
                    day.day().toString(),
                    Long.toString(figures.impressions()),
                    Long.toString(figures.clicks()),
                    Double.toString(Math.round(figures.ctr() * 1e6) / 1e6),
                    figures.spend().decimal(),
                    campaign.currency()));
        }
        return Attachment.of("campaign-" + id + ".csv", Attachment.CSV, String.join("\r\n", lines) + "\r\n");
    }

    @PostMapping("/pause")
    String pause(Viewer viewer, @PathVariable UUID id) {
        editingCampaigns.pause(viewer, id);
        return back(id);
    }

    @PostMapping("/resume")
    String resume(Viewer viewer, @PathVariable UUID id) {
        editingCampaigns.resume(viewer, id);
        return back(id);
    }

    @PostMapping("/start")
    String start(Viewer viewer, @PathVariable UUID id) {
        editingCampaigns.change(viewer, id, new CampaignChange(null, null, null, "active", null));
        return back(id);
    }

    @PostMapping("/end")
    String end(Viewer viewer, @PathVariable UUID id) {
        editingCampaigns.change(viewer, id, new CampaignChange(null, null, null, "ended", null));
        return back(id);
    }

    @PostMapping("/groups/{group}/budget")
    String budget(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID group,
            @RequestParam String amount,
            @RequestParam int version) {
        var campaign = access.campaignToEdit(viewer, id);
        var business = businesses.find(campaign.business()).orElseThrow(Refused::notFound);
        editingGroups.change(
                viewer,
                group,
                new AdGroupForm(
                        null,
                        null,
                        AdsPages.amount(amount, business),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        version));
        return back(id);
    }

    @PostMapping("/ads/{ad}")
    String changeAd(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID ad,
            @RequestParam String displayName,
            @RequestParam String callToAction,
            @RequestParam(required = false) @Nullable String landingUrl,
            @RequestParam int version) {
        editingAds.change(viewer, ad, new AdForm(null, null, displayName, callToAction, landingUrl, version));
        return back(id);
    }

    @PostMapping("/ads/{ad}/pause")
    String pauseAd(Viewer viewer, @PathVariable UUID id, @PathVariable UUID ad) {
        editingAds.pause(viewer, ad);
        return back(id);
    }

    @PostMapping("/ads/{ad}/resume")
    String resumeAd(Viewer viewer, @PathVariable UUID id, @PathVariable UUID ad) {
        editingAds.resume(viewer, ad);
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:/desk/ads/campaigns/" + id;
    }
}
