package ovation.payments.sandbox;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.ledger.Money;

/** Where whoever plays the company opens and decides disputes. The front door lets finance in only. */
@Sandbox
@Controller
class SandboxOperatorPages {

    private static final int LATEST = 40;

    private final SandboxDesk desk;

    SandboxOperatorPages(SandboxDesk desk) {
        this.desk = desk;
    }

    record Row(UUID reference, Money amount, String state, List<SandboxPsp.DisputeState> disputes) {}

    @GetMapping("/sandbox/operator")
    String page(Model model) {
        var latest = desk.latest(LATEST);
        var disputes = desk.disputesOf(
                latest.stream().map(SandboxPsp.Payment::reference).toList());
        model.addAttribute(
                "payments",
                latest.stream()
                        .map(each -> new Row(
                                each.reference(),
                                Money.of(each.amount(), each.currency()),
                                each.state(),
                                disputes.getOrDefault(each.reference(), List.of())))
                        .toList());
        model.addAttribute("switches", desk.switches());
        return "payments/operator";
    }

    @PostMapping("/sandbox/operator/payments/{payment}/disputes")
    String dispute(@PathVariable UUID payment) {
        answered(() -> desk.openDispute(payment));
        return "redirect:/sandbox/operator";
    }

    @PostMapping("/sandbox/operator/disputes/{dispute}/decision")
    String decide(@PathVariable String dispute, @RequestParam boolean won) {
        answered(() -> desk.decideDispute(dispute, won));
        return "redirect:/sandbox/operator";
    }

    @PostMapping("/sandbox/operator/switches")
    String switchTo(
            @RequestParam int webhookDelayMillis,
            @RequestParam int webhookCopies,
            @RequestParam(defaultValue = "false") boolean webhooksReordered,
            @RequestParam int webhooksLostPercent,
            @RequestParam int answersLostPercent) {
        desk.switchTo(desk.switches()
                .withWebhooks(webhookDelayMillis, webhookCopies, webhooksReordered, webhooksLostPercent)
                .withCalls(
                        desk.switches().questionsLostPercent(),
                        answersLostPercent,
                        desk.switches().answerDelayMillis()));
        return "redirect:/sandbox/operator";
    }

    /** What the company refuses a program by its own codes, it refuses people in the site's words. */
    private static void answered(Runnable act) {
        try {
            act.run();
        } catch (SandboxRefusal refusal) {
            throw refusal.status() == 404 ? Refused.notFound() : Refused.because(CommonProblem.CONFLICT);
        }
    }
}
