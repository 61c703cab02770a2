package ovation.payouts;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.SecondFactors;
import ovation.identity.Viewer;

/** A creator's payouts: where the money stands, the steps to it, and the forms, which ask for a fresh second factor. */
@Controller
class CreatorPayoutPages {

    private static final String HOME = "/desk/creator/payouts";
    private static final String DETAILS = HOME + "/details";
    private static final Set<String> DONE = Set.of("identity", "tax-form", "method", "verified", "appeal");

    private final Standing standing;
    private final Details details;
    private final ChangingDetails changing;
    private final HoldingEarnings holding;
    private final Lines lines;
    private final Statements statements;
    private final OwnStatements own;
    private final PayoutsSettings settings;
    private final SandboxBank bank;
    private final SecondFactors factors;

    CreatorPayoutPages(
            Standing standing,
            Details details,
            ChangingDetails changing,
            HoldingEarnings holding,
            Lines lines,
            Statements statements,
            OwnStatements own,
            PayoutsSettings settings,
            SandboxBank bank,
            SecondFactors factors) {
        this.standing = standing;
        this.details = details;
        this.changing = changing;
        this.holding = holding;
        this.lines = lines;
        this.statements = statements;
        this.own = own;
        this.settings = settings;
        this.bank = bank;
        this.factors = factors;
    }

    @GetMapping(HOME)
    String home(Viewer viewer, @RequestParam(required = false) @Nullable String done, Model model) {
        var person = viewer.person();
        var method = details.method(person);
        model.addAttribute("done", done != null && DONE.contains(done) ? done : null);
        model.addAttribute("balances", standing.of(person));
        model.addAttribute("next", standing.nextPayout());
        model.addAttribute("method", method.orElse(null));
        model.addAttribute("taxForm", details.taxForm(person).orElse(null));
        model.addAttribute("holds", holding.of(person));
        model.addAttribute("payouts", lines.ofPerson(person, 50));
        model.addAttribute("statements", statements.of(person));
        model.addAttribute(
                "penny",
                bank.open()
                        ? method.filter(each -> !each.verified())
                                .map(each -> details.pennyCode(each.id()))
                                .orElse(null)
                        : null);
        return "payouts/creator";
    }

    @GetMapping(DETAILS)
    String forms(Viewer viewer, Locale locale, Model model) {
        if (!factors.fresh(viewer)) {
            return "redirect:/settings/confirm?next=" + DETAILS;
        }
        return forms(viewer, Map.of(), locale, model);
    }

    @PostMapping(DETAILS + "/identity")
    String identity(
            Viewer viewer,
            @ModelAttribute ChangingDetails.IdentityForm form,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        model.addAttribute("identity", form);
        return change(viewer, "identity", person -> changing.identity(person, form), response, locale, model);
    }

    @PostMapping(DETAILS + "/tax-form")
    String taxForm(
            Viewer viewer,
            @ModelAttribute ChangingDetails.TaxFormForm form,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        model.addAttribute("tax", form);
        return change(viewer, "tax-form", person -> changing.taxForm(person, form), response, locale, model);
    }

    @PostMapping(DETAILS + "/method")
    String method(
            Viewer viewer,
            @ModelAttribute ChangingDetails.MethodForm form,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        model.addAttribute("account", form);
        return change(viewer, "method", person -> changing.method(person, form), response, locale, model);
    }

    @PostMapping(HOME + "/verify")
    String verify(Viewer viewer, @RequestParam String code, HttpServletResponse response, Model model) {
        try {
            changing.verify(viewer.person(), code);
        } catch (Refused refused) {
            response.setStatus(refused.code().status());
            model.addAttribute("problem", "problem." + refused.code().code());
            return home(viewer, null, model);
        }
        return "redirect:" + HOME + "?done=verified";
    }

    @PostMapping(HOME + "/holds/{id}/appeal")
    String appeal(Viewer viewer, @PathVariable UUID id, @RequestParam String appeal) {
        holding.appeal(id, viewer.person(), appeal);
        return "redirect:" + HOME + "?done=appeal";
    }

    @GetMapping("/desk/creator/statements/{number}")
    String statement(Viewer viewer, @PathVariable String number, Model model) {
        var statement = own.find(viewer, number);
        model.addAttribute("statement", statement);
        model.addAttribute("unchanged", statements.unchanged(statement));
        model.addAttribute("mine", statement.person().equals(viewer.person()));
        return "payouts/statement";
    }

    private interface Change {
        void of(UUID person);
    }

    private String change(
            Viewer viewer, String what, Change change, HttpServletResponse response, Locale locale, Model model) {
        if (!factors.fresh(viewer)) {
            return "redirect:/settings/confirm?next=" + DETAILS;
        }
        try {
            change.of(viewer.person());
        } catch (Refused refused) {
            response.setStatus(refused.code().status());
            return forms(viewer, refused.fields(), locale, model);
        }
        return "redirect:" + HOME + "?done=" + what;
    }

    private String forms(Viewer viewer, Map<String, String> errors, Locale locale, Model model) {
        var profile = details.profile(viewer.person());
        model.addAttribute("errors", errors);
        model.addAttribute("countries", Countries.in(locale));
        model.addAttribute("treaties", settings.treatyPercents().keySet());
        if (!model.containsAttribute("identity")) {
            model.addAttribute(
                    "identity",
                    profile.map(each -> new ChangingDetails.IdentityForm(
                                    each.legalName(),
                                    each.street(),
                                    each.postalCode(),
                                    each.city(),
                                    each.country() == null ? viewer.region() : each.country()))
                            .orElseGet(
                                    () -> new ChangingDetails.IdentityForm(null, null, null, null, viewer.region())));
        }
        if (!model.containsAttribute("tax")) {
            var country = profile.map(Profile::country).orElse(viewer.region());
            var kind = "US".equals(country) ? "W9" : "W8BEN";
            var name = profile.map(Profile::legalName).orElse(null);
            model.addAttribute("tax", new ChangingDetails.TaxFormForm(kind, name, country, country, null, false, null));
        }
        if (!model.containsAttribute("account")) {
            model.addAttribute("account", new ChangingDetails.MethodForm("IBAN", null));
        }
        return "payouts/details";
    }
}
