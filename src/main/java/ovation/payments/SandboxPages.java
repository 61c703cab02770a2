package ovation.payments;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.view.RedirectView;
import ovation.base.Refused;

/** The sandbox provider's hosted page. Open to whoever holds the token, signed in or not. */
@Controller
class SandboxPages {

    static final String PATH = "/sandbox/pay/";

    private final SandboxProvider provider;
    private final SandboxTokens tokens;
    private final Charging charging;
    private final Charges charges;

    SandboxPages(SandboxProvider provider, SandboxTokens tokens, Charging charging, Charges charges) {
        this.provider = provider;
        this.tokens = tokens;
        this.charging = charging;
        this.charges = charges;
    }

    @GetMapping(PATH + "{token}")
    String page(@PathVariable String token, Model model) {
        var visit = provider.visit(charge(token)).orElseThrow(Refused::notFound);
        model.addAttribute("token", token);
        model.addAttribute("amount", visit.amount());
        model.addAttribute("charge", visit.charge());
        model.addAttribute("state", visit.state().name());
        model.addAttribute("returnPath", stored(visit.charge()).request().returnPath());
        return "payments/sandbox";
    }

    @PostMapping(PATH + "{token}/approve")
    RedirectView approve(@PathVariable String token) {
        return decide(token, true);
    }

    @PostMapping(PATH + "{token}/decline")
    RedirectView decline(@PathVariable String token) {
        return decide(token, false);
    }

    /** The return path was checked when it was stored, and is not taken from the request. */
    private RedirectView decide(String token, boolean approved) {
        var charge = charge(token);
        var returnPath = stored(charge).request().returnPath();
        provider.decide(charge, approved);
        charging.refresh(charge);
        var redirect = new RedirectView(returnPath, true, true, false);
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }

    private UUID charge(String token) {
        return tokens.open(token).orElseThrow(Refused::notFound);
    }

    private Charge stored(UUID charge) {
        return charges.find(charge).orElseThrow(Refused::notFound);
    }
}
