package ovation.ads.buying;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.Access;
import ovation.identity.Viewer;

/** Around a business: lists, drafts, and the switches that stop everything. */
@Controller
class BusinessBuyingPages {

    private final Access access;
    private final Audiences audiences;
    private final Drafts drafts;
    private final Stopping stopping;

    BusinessBuyingPages(Access access, Audiences audiences, Drafts drafts, Stopping stopping) {
        this.access = access;
        this.audiences = audiences;
        this.drafts = drafts;
        this.stopping = stopping;
    }

    @GetMapping("/desk/ads/{business}/buying")
    String page(Viewer viewer, @PathVariable UUID business, Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        model.addAttribute("lists", audiences.list(viewer, business));
        model.addAttribute("drafts", drafts.list(viewer, business));
        model.addAttribute("stop", stopping.look(viewer, business));
        return "ads/buying";
    }

    @PostMapping("/desk/ads/{business}/stop")
    String stop(Viewer viewer, @PathVariable UUID business, @RequestParam(defaultValue = "") String reason) {
        stopping.stop(viewer, business, reason);
        return back(business);
    }

    @PostMapping("/desk/ads/{business}/stop/lift")
    String lift(Viewer viewer, @PathVariable UUID business) {
        stopping.lift(viewer, business);
        return back(business);
    }

    @PostMapping("/desk/ads/{business}/lists")
    String make(Viewer viewer, @PathVariable UUID business, @RequestParam String name) {
        audiences.make(viewer, business, name);
        return back(business);
    }

    @PostMapping("/desk/ads/{business}/lists/{list}/delete")
    String delete(Viewer viewer, @PathVariable UUID business, @PathVariable UUID list) {
        audiences.delete(viewer, list);
        return back(business);
    }

    @PostMapping("/desk/ads/{business}/drafts/{draft}/discard")
    String discard(Viewer viewer, @PathVariable UUID business, @PathVariable UUID draft) {
        drafts.discard(viewer, business, draft);
        return back(business);
    }

    @GetMapping("/desk/ad-stop")
    String platform(Viewer viewer, Model model) {
        model.addAttribute("stop", stopping.lookAtPlatform(viewer));
        return "ads/stop";
    }

    @PostMapping("/desk/ad-stop")
    String stopPlatform(Viewer viewer, @RequestParam(defaultValue = "") String reason) {
        stopping.stopPlatform(viewer, reason);
        return "redirect:/desk/ad-stop";
    }

    @PostMapping("/desk/ad-stop/lift")
    String liftPlatform(Viewer viewer) {
        stopping.liftPlatform(viewer);
        return "redirect:/desk/ad-stop";
    }

    private static String back(UUID business) {
        return "redirect:/desk/ads/" + business + "/buying";
    }
}
