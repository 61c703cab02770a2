package ovation.ads.topview;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.ads.Access;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** What one booking brought, hour by hour. */
@Controller
class TopViewReportPages {

    private static final int CHART_WIDTH = 800;
    private static final int CHART_HEIGHT = 184;
    private static final int FLOOR = 196;
    private static final int GAP = 6;

    private final Access access;
    private final TopViewBookings bookings;
    private final TopViewCreatives creatives;
    private final TopViewReports reports;
    private final Clock clock;

    TopViewReportPages(
            Access access, TopViewBookings bookings, TopViewCreatives creatives, TopViewReports reports, Clock clock) {
        this.access = access;
        this.bookings = bookings;
        this.creatives = creatives;
        this.reports = reports;
        this.clock = clock;
    }

    /** One of the day's 24, with its bar in a chart of 800 by 220. @param hour UTC */
    record Bar(int hour, TopViewReports.Figures figures, int x, int y, int width, int height) {}

    @GetMapping("/desk/ads/{business}/topview/bookings/{id}")
    String report(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, Locale locale, Model model) {
        var found = access.toRead(viewer, business);
        var booking = bookings.find(id)
                .filter(each -> each.business().equals(business))
                .orElseThrow(Refused::notFound);
        var report = reports.of(booking);
        model.addAttribute("business", found);
        model.addAttribute("booking", booking);
        model.addAttribute("state", booking.state(clock.instant()));
        model.addAttribute("creative", creatives.find(booking.creative()).orElseThrow());
        model.addAttribute("marketName", TopViewPages.name(booking.market(), locale));
        model.addAttribute("frozen", booking.money(booking.frozenMicros()));
        model.addAttribute("charged", booking.money(booking.settledMicros()));
        model.addAttribute("released", booking.money(booking.releasedMicros()));
        model.addAttribute("cpm", booking.money(booking.cpmMicros()));
        model.addAttribute("report", report);
        model.addAttribute("bars", bars(booking, report));
        return "ads/topview-report";
    }

    private static List<Bar> bars(TopViewBooking booking, TopViewReports.Report report) {
        var byHour = new HashMap<Integer, TopViewReports.Figures>();
        report.hours()
                .forEach(hour -> byHour.put(hour.hour().atZone(ZoneOffset.UTC).getHour(), hour.figures()));
        var most = Math.max(
                1,
                byHour.values().stream()
                        .mapToLong(TopViewReports.Figures::impressions)
                        .max()
                        .orElse(1));
        var bars = new ArrayList<Bar>(24);
        var step = CHART_WIDTH / 24;
        for (var hour = 0; hour < 24; hour++) {
            var figures = byHour.getOrDefault(hour, TopViewReports.none(booking.currency()));
            var height = (int) (figures.impressions() * CHART_HEIGHT / most);
            bars.add(new Bar(hour, figures, hour * step + GAP / 2, FLOOR - height, step - GAP, height));
        }
        return bars;
    }
}
