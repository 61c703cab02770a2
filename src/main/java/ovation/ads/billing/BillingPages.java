package ovation.ads.billing;

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
import ovation.ads.Access;
import ovation.ads.account.BillingAccounts;
import ovation.base.Refused;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;

/** The advertiser's billing: what is there, what was given back, the documents, the address. */
@Controller
class BillingPages {

    private static final int PAGE = 25;

    private final Access access;
    private final BillingAccounts accounts;
    private final Documents documents;
    private final DocumentFiles files;
    private final Invoicing invoicing;
    private final BilledMonths months;
    private final GivingGrants grants;
    private final Ledger ledger;

    BillingPages(
            Access access,
            BillingAccounts accounts,
            Documents documents,
            DocumentFiles files,
            Invoicing invoicing,
            BilledMonths months,
            GivingGrants grants,
            Ledger ledger) {
        this.access = access;
        this.accounts = accounts;
        this.documents = documents;
        this.files = files;
        this.invoicing = invoicing;
        this.months = months;
        this.grants = grants;
        this.ledger = ledger;
    }

    @GetMapping("/desk/ads/{business}/billing")
    String page(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "") String done,
            Locale locale,
            Model model) {
        var found = access.toPay(viewer, business);
        var account = accounts.of(found);
        model.addAttribute(
                "form",
                new BillingAccounts.Form(
                        account.timeZone().getId(),
                        account.legalName(),
                        account.street(),
                        account.city(),
                        account.country(),
                        account.vatId()));
        model.addAttribute("errors", Map.of());
        model.addAttribute("done", done);
        return show(found, kind, cursor, locale, model);
    }

    private String show(Business business, @Nullable String kind, @Nullable String cursor, Locale locale, Model model) {
        invoicing.issueDue(business);
        var known = kind != null && BillingApi.KINDS.contains(kind) ? kind : null;
        model.addAttribute("business", business);
        model.addAttribute("kind", known == null ? "" : known);
        model.addAttribute("documents", documents.of(business.id(), known, cursor, PAGE));
        model.addAttribute(
                "grants",
                grants.of(business.id()).stream()
                        .filter(grant -> Set.of("active", "expired").contains(grant.state()))
                        .toList());
        model.addAttribute("credits", months.latestCredits(business.id()));
        model.addAttribute("prepaid", balance(AccountKind.ADVERTISER_PREPAID, business));
        model.addAttribute("reserved", balance(AccountKind.ADVERTISER_RESERVED, business));
        model.addAttribute("promotional", balance(AccountKind.ADVERTISER_GRANT, business));
        model.addAttribute("nextInvoice", invoicing.nextInvoice(business).orElse(null));
        model.addAttribute("zones", accounts.zones());
        model.addAttribute("countries", accounts.countries(locale));
        return "ads/billing/billing";
    }

    private ovation.ledger.Money balance(AccountKind kind, Business business) {
        return ledger.balance(new Account(kind, business.id(), business.currency()))
                .available();
    }

    @PostMapping("/desk/ads/{business}/billing/account")
    String change(
            Viewer viewer,
            @PathVariable UUID business,
            @ModelAttribute BillingAccounts.Form form,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var found = access.toPay(viewer, business);
        try {
            accounts.change(viewer, business, form);
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            response.setStatus(422);
            model.addAttribute("form", form);
            model.addAttribute("errors", refused.fields());
            model.addAttribute("done", "");
            return show(found, null, null, locale, model);
        }
        return "redirect:/desk/ads/" + business + "/billing?done=account#address";
    }

    @GetMapping("/desk/ads/{business}/billing/{id}")
    String document(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, Locale locale, Model model) {
        model.addAttribute("business", access.toPay(viewer, business));
        var document = documents
                .find(id)
                .filter(found -> found.business().equals(business))
                .orElseThrow(Refused::notFound);
        model.addAttribute("document", document);
        model.addAttribute(
                "lines",
                document.lines().stream()
                        .map(line -> new Document.Line(
                                files.said(line, document.kind(), locale),
                                line.campaign(),
                                line.quantity(),
                                line.promotional(),
                                line.gross()))
                        .toList());
        return "ads/billing/document";
    }
}
