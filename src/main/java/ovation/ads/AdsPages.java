package ovation.ads;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome;

/** The advertiser's home: balance, first steps, campaigns. */
@Controller
class AdsPages {

    private static final int CAMPAIGNS = 100;

    private final Businesses businesses;
    private final Access access;
    private final Campaigns campaigns;
    private final AdGroups adGroups;
    private final Ads ads;
    private final Reports reports;
    private final TopUps topUps;

    AdsPages(
            Businesses businesses,
            Access access,
            Campaigns campaigns,
            AdGroups adGroups,
            Ads ads,
            Reports reports,
            TopUps topUps) {
        this.businesses = businesses;
        this.access = access;
        this.campaigns = campaigns;
        this.adGroups = adGroups;
        this.ads = ads;
        this.reports = reports;
        this.topUps = topUps;
    }

    @GetMapping("/desk/ads")
    String home(Viewer viewer, Model model) {
        var mine = Stream.of(Businesses.Kind.ADVERTISER, Businesses.Kind.LABEL)
                .flatMap(kind -> businesses.of(viewer.person(), kind).stream())
                .toList();
        if (mine.size() == 1) {
            return "redirect:/desk/ads/" + mine.getFirst().id();
        }
        model.addAttribute("businesses", mine);
        return "ads/businesses";
    }

    /** @param key message key {@code ads.first.<key>} */
    record Step(String key, boolean done, @Nullable String href) {}

    /** @param budget of all its ad groups: of a day, or of their life */
    record CampaignRow(
            Campaign campaign, Reports.Figures figures, Money budget, boolean daily, int inReview, int rejected) {}

    @GetMapping("/desk/ads/{business}")
    String business(
            Viewer viewer, @PathVariable UUID business, @RequestParam(defaultValue = "") String done, Model model) {
        var found = access.toRead(viewer, business);
        return page(found, done, Map.of(), "50", model);
    }

    /** @param key made with the page, so that a second click pays nothing more */
    @PostMapping("/desk/ads/{business}/topups")
    String topUp(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String amount,
            @RequestParam String method,
            @RequestParam String key,
            HttpServletResponse response,
            Model model) {
        var found = access.toPay(viewer, business);
        try {
            var outcome = topUps.topUp(viewer, business, key, new TopUps.TopUp(amount(amount, found), method));
            return switch (outcome) {
                case ChargeOutcome.Succeeded succeeded -> "redirect:/desk/ads/" + business + "?done=topup";
                case ChargeOutcome.NeedsAction action -> "redirect:" + action.url();
                case ChargeOutcome.Pending pending -> "redirect:/desk/ads/" + business + "?done=pending";
                case ChargeOutcome.Declined declined -> {
                    response.setStatus(422);
                    yield page(found, "declined", Map.of(), amount, model);
                }
            };
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            return page(found, "", refused.fields(), amount, model);
        }
    }

    private String page(Business business, String done, Map<String, String> errors, String amount, Model model) {
        var balance = topUps.balance(business);
        var rows = rows(business);
        var steps = firstSteps(business, balance, rows);
        model.addAttribute("business", business);
        model.addAttribute("balance", balance);
        model.addAttribute("rows", rows);
        model.addAttribute("steps", steps);
        model.addAttribute("percent", 100 * steps.stream().filter(Step::done).count() / steps.size());
        model.addAttribute("done", done);
        model.addAttribute("errors", errors);
        model.addAttribute("amount", amount);
        model.addAttribute("key", UUID.randomUUID().toString());
        return "ads/business";
    }

    private List<CampaignRow> rows(Business business) {
        var figures = reports.byCampaign(business.id(), business.currency());
        var rows = new ArrayList<CampaignRow>();
        for (var campaign : campaigns.of(business.id(), null, CAMPAIGNS)) {
            var groups = adGroups.of(campaign.id());
            var its = ads.ofCampaign(campaign.id());
            rows.add(new CampaignRow(
                    campaign,
                    figures.getOrDefault(campaign.id(), Reports.Figures.none(business.currency())),
                    new Money(groups.stream().mapToLong(AdGroup::budgetMicros).sum(), business.currency()),
                    groups.stream().anyMatch(AdGroup::daily),
                    (int) its.stream()
                            .filter(ad -> ad.review().equals("in_review"))
                            .count(),
                    (int) its.stream()
                            .filter(ad -> ad.review().equals("rejected"))
                            .count()));
        }
        return rows;
    }

    private List<Step> firstSteps(Business business, TopUps.BalanceView balance, List<CampaignRow> rows) {
        var its = rows.stream()
                .flatMap(row -> ads.ofCampaign(row.campaign().id()).stream())
                .toList();
        var paid = balance.prepaid().isPositive()
                || balance.reserved().isPositive()
                || balance.spent().isPositive();
        return List.of(
                new Step("business", true, null),
                new Step("topup", paid, null),
                new Step("campaign", !rows.isEmpty(), "/desk/ads/" + business.id() + "/new"),
                new Step("creative", !its.isEmpty(), "/desk/ads/" + business.id() + "/new"),
                new Step("review", its.stream().anyMatch(ad -> ad.review().equals("approved")), null),
                new Step(
                        "impression",
                        rows.stream().anyMatch(row -> row.figures().impressions() > 0),
                        null));
    }

    /** What people type: {@code 50}, {@code 50.00} or {@code 50,00}. */
    static Money amount(String text, Business business) {
        try {
            var amount = new BigDecimal(text.strip().replace(',', '.'));
            return new Money(amount.movePointRight(6).longValueExact(), business.currency());
        } catch (ArithmeticException | NumberFormatException notAnAmount) {
            throw Refused.field("amount", "not_an_amount");
        }
    }
}
