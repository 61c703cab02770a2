package ovation.payments.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;
import ovation.base.Refused;
import ovation.ledger.Money;

/** The sandbox provider's hosted page. Open to whoever holds the token, signed in or not. */
@Sandbox
@Controller
class SandboxPages {

    static final String PATH = "/sandbox/pay/";
    private static final List<TestCard> OTHER_CARDS =
            List.of(TestCard.CHALLENGE, TestCard.INSUFFICIENT_FUNDS, TestCard.DISPUTE_LATER, TestCard.REFUND_FAILS);

    private final SandboxDesk desk;
    private final SandboxTokens tokens;

    SandboxPages(SandboxDesk desk, SandboxTokens tokens) {
        this.desk = desk;
        this.tokens = tokens;
    }

    @GetMapping(PATH + "{token}")
    String page(@PathVariable String token, Model model) {
        var payment = desk.payment(reference(token)).orElseThrow(Refused::notFound);
        model.addAttribute("token", token);
        model.addAttribute("amount", Money.of(payment.amount(), payment.currency()));
        model.addAttribute("reference", payment.reference());
        model.addAttribute("state", state(payment));
        model.addAttribute("cards", OTHER_CARDS);
        model.addAttribute("returnUrl", payment.returnUrl());
        return "payments/sandbox";
    }

    @PostMapping(PATH + "{token}/approve")
    RedirectView approve(@PathVariable String token) {
        return choose(token, TestCard.APPROVE);
    }

    @PostMapping(PATH + "{token}/decline")
    RedirectView decline(@PathVariable String token) {
        return choose(token, TestCard.DECLINE);
    }

    @PostMapping(PATH + "{token}/card")
    RedirectView card(@PathVariable String token, @RequestParam TestCard card) {
        return choose(token, card);
    }

    @PostMapping(PATH + "{token}/challenge")
    RedirectView challenge(@PathVariable String token, @RequestParam boolean passed) {
        var reference = reference(token);
        desk.answerChallenge(reference, passed);
        return onward(token);
    }

    private RedirectView choose(String token, TestCard card) {
        desk.choose(reference(token), card);
        return onward(token);
    }

    /** Back to the merchant, unless the bank still asks. The way was given with the payment, not with this request. */
    private RedirectView onward(String token) {
        var payment = desk.payment(reference(token)).orElseThrow(Refused::notFound);
        var redirect = new RedirectView(
                payment.state().equals("challenge") ? PATH + token : payment.returnUrl(), true, true, false);
        redirect.setExpandUriTemplateVariables(false);
        return redirect;
    }

    private static String state(SandboxPsp.Payment payment) {
        return "expired".equals(payment.declineCode())
                ? "EXPIRED"
                : payment.state().toUpperCase(Locale.ROOT);
    }

    private UUID reference(String token) {
        return tokens.open(token)
                .flatMap(desk::payment)
                .map(SandboxPsp.Payment::reference)
                .orElseThrow(Refused::notFound);
    }
}
