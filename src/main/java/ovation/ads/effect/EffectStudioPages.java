package ovation.ads.effect;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.ads.Access;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import tools.jackson.databind.json.JsonMapper;

/** The studio, where an effect is made, and the same preview for whoever reviews it. */
@Controller
class EffectStudioPages {

    private final Access access;
    private final BrandedEffects branded;
    private final JsonMapper json;

    EffectStudioPages(Access access, BrandedEffects branded, JsonMapper json) {
        this.access = access;
        this.branded = branded;
        this.json = json;
    }

    @GetMapping("/desk/ads/{business}/effects/new")
    String begin(Viewer viewer, @PathVariable UUID business, Model model) {
        model.addAttribute("business", access.toEdit(viewer, business));
        model.addAttribute("made", null);
        model.addAttribute("effect", "");
        return "ads/effect-studio";
    }

    @GetMapping("/desk/ads/{business}/effects/{id}")
    String edit(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        var made = branded.find(id)
                .filter(found -> found.business().equals(business))
                .orElseThrow(Refused::notFound);
        model.addAttribute("made", made);
        model.addAttribute("effect", json.writeValueAsString(EffectStudioApi.EffectView.of(made)));
        return "ads/effect-studio";
    }

    @GetMapping("/moderation/effects/{id}")
    String review(Viewer viewer, @PathVariable UUID id, Model model) {
        viewer.as(Role.MODERATOR, Role.ADMIN);
        var made = branded.find(id).orElseThrow(Refused::notFound);
        model.addAttribute("made", made);
        model.addAttribute("effect", json.writeValueAsString(EffectStudioApi.EffectView.of(made)));
        return "ads/effect-preview";
    }
}
