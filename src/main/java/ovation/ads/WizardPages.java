package ovation.ads;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;

/** A new campaign in three steps. The page sends what it gathered to {@code POST …/launches}. */
@Controller
class WizardPages {

    /** Offered first; any other country can be typed. */
    private static final List<String> COUNTRIES =
            List.of("DE", "AT", "CH", "FR", "IT", "ES", "NL", "PL", "SE", "GB", "US", "CA", "BR", "IN", "JP");

    private final Access access;
    private final AdsSettings settings;

    WizardPages(Access access, AdsSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    record Choice(String value, String text) {}

    @GetMapping("/desk/ads/{business}/new")
    String page(Viewer viewer, @PathVariable UUID business, Locale locale, Model model) {
        model.addAttribute("business", access.toEdit(viewer, business));
        model.addAttribute("objectives", Inputs.OBJECTIVES);
        model.addAttribute("calls", Ad.CALLS_TO_ACTION);
        model.addAttribute(
                "countries",
                COUNTRIES.stream()
                        .map(code -> new Choice(code, Locale.of("", code).getDisplayCountry(locale)))
                        .toList());
        model.addAttribute(
                "ages",
                Arrays.stream(AgeBand.values())
                        .filter(band -> band != AgeBand.UNKNOWN)
                        .map(band -> new Choice(band.name(), ageText(band)))
                        .toList());
        model.addAttribute("reserve", settings.reserveMicros() / 1e6);
        return "ads/wizard";
    }

    static String ageText(AgeBand band) {
        return band.name().replace("AGE_", "").replace("_UP", "+").replace('_', '–');
    }
}
