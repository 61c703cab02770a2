package ovation.ads.challenge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.promo.TakingPart;
import ovation.identity.Viewer;

/** Taking part: the rules and what one agrees to, then the upload page with hashtag and sound filled in. */
@Controller
class TakingPartPages {

    private final ChallengeStage stage;
    private final TakingPart takingPart;

    TakingPartPages(ChallengeStage stage, TakingPart takingPart) {
        this.stage = stage;
        this.takingPart = takingPart;
    }

    @GetMapping("/challenges/{id}/take-part")
    String page(Viewer viewer, @PathVariable UUID id, Locale locale, Model model) {
        viewer.person();
        var challenge = stage.one(id, viewer);
        model.addAttribute("challenge", challenge);
        model.addAttribute(
                "regions",
                challenge.regions().stream()
                        .map(region -> ChallengePages.name(region, locale))
                        .toList());
        return "ads/challenge-enter";
    }

    @PostMapping("/challenges/{id}/take-part")
    String join(Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean mayBoost) {
        var challenge = stage.one(id, viewer);
        takingPart.join(viewer, id, mayBoost);
        var sound =
                challenge.sound() == null ? "" : "&sound=" + challenge.sound().id();
        return "redirect:/upload?tag=" + URLEncoder.encode(challenge.hashtag(), StandardCharsets.UTF_8) + sound;
    }

    @GetMapping("/desk/creator/challenges")
    String mine(Viewer viewer, Model model) {
        model.addAttribute("entries", stage.mine(viewer.person()));
        return "ads/challenge-mine";
    }

    @PostMapping("/desk/creator/challenges/{id}/consent")
    String consent(Viewer viewer, @PathVariable UUID id, @RequestParam boolean mayBoost) {
        takingPart.join(viewer, id, mayBoost);
        return "redirect:/desk/creator/challenges";
    }
}
