package ovation.feed;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.identity.Viewer;

@Controller
class FeedPages {

    private final Discover discover;

    FeedPages(Discover discover) {
        this.discover = discover;
    }

    @GetMapping("/")
    String forYou(Model model) {
        model.addAttribute("mode", "for_you");
        return "feed/feed";
    }

    @GetMapping("/following")
    String following(Viewer viewer, Model model) {
        model.addAttribute("mode", "following");
        model.addAttribute("signedIn", viewer.signedIn());
        return "feed/feed";
    }

    @GetMapping("/plain")
    String plain(Model model) {
        model.addAttribute("mode", "plain");
        return "feed/feed";
    }

    @GetMapping("/discover")
    String discover(Viewer viewer, @RequestParam(defaultValue = "") String q, Model model, Locale locale) {
        model.addAttribute("q", q);
        model.addAttribute("found", discover.look(viewer, q));
        return "feed/discover";
    }

    @GetMapping("/feed/how")
    String how(Model model) {
        model.addAttribute("how", FeedApi.howItWorks());
        model.addAttribute(
                "sources",
                List.of("trending", "watched_together", "following", "fresh", "tag", "creator", "sound", "random"));
        return "feed/how";
    }
}
