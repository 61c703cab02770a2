package ovation.finance;

import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.ledger.TransferLog;

/** One posting with all that is known of it; and the box that finds it. */
@Controller
class TransfersPages {

    private static final int LONGEST_QUESTION = 100;

    private final ExplainingCents explaining;
    private final BooksOwners owners;
    private final BooksQuestion question;

    TransfersPages(ExplainingCents explaining, BooksOwners owners, BooksQuestion question) {
        this.explaining = explaining;
        this.owners = owners;
        this.question = question;
    }

    @GetMapping("/finance/transfers/{id}")
    String transfer(Viewer viewer, @PathVariable UUID id, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var explained = explaining.transfer(id).orElseThrow(Refused::notFound);
        model.addAttribute("each", explained);
        model.addAttribute("posting", explained.posting());
        var legs = explained.posting().legs();
        // Lists with holes, by the place of the leg: a template does no arithmetic.
        var debits = new ArrayList<@Nullable Money>();
        var credits = new ArrayList<@Nullable Money>();
        var afters = new ArrayList<@Nullable Money>();
        for (var leg : legs) {
            debits.add(side(leg, -1));
            credits.add(side(leg, 1));
            afters.add(after(leg));
        }
        model.addAttribute("debits", debits);
        model.addAttribute("credits", credits);
        model.addAttribute("afters", afters);
        model.addAttribute(
                "names",
                owners.names(explained.posting().legs().stream()
                        .map(TransferLog.PostedLeg::account)
                        .toList()));
        return "finance/transfer";
    }

    @GetMapping("/finance/explain")
    String explain(
            Viewer viewer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String currency,
            Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        if (q.length() > LONGEST_QUESTION) {
            throw Refused.field("q", "too_long");
        }
        var answer = explaining.answer(q, question.currency(currency));
        if (answer.asked().equals("transfer")) {
            return "redirect:/finance/transfers/"
                    + answer.items().getFirst().posting().id();
        }
        model.addAttribute("q", q);
        model.addAttribute("answer", answer);
        model.addAttribute("currency", question.currency(currency));
        return "finance/explain";
    }

    private static @Nullable Money side(TransferLog.PostedLeg leg, int sign) {
        var micros = sign * leg.micros();
        return micros > 0 ? new Money(micros, leg.account().currency()) : null;
    }

    private static @Nullable Money after(TransferLog.PostedLeg leg) {
        return leg.balanceAfter() == null ? null : BooksPages.inItsDirection(leg.account(), leg.balanceAfter());
    }
}
