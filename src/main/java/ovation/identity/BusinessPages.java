package ovation.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import ovation.base.Refused;
import ovation.identity.Businesses.Kind;

/** Founding a business. */
@Controller
class BusinessPages {

    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF");

    private final Businesses businesses;

    BusinessPages(Businesses businesses) {
        this.businesses = businesses;
    }

    record BusinessForm(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String website,
            @Nullable String currency) {

        Kind asKind() {
            return Arrays.stream(Kind.values())
                    .filter(each -> each.name().equals(kind))
                    .findFirst()
                    .orElse(Kind.ADVERTISER);
        }
    }

    @GetMapping("/businesses/new")
    String page(Viewer viewer, Model model) {
        viewer.person();
        return page(new BusinessForm("ADVERTISER", "", "https://", "EUR"), Map.of(), model);
    }

    @PostMapping("/businesses")
    String found(@ModelAttribute BusinessForm form, Viewer viewer, HttpServletResponse response, Model model) {
        var person = viewer.person();
        try {
            businesses.found(person, form.asKind(), text(form.name()), text(form.website()), text(form.currency()));
        } catch (Refused refused) {
            response.setStatus(422);
            return page(form, refused.fields(), model);
        }
        return form.asKind() == Kind.SELLER ? "redirect:/desk" : "redirect:/desk/ads";
    }

    private static String page(BusinessForm form, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("currencies", CURRENCIES);
        return "identity/new-business";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
