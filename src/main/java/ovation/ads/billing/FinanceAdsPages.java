package ovation.ads.billing;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Promotional credit on the finance desk: given, waiting for a second person, and what became of it. */
@Controller
class FinanceAdsPages {

    private final GivingGrants giving;
    private final Grants grants;
    private final Businesses businesses;
    private final MessageSource words;

    FinanceAdsPages(GivingGrants giving, Grants grants, Businesses businesses, MessageSource words) {
        this.giving = giving;
        this.grants = grants;
        this.businesses = businesses;
        this.words = words;
    }

    record GrantForm(
            @Nullable String business,
            @Nullable String amount,
            @Nullable LocalDate expires,
            @Nullable String reason) {}

    @GetMapping("/finance/ads-grants")
    String page(Viewer viewer, @RequestParam(defaultValue = "") String business, Model model) {
        return show(viewer, new GrantForm(business, "", null, ""), Map.of(), "", model);
    }

    @PostMapping("/finance/ads-grants")
    String give(Viewer viewer, @ModelAttribute GrantForm form, HttpServletResponse response, Model model) {
        try {
            giving.give(viewer, asked(form));
            return "redirect:/finance/ads-grants";
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            return show(viewer, form, refused.fields(), "", model);
        }
    }

    private GivingGrants.NewGrant asked(GrantForm form) {
        var business = Ids.parse(form.business() == null ? "" : form.business().strip())
                .orElse(null);
        var currency = business == null
                ? "EUR"
                : businesses.find(business).map(Businesses.Business::currency).orElse("EUR");
        var expires = form.expires() == null
                ? null
                : form.expires().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new GivingGrants.NewGrant(business, amount(form.amount(), currency), expires, form.reason());
    }

    private static Money amount(@Nullable String text, String currency) {
        try {
            return new Money(
                    new BigDecimal(text == null ? "" : text.strip().replace(',', '.'))
                            .movePointRight(6)
                            .longValueExact(),
                    currency);
        } catch (ArithmeticException | NumberFormatException notAnAmount) {
            throw Refused.field("amount", "not_an_amount");
        }
    }

    @PostMapping("/finance/ads-grants/{id}/{decision}")
    String decide(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable String decision,
            java.util.Locale locale,
            HttpServletResponse response,
            Model model) {
        try {
            if (decision.equals("approve")) {
                giving.approve(viewer, id);
            } else {
                giving.reject(viewer, id);
            }
            return "redirect:/finance/ads-grants";
        } catch (Refused refused) {
            if (!(refused.code() instanceof BillingProblem)) {
                throw refused;
            }
            response.setStatus(refused.code().status());
            var said = words.getMessage("problem." + refused.code().code(), null, locale);
            return show(viewer, new GrantForm("", "", null, ""), Map.of(), said, model);
        }
    }

    private String show(Viewer viewer, GrantForm form, Map<String, String> errors, String problem, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var latest = grants.latest();
        var names = new HashMap<UUID, String>();
        businesses
                .all(latest.stream().map(Grants.Grant::business).distinct().toList())
                .forEach(business -> names.put(business.id(), business.name()));
        var waiting = grants.waiting();
        businesses
                .all(waiting.stream().map(Grants.Grant::business).distinct().toList())
                .forEach(business -> names.put(business.id(), business.name()));
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("problem", problem);
        model.addAttribute("waiting", waiting);
        model.addAttribute("grants", latest);
        model.addAttribute("names", names);
        model.addAttribute("decider", viewer.id());
        return "ads/billing/grants";
    }
}
