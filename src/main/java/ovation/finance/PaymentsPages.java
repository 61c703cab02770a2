package ovation.finance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.payments.Reconciliation;
import ovation.payments.Reconciliation.OpenItem;
import ovation.payments.Reconciliation.WriteOff;

/** Whether the provider and we agree: what is open, what differs, and what two people wrote off. */
@Controller
class PaymentsPages {

    private static final int DAYS = 10;
    private static final int WRITE_OFFS = 30;

    private final Reconciliation reconciliation;
    private final People people;
    private final Clock clock;

    PaymentsPages(Reconciliation reconciliation, People people, Clock clock) {
        this.reconciliation = reconciliation;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/finance/payments")
    String page(Viewer viewer, @RequestParam(required = false) @Nullable LocalDate read, Model model) {
        var who = viewer.as(Role.FINANCE, Role.ADMIN);
        var ageing = reconciliation.ageing();
        var writeOffs = reconciliation.writeOffs(WRITE_OFFS);
        model.addAttribute("ageing", ageing);
        model.addAttribute("late", ageing.stream().filter(OpenItem::late).count());
        model.addAttribute("tieOuts", reconciliation.tieOuts());
        model.addAttribute("differences", reconciliation.differences());
        model.addAttribute("writeOffs", writeOffs);
        model.addAttribute("names", names(writeOffs));
        model.addAttribute("days", reconciliation.days(DAYS));
        model.addAttribute(
                "yesterday",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1));
        model.addAttribute("read", read);
        model.addAttribute("who", who);
        model.addAttribute("ids", new NewIds(clock));
        return "finance/payments";
    }

    /** An id for each form, so that a form sent twice is one proposal. */
    record NewIds(Clock clock) {
        public UUID next() {
            return Ids.next(clock);
        }
    }

    private Map<UUID, String> names(Collection<WriteOff> writeOffs) {
        var ids = writeOffs.stream()
                .flatMap(each -> Stream.concat(Stream.of(each.proposedBy()), each.decidedBy().stream()))
                .collect(Collectors.toSet());
        return people.cards(ids).values().stream()
                .collect(Collectors.toMap(People.PersonCard::id, card -> "@" + card.handle()));
    }

    @PostMapping("/finance/payments/reconciliations")
    String reconcile(Viewer viewer, @RequestParam LocalDate day) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        reconciliation.reconcile(day);
        return "redirect:/finance/payments?read=" + day;
    }

    @PostMapping("/finance/payments/differences/{difference}/write-offs")
    String propose(Viewer viewer, @PathVariable UUID difference, @RequestParam String id, @RequestParam String reason) {
        var who = viewer.as(Role.FINANCE, Role.ADMIN);
        var newId = Ids.parse(id).orElseThrow(() -> Refused.field("id", "unreadable"));
        reconciliation.propose(newId, difference, who, reason);
        return "redirect:/finance/payments#write-offs";
    }

    @PostMapping("/finance/payments/write-offs/{id}/approval")
    String approve(Viewer viewer, @PathVariable UUID id) {
        reconciliation.approve(id, viewer.as(Role.FINANCE, Role.ADMIN));
        return "redirect:/finance/payments#write-offs";
    }

    @PostMapping("/finance/payments/write-offs/{id}/rejection")
    String reject(Viewer viewer, @PathVariable UUID id) {
        reconciliation.reject(id, viewer.as(Role.FINANCE, Role.ADMIN));
        return "redirect:/finance/payments#write-offs";
    }
}
