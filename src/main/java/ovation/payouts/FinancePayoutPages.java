package ovation.payouts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.SecondFactors;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Paying creators: batches, their files and answers, and holds. */
@Controller
class FinancePayoutPages {

    private static final String HOME = "/finance/payouts";
    private static final int BATCHES = 20;

    private final FinancePayouts payouts;
    private final Batches batches;
    private final Lines lines;
    private final HoldingEarnings holding;
    private final People people;
    private final SecondFactors factors;
    private final Clock clock;

    FinancePayoutPages(
            FinancePayouts payouts,
            Batches batches,
            Lines lines,
            HoldingEarnings holding,
            People people,
            SecondFactors factors,
            Clock clock) {
        this.payouts = payouts;
        this.batches = batches;
        this.lines = lines;
        this.holding = holding;
        this.people = people;
        this.factors = factors;
        this.clock = clock;
    }

    @GetMapping(HOME)
    String home(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String changed,
            Model model) {
        finance(viewer);
        var found = batches.newest(cursor, BATCHES);
        var holds = holding.open();
        model.addAttribute("batches", found);
        model.addAttribute("currencies", payouts.currencies());
        model.addAttribute("rails", Batch.Rail.values());
        model.addAttribute("stuck", payouts.stuck());
        model.addAttribute("holds", holds);
        model.addAttribute("holdId", Ids.next(clock));
        model.addAttribute("changed", changed != null && changed.matches("\\d{1,6}") ? Integer.valueOf(changed) : null);
        names(
                Stream.concat(
                                found.items().stream().map(Batch::madeBy),
                                holds.stream().map(HoldingEarnings.Hold::person))
                        .toList(),
                model);
        return "payouts/finance";
    }

    @GetMapping(HOME + "/preview")
    String preview(Viewer viewer, @RequestParam String currency, @RequestParam Batch.Rail rail, Model model) {
        finance(viewer);
        var preview = payouts.preview(currency, rail);
        model.addAttribute("preview", preview);
        model.addAttribute("id", Ids.next(clock));
        names(
                Stream.concat(
                                preview.paid().stream().map(MakingBatches.Candidate::person),
                                preview.excluded().stream().map(MakingBatches.Exclusion::person))
                        .toList(),
                model);
        return "payouts/preview";
    }

    /** @param id made with the page, so that a second click makes no second batch */
    @PostMapping(HOME + "/batches")
    String make(Viewer viewer, @RequestParam UUID id, @RequestParam String currency, @RequestParam Batch.Rail rail) {
        return batch(payouts.make(id, currency, rail, finance(viewer)).id());
    }

    @GetMapping(HOME + "/batches/{id}")
    String batch(Viewer viewer, @PathVariable UUID id, Model model) {
        var reader = finance(viewer);
        var batch = batches.find(id).orElseThrow(Refused::notFound);
        var all = lines.of(id);
        model.addAttribute("batch", batch);
        model.addAttribute("lines", all);
        model.addAttribute(
                "total",
                all.stream()
                        .filter(line -> !line.is(Line.State.DROPPED))
                        .map(Line::net)
                        .reduce(Money.zero(batch.currency()), Money::plus));
        model.addAttribute("own", batch.madeBy().equals(reader));
        model.addAttribute("sandbox", payouts.sandbox());
        names(
                Stream.concat(
                                all.stream().map(Line::person),
                                Stream.of(
                                        batch.madeBy(),
                                        batch.releasedBy() == null ? batch.madeBy() : batch.releasedBy()))
                        .toList(),
                model);
        return "payouts/batch";
    }

    @PostMapping(HOME + "/batches/{id}/release")
    String release(Viewer viewer, @PathVariable UUID id) {
        var person = finance(viewer);
        if (!factors.fresh(viewer)) {
            return "redirect:/settings/confirm?next=" + HOME + "/batches/" + id;
        }
        payouts.release(id, person);
        return batch(id);
    }

    @PostMapping(HOME + "/batches/{id}/discard")
    String discard(Viewer viewer, @PathVariable UUID id) {
        payouts.discard(id, finance(viewer));
        return batch(id);
    }

    @PostMapping(HOME + "/batches/{id}/sandbox")
    String askTheSandbox(Viewer viewer, @PathVariable UUID id) {
        payouts.askTheSandbox(id, finance(viewer));
        return batch(id);
    }

    @PostMapping(HOME + "/status-files")
    String status(Viewer viewer, @RequestParam MultipartFile file) throws IOException {
        var report = payouts.read(new String(file.getBytes(), StandardCharsets.UTF_8), finance(viewer));
        return "redirect:" + HOME + "?changed=" + report.changed();
    }

    @PostMapping(HOME + "/holds")
    String hold(
            Viewer viewer,
            @RequestParam UUID id,
            @RequestParam String handle,
            @RequestParam String currency,
            @RequestParam(required = false) @Nullable String amount,
            @RequestParam String reason,
            @RequestParam LocalDate until) {
        var by = finance(viewer);
        var name = handle.strip().startsWith("@") ? handle.strip().substring(1) : handle.strip();
        var person = people.byHandle(name).orElseThrow(() -> Refused.field("handle", "person_unknown"));
        holding.hold(
                id,
                new HoldingEarnings.NewHold(
                        person.id(),
                        currency,
                        amount == null || amount.isBlank() ? null : money(amount, currency),
                        reason,
                        until.atStartOfDay().toInstant(ZoneOffset.UTC)),
                by);
        return "redirect:" + HOME;
    }

    @PostMapping(HOME + "/holds/{id}/release")
    String endHold(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String note) {
        holding.release(id, finance(viewer), note);
        return "redirect:" + HOME;
    }

    private static Money money(String amount, String currency) {
        try {
            return Money.of(amount.strip().replace(',', '.'), currency);
        } catch (ArithmeticException | IllegalArgumentException notAnAmount) {
            throw Refused.field("amount", "not_an_amount");
        }
    }

    private void names(Collection<UUID> of, Model model) {
        model.addAttribute("names", people.cards(of));
    }

    private static String batch(UUID id) {
        return "redirect:" + HOME + "/batches/" + id;
    }

    private static UUID finance(Viewer viewer) {
        return viewer.as(Role.FINANCE, Role.ADMIN);
    }
}
