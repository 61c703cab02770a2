package ovation.ads.topview;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Behind a posting of TopView: the booking, and each impression that was charged. For finance. */
@Controller
class TopViewFinancePages {

    private static final int MOST = 500;

    private final TopViewBookings bookings;
    private final TopViewReports reports;
    private final Businesses businesses;
    private final Clock clock;

    TopViewFinancePages(TopViewBookings bookings, TopViewReports reports, Businesses businesses, Clock clock) {
        this.bookings = bookings;
        this.reports = reports;
        this.businesses = businesses;
        this.clock = clock;
    }

    @GetMapping("/finance/topview/{id}")
    String booking(Viewer viewer, @PathVariable UUID id, Locale locale, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var booking = bookings.find(id).orElseThrow(Refused::notFound);
        List<TopViewReports.Charge> charges = reports.charges(booking, MOST);
        model.addAttribute("booking", booking);
        model.addAttribute("state", booking.state(clock.instant()));
        model.addAttribute("marketName", TopViewPages.name(booking.market(), locale));
        model.addAttribute(
                "business",
                businesses
                        .find(booking.business())
                        .map(Businesses.Business::name)
                        .orElse("–"));
        model.addAttribute("frozen", booking.money(booking.frozenMicros()));
        model.addAttribute("charged", booking.money(booking.settledMicros()));
        model.addAttribute("released", booking.money(booking.releasedMicros()));
        model.addAttribute("left", new Money(booking.leftMicros(), booking.currency()));
        model.addAttribute("charges", charges);
        model.addAttribute("most", MOST);
        return "ads/topview-charges";
    }
}
