package ovation.ads.buying;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.ads.buying.Capping.Cap;
import ovation.ads.buying.TestingSplits.NewSplit;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** Around a campaign: copies, appeals, caps and split tests. */
@Controller
@RequestMapping("/desk/ads/campaigns/{campaign}")
class BuyingPages {

    private final Access access;
    private final Copying copying;
    private final AppealingAds appealing;
    private final TestingSplits testing;
    private final Capping capping;
    private final SplitChoices choices;

    BuyingPages(
            Access access,
            Copying copying,
            AppealingAds appealing,
            TestingSplits testing,
            Capping capping,
            SplitChoices choices) {
        this.access = access;
        this.copying = copying;
        this.appealing = appealing;
        this.testing = testing;
        this.capping = capping;
        this.choices = choices;
    }

    /** @param key made with the page, so that a second click copies nothing more */
    @PostMapping("/copy")
    String copy(Viewer viewer, @PathVariable UUID campaign, @RequestParam UUID key) {
        return "redirect:/desk/ads/campaigns/" + copying.copy(viewer, Level.CAMPAIGN, campaign, key);
    }

    @PostMapping("/groups/{group}/copy")
    String copyGroup(Viewer viewer, @PathVariable UUID campaign, @PathVariable UUID group, @RequestParam UUID key) {
        copying.copy(viewer, Level.GROUP, group, key);
        return back(campaign);
    }

    @PostMapping("/ads/{ad}/copy")
    String copyAd(Viewer viewer, @PathVariable UUID campaign, @PathVariable UUID ad, @RequestParam UUID key) {
        copying.copy(viewer, Level.AD, ad, key);
        return back(campaign);
    }

    @PostMapping("/ads/{ad}/appeal")
    String appeal(Viewer viewer, @PathVariable UUID campaign, @PathVariable UUID ad, @RequestParam String text) {
        appealing.appeal(viewer, ad, text);
        return back(campaign);
    }

    @GetMapping("/tests")
    String tests(Viewer viewer, @PathVariable UUID campaign, Model model) {
        return page(viewer, campaign, null, model);
    }

    @PostMapping("/tests")
    String start(
            Viewer viewer,
            @PathVariable UUID campaign,
            @RequestParam(defaultValue = "") String name,
            @RequestParam String level,
            @RequestParam String goal,
            @RequestParam(defaultValue = "") List<UUID> members,
            @RequestParam(defaultValue = "false") boolean equalBudgets,
            jakarta.servlet.http.HttpServletResponse response,
            Model model) {
        try {
            testing.start(viewer, campaign, new NewSplit(name, level, goal, members, equalBudgets));
        } catch (Refused refused) {
            if (refused.code().status() == 404) {
                throw refused;
            }
            response.setStatus(422);
            return page(viewer, campaign, refused, model);
        }
        return "redirect:/desk/ads/campaigns/" + campaign + "/tests";
    }

    @PostMapping("/tests/{split}/end")
    String end(Viewer viewer, @PathVariable UUID campaign, @PathVariable UUID split) {
        testing.end(viewer, split);
        return "redirect:/desk/ads/campaigns/" + campaign + "/tests";
    }

    @PostMapping("/caps")
    String caps(Viewer viewer, @PathVariable UUID campaign, @RequestParam int impressions, @RequestParam int hours) {
        capping.set(
                viewer, Level.CAMPAIGN, campaign, impressions == 0 ? List.of() : List.of(new Cap(impressions, hours)));
        return "redirect:/desk/ads/campaigns/" + campaign + "/tests";
    }

    private String page(Viewer viewer, UUID campaign, @Nullable Refused refused, Model model) {
        var its = choices.campaign(viewer, campaign);
        model.addAttribute("campaign", its);
        model.addAttribute("business", access.toRead(viewer, its.business()));
        model.addAttribute("groups", choices.groups(campaign));
        model.addAttribute("ads", choices.ads(campaign));
        model.addAttribute("tests", testing.of(viewer, campaign));
        model.addAttribute("caps", capping.get(viewer, Level.CAMPAIGN, campaign));
        model.addAttribute(
                "wrong",
                refused == null
                        ? null
                        : refused.fields().isEmpty()
                                ? "problem." + refused.code().code()
                                : "field."
                                        + refused.fields().values().iterator().next());
        return "ads/tests";
    }

    private static String back(UUID campaign) {
        return "redirect:/desk/ads/campaigns/" + campaign;
    }
}
