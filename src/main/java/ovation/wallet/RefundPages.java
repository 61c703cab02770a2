package ovation.wallet;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Attachment;
import ovation.identity.Viewer;

/** Withdrawal in two steps: what exactly comes back, then the confirmation; and a paper to keep. */
@Controller
class RefundPages {

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RefundingCoins refunding;
    private final MessageSource messages;

    RefundPages(RefundingCoins refunding, MessageSource messages) {
        this.refunding = refunding;
        this.messages = messages;
    }

    @GetMapping("/coins/purchases/{id}/refund")
    String quote(Viewer viewer, @PathVariable UUID id, Model model) {
        model.addAttribute("quote", refunding.quote(viewer, id));
        return "wallet/refund";
    }

    /** @param coins what the first step named: if others are left by now, nothing moves */
    @PostMapping("/coins/purchases/{id}/refund")
    String confirm(Viewer viewer, @PathVariable UUID id, @RequestParam long coins) {
        return "redirect:/coins/refunds/" + refunding.confirm(viewer, id, coins).id();
    }

    @GetMapping("/coins/refunds/{id}")
    String refund(Viewer viewer, @PathVariable UUID id, Model model) {
        model.addAttribute("refund", refunding.find(viewer, id));
        return "wallet/refunded";
    }

    /** A durable confirmation: plain text that needs nothing of ours to be read later. */
    @GetMapping("/coins/refunds/{id}/confirmation")
    ResponseEntity<String> confirmation(Viewer viewer, @PathVariable UUID id, Locale locale) {
        var refund = refunding.find(viewer, id);
        var state = messages.getMessage("wallet.refund.state." + refund.state(), null, locale);
        var text = messages.getMessage(
                "wallet.refund.paper",
                new Object[] {
                    refund.id().toString(),
                    refund.purchase().toString(),
                    Long.toString(refund.coins()),
                    Long.toString(refund.bonusCoins()),
                    refund.amount().toString(),
                    TO_THE_MINUTE.format(refund.askedAt()),
                    state
                },
                locale);
        return Attachment.of("ovation-refund-" + refund.id() + ".txt", Attachment.TEXT, text);
    }
}
