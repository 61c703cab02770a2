package ovation.ads.lift;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.ads.Access;
import ovation.ads.lift.LiftReports.Outcome;
import ovation.identity.Viewer;

/** What a campaign brought about, on a page. */
@Controller
class LiftPages {

    /** Those that have words of their own; others are an advertiser's own names. */
    private static final Set<String> NAMED =
            Set.of("profile_opened", "followed", "purchase", "page_view", "add_to_cart", "lead", "sign_up");

    private static final int WIDTH = 400;
    private static final int MIDDLE = WIDTH / 2;

    private final Access access;
    private final LiftReports reports;

    LiftPages(Access access, LiftReports reports) {
        this.access = access;
        this.reports = reports;
    }

    /** The interval on a line of 400, none at 200. */
    public record Row(Outcome outcome, boolean named, int from, int width, int dot) {

        static Row of(Outcome outcome, double widest) {
            var low = outcome.low();
            var high = outcome.high();
            var difference = outcome.difference();
            if (low == null || high == null || difference == null || widest == 0) {
                return new Row(outcome, NAMED.contains(outcome.kind()), 0, 0, 0);
            }
            var from = place(low, widest);
            return new Row(
                    outcome,
                    NAMED.contains(outcome.kind()),
                    from,
                    Math.max(2, place(high, widest) - from),
                    place(difference, widest));
        }

        private static int place(double share, double widest) {
            return MIDDLE + (int) Math.round(share / widest * (MIDDLE - 10));
        }
    }

    @GetMapping("/desk/ads/campaigns/{id}/lift")
    String page(Viewer viewer, @PathVariable UUID id, Model model) {
        var campaign = access.campaignToSee(viewer, id);
        var report = reports.of(campaign);
        model.addAttribute("campaign", campaign);
        model.addAttribute("business", access.toRead(viewer, campaign.business()));
        model.addAttribute("report", report);
        model.addAttribute("rows", rows(report));
        return "ads/lift";
    }

    private static List<Row> rows(LiftReports.Report report) {
        var widest = report.outcomes().stream()
                .mapToDouble(each -> Math.max(abs(each.low()), abs(each.high())))
                .max()
                .orElse(0);
        return report.outcomes().stream().map(each -> Row.of(each, widest)).toList();
    }

    private static double abs(@org.jspecify.annotations.Nullable Double share) {
        return share == null ? 0 : Math.abs(share);
    }
}
