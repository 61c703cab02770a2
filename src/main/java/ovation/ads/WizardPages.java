package ovation.ads;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import ovation.ads.engine.Dimension;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;

/** A new campaign in three steps. The page sends what it gathered to {@code POST …/launches}. */
@Controller
class WizardPages {

    /** Offered first; any other country can be typed. */
    private static final List<String> COUNTRIES =
            List.of("DE", "AT", "CH", "FR", "IT", "ES", "NL", "PL", "SE", "GB", "US", "CA", "BR", "IN", "JP");

    private final Access access;
    private final Lists lists;
    private final AdsSettings settings;

    WizardPages(Access access, Lists lists, AdsSettings settings) {
        this.lists = lists;
        this.access = access;
        this.settings = settings;
    }

    record Choice(String value, String text) {}

    @GetMapping("/desk/ads/{business}/new")
    String page(Viewer viewer, @PathVariable UUID business, Locale locale, Model model) {
        model.addAttribute("business", access.toEdit(viewer, business));
        model.addAttribute("objectives", Inputs.OBJECTIVES);
        model.addAttribute(
                "billings",
                Arrays.stream(Objective.values())
                        .collect(Collectors.toMap(Objective::code, objective -> objective.billings().stream()
                                .map(Enum::name)
                                .collect(Collectors.joining(",")))));
        model.addAttribute("choices", choices());
        model.addAttribute(
                "audiences",
                lists.usable(business).entrySet().stream()
                        .map(list -> new Choice(list.getKey(), list.getValue()))
                        .toList());
        model.addAttribute(
                "zones", ZoneId.getAvailableZoneIds().stream().sorted().toList());
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
                        .map(band -> new Choice(band.name(), band.text()))
                        .toList());
        model.addAttribute("reserve", settings.reserveMicros() / 1e6);
        return "ads/wizard";
    }

    /** What can be ticked, by dimension in lower case. */
    private static Map<String, List<String>> choices() {
        var choices = new LinkedHashMap<String, List<String>>();
        for (var dimension :
                List.of(Dimension.LANGUAGE, Dimension.GENDER, Dimension.DEVICE, Dimension.OS, Dimension.BROWSER)) {
            choices.put(dimension.name().toLowerCase(Locale.ROOT), Wishes.CHOICES.getOrDefault(dimension, List.of()));
        }
        return choices;
    }
}
