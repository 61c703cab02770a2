package ovation.thanks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.identity.Viewer;
import ovation.wallet.SpendOutcome;

/** The gift below a video: as a part of its page, and as a page of its own. */
@Controller
class ThanksPages {

    private final Thanking thanking;

    ThanksPages(Thanking thanking) {
        this.thanking = thanking;
    }

    @GetMapping("/v/{video}/thanks")
    String offer(
            Viewer viewer,
            @PathVariable UUID video,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        return show(viewer, video, "", part, model);
    }

    /** @param key made with the page, so that a second click thanks once */
    @PostMapping("/v/{video}/thanks")
    String thank(
            Viewer viewer,
            @PathVariable UUID video,
            @RequestParam long coins,
            @RequestParam String key,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String part,
            Model model) {
        var done =
                switch (thanking.thank(viewer, video, key, coins)) {
                    case SpendOutcome.Spent spent -> {
                        model.addAttribute("given", spent);
                        yield "given";
                    }
                    case SpendOutcome.NotEnough _ -> "not_enough";
                    case SpendOutcome.Frozen _ -> "frozen";
                    case SpendOutcome.OverLimit _ -> "over_limit";
                };
        return show(viewer, video, done, part, model);
    }

    private String show(Viewer viewer, UUID video, String done, @Nullable String part, Model model) {
        model.addAttribute("offer", thanking.offer(viewer, video));
        model.addAttribute("done", done);
        model.addAttribute("key", UUID.randomUUID().toString());
        return part == null ? "thanks/page" : "thanks/box :: box";
    }
}
