package ovation.ads.measure;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.measure.AttributionSettings.Windows;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;

/** What people say to being measured, and within how many days a campaign is credited. */
@Controller
class MeasurePages {

    private final Choices choices;
    private final AttributionSettings settings;

    MeasurePages(Choices choices, AttributionSettings settings) {
        this.choices = choices;
        this.settings = settings;
    }

    @GetMapping("/settings/ads")
    String choice(Viewer viewer, @RequestParam(defaultValue = "") String done, Model model) {
        model.addAttribute("choice", choices.of(viewer.person()).code());
        model.addAttribute("minor", viewer.age() == AgeBand.AGE_13_17);
        model.addAttribute("done", done);
        return "ads/choice";
    }

    @PostMapping("/settings/ads")
    String choose(Viewer viewer, @RequestParam String choice) {
        choices.choose(viewer, MeasureApi.read(choice));
        return "redirect:/settings/ads?done=saved";
    }

    @PostMapping("/desk/ads/campaigns/{id}/attribution")
    String windows(Viewer viewer, @PathVariable UUID id, @RequestParam int clickDays, @RequestParam int viewDays) {
        settings.change(viewer, id, new Windows(clickDays, viewDays));
        return "redirect:/desk/ads/campaigns/" + id;
    }
}
