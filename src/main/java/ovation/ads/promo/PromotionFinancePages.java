package ovation.ads.promo;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;

/** Behind a posting of a promotion: what was bought, and each day and boost that was charged. For finance. */
@Controller
class PromotionFinancePages {

    private final PromotionRows rows;
    private final PromotionReports reports;
    private final Clock clock;

    PromotionFinancePages(PromotionRows rows, PromotionReports reports, Clock clock) {
        this.rows = rows;
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping("/finance/promotions/{id}")
    String promotion(Viewer viewer, @PathVariable UUID id, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var promotion = rows.find(id).orElseThrow(Refused::notFound);
        model.addAttribute("promotion", promotion);
        model.addAttribute("state", promotion.state(clock.instant()));
        model.addAttribute("report", reports.of(promotion));
        model.addAttribute("days", reports.charged(id));
        return "ads/promotion-finance";
    }
}
