package ovation.ads.effect;

import java.time.Clock;
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

/** Behind a posting of a branded effect: the booking, and each day that was charged. For finance. */
@Controller
class EffectFinancePages {

    private final EffectBookings bookings;
    private final EffectReports reports;
    private final Businesses businesses;
    private final Clock clock;

    EffectFinancePages(EffectBookings bookings, EffectReports reports, Businesses businesses, Clock clock) {
        this.bookings = bookings;
        this.reports = reports;
        this.businesses = businesses;
        this.clock = clock;
    }

    @GetMapping("/finance/effects/{id}")
    String booking(Viewer viewer, @PathVariable UUID id, Locale locale, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var booking = bookings.find(id).orElseThrow(Refused::notFound);
        model.addAttribute("booking", booking);
        model.addAttribute("state", booking.state(clock.instant()));
        model.addAttribute("marketName", EffectDeskPages.name(booking.market(), locale));
        model.addAttribute(
                "business",
                businesses
                        .find(booking.business())
                        .map(Businesses.Business::name)
                        .orElse("–"));
        model.addAttribute("frozen", booking.money(booking.frozenMicros()));
        model.addAttribute("charged", booking.money(booking.settledMicros()));
        model.addAttribute("released", booking.money(booking.releasedMicros()));
        model.addAttribute("left", booking.money(booking.leftMicros()));
        model.addAttribute("charges", reports.charges(booking));
        return "ads/effect-charges";
    }
}
