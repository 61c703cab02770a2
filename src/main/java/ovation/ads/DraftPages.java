package ovation.ads;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import ovation.identity.Viewer;

/** Drafts of ad groups and ads go live. */
@Controller
@RequestMapping("/desk/ads/campaigns/{campaign}")
class DraftPages {

    private final Publishing publishing;

    DraftPages(Publishing publishing) {
        this.publishing = publishing;
    }

    @PostMapping("/groups/{group}/publish")
    String group(Viewer viewer, @PathVariable UUID campaign, @PathVariable UUID group) {
        publishing.group(viewer, group);
        return "redirect:/desk/ads/campaigns/" + campaign;
    }

    @PostMapping("/ads/{ad}/publish")
    String ad(Viewer viewer, @PathVariable UUID campaign, @PathVariable UUID ad) {
        publishing.ad(viewer, ad);
        return "redirect:/desk/ads/campaigns/" + campaign;
    }
}
