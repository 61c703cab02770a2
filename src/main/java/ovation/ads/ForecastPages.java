package ovation.ads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import ovation.ads.Forecasts.Forecast;
import ovation.identity.Viewer;

/** How far off forecasts were, for everybody who is signed in: without whose they were. */
@Controller
@Tag(name = "ads")
class ForecastPages {

    private static final int SHOWN = 100;

    private final Forecasts forecasts;

    ForecastPages(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** @param within whether what came lies in what was said */
    record Judged(
            LocalDate day,
            long from,
            long forecast,
            long to,
            @Nullable Long delivered,
            boolean within) {

        static Judged of(Forecast forecast) {
            return new Judged(
                    forecast.day(),
                    forecast.impressionsLow(),
                    forecast.impressions(),
                    forecast.impressionsHigh(),
                    forecast.delivered(),
                    forecast.within());
        }
    }

    /** @param medianErrorPercent what the range of a forecast rests on */
    record Errors(int medianErrorPercent, int withinPercent, List<Judged> items) {}

    @GetMapping("/api/v1/ad-forecasts")
    @ResponseBody
    @Operation(summary = "Forecasts of days that are over, with what came: our own error")
    Errors errors(Viewer viewer) {
        viewer.person();
        var items = forecasts.judged(SHOWN).stream().map(Judged::of).toList();
        var within = items.stream().filter(Judged::within).count();
        return new Errors(
                (int) Math.round(forecasts.medianError() * 100),
                items.isEmpty() ? 0 : (int) Math.round(100.0 * within / items.size()),
                items);
    }

    @GetMapping("/desk/ads/forecasts")
    String page(Viewer viewer, Model model) {
        model.addAttribute("errors", errors(viewer));
        return "ads/forecasts";
    }
}
