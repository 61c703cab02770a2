package ovation.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import ovation.base.Refused;

/** "Advertising and you": the page and its REST twin. */
@Controller
@Tag(name = "identity")
class AdSettingsPages {

    private final Accounts accounts;
    private final AdSettings settings;

    AdSettingsPages(Accounts accounts, AdSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** @param gender {@code FEMALE}, {@code MALE}, {@code OTHER} or {@code UNKNOWN} */
    record Choices(@Nullable String gender, @Nullable Boolean lists) {

        static Choices of(AdChoices choices) {
            return new Choices(choices.gender().name(), choices.lists());
        }
    }

    @GetMapping("/settings/ads")
    String page(Viewer viewer, @RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("choices", choices(viewer));
        model.addAttribute("adult", viewer.age().adult());
        model.addAttribute("done", done != null);
        return "identity/ad-settings";
    }

    @PostMapping("/settings/ads")
    String change(Viewer viewer, @RequestParam String gender, @RequestParam(defaultValue = "false") boolean lists) {
        settings.change(viewer.person(), gender, lists);
        return "redirect:/settings/ads?done";
    }

    @GetMapping("/api/v1/me/ad-choices")
    @ResponseBody
    @Operation(summary = "What you let advertising know of you")
    Choices mine(Viewer viewer) {
        return Choices.of(choices(viewer));
    }

    @PutMapping("/api/v1/me/ad-choices")
    @ResponseBody
    @Operation(summary = "Says what advertising may know: nothing unless you say so, and of minors never read")
    Choices change(Viewer viewer, @RequestBody Choices choices) {
        return Choices.of(settings.change(viewer.person(), choices.gender(), Boolean.TRUE.equals(choices.lists())));
    }

    private AdChoices choices(Viewer viewer) {
        return accounts.find(viewer.person()).orElseThrow(Refused::notFound).adChoices();
    }
}
