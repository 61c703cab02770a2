package ovation.payments;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.view.RedirectView;
import ovation.base.Refused;

/**
 * Where a provider's page sends the payer. That somebody came here proves nothing; it is an occasion to ask the provider, so
 * that the payer finds the answer where he goes on to.
 */
@Controller
class ReturnPages {

    private static final String PATH = "/payments/return/";

    private final Charges charges;
    private final Charging charging;

    ReturnPages(Charges charges, Charging charging) {
        this.charges = charges;
        this.charging = charging;
    }

    static String of(UUID charge) {
        return PATH + charge;
    }

    @GetMapping(PATH + "{charge}")
    RedirectView back(@PathVariable UUID charge) {
        var stored = charges.find(charge).orElseThrow(Refused::notFound);
        if (!stored.state().decided()) {
            charging.refresh(charge);
        }
        // Checked when it was stored, and not taken from this request.
        var redirect = new RedirectView(stored.request().returnPath(), true, true, false);
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }
}
