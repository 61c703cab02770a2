package ovation.payouts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Refused;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** The first pair of eyes: who would be paid how much, and who would not, and why. */
@Service
class MakingBatches {

    private static final int MOST_LINES = 2_000;

    private final Batches batches;
    private final Lines lines;
    private final Details details;
    private final Gates gates;
    private final NettingDebts netting;
    private final Ledger ledger;

    MakingBatches(Batches batches, Lines lines, Details details, Gates gates, NettingDebts netting, Ledger ledger) {
        this.batches = batches;
        this.lines = lines;
        this.details = details;
        this.gates = gates;
        this.netting = netting;
        this.ledger = ledger;
    }

    record Candidate(UUID person, Money gross, Money withheld, Money net, Withholding rule) {}

    /** @param reason a gate's code, {@code other_rail}, {@code under_way} or, of a full batch, {@code next_batch} */
    record Exclusion(UUID person, Money available, String reason) {}

    record Preview(String currency, Batch.Rail rail, Money total, List<Candidate> paid, List<Exclusion> excluded) {}

    /** Changes nothing; what people owe is set off in thought only. */
    @Transactional(readOnly = true)
    public Preview preview(String currency, Batch.Rail rail) {
        var paid = new ArrayList<Candidate>();
        var excluded = new ArrayList<Exclusion>();
        var debts = debts(currency);
        for (var each : creators(currency)) {
            var person = each.account().owner();
            var available = each.balance().available();
            var free = available.minus(new Money(debts.getOrDefault(person, 0L), currency));
            var payable = Withholding.payable(new Money(Math.max(0, free.micros()), currency));
            var reason = reason(person, payable, rail);
            if (reason != null || paid.size() == MOST_LINES) {
                excluded.add(new Exclusion(person, available, reason == null ? "next_batch" : reason));
            } else {
                var rule = Withholding.of(gates.form(person).orElse(null), details.usPerMillion(person));
                var withheld = rule.from(payable);
                paid.add(new Candidate(person, payable, withheld, payable.minus(withheld), rule));
            }
        }
        paid.sort(Comparator.comparing(Candidate::net).reversed());
        var total = paid.stream().map(Candidate::net).reduce(Money.zero(currency), Money::plus);
        return new Preview(currency, rail, total, paid, excluded);
    }

    /** @param id made by the caller; the same id again gives the same batch */
    @Transactional
    public Batch make(UUID id, String currency, Batch.Rail rail, UUID by) {
        if (!batches.add(id, currency, rail, by)) {
            return batches.find(id)
                    .filter(known -> known.currency().equals(currency) && known.rail() == rail)
                    .orElseThrow(Refused::notFound);
        }
        netting.debtors(currency).stream().sorted().forEach(debtor -> netting.net(debtor, currency));
        var preview = preview(currency, rail);
        var planned = 0;
        for (var each : preview.paid()) {
            var method = details.method(each.person()).orElseThrow();
            var form = gates.form(each.person()).orElseThrow();
            if (lines.plan(id, each.person(), method.id(), form.id(), each.gross(), each.withheld(), each.rule())) {
                planned++;
            }
        }
        if (planned == 0) {
            throw Refused.because(PayoutsProblem.NOTHING_TO_PAY);
        }
        return batches.find(id).orElseThrow();
    }

    /** Nothing is reserved in a draft, so nothing needs to be undone. */
    @Transactional
    public void discard(UUID id, UUID by) {
        var batch = batches.lock(id).orElseThrow(Refused::notFound);
        if (batch.state() != Batch.State.DRAFT) {
            throw Refused.because(PayoutsProblem.BATCH_NOT_OPEN);
        }
        lines.of(id).forEach(line -> lines.move(line, Line.State.DROPPED, line.ids(), "discarded", by));
        batches.discarded(id);
    }

    private List<Ledger.AccountBalance> creators(String currency) {
        return ledger.balancesOf(AccountKind.CREATOR_AVAILABLE, currency).stream()
                .filter(each -> each.balance().available().isPositive())
                .toList();
    }

    /** In micros, by person. */
    private Map<UUID, Long> debts(String currency) {
        return ledger.balancesOf(AccountKind.CREATOR_OWES, currency).stream()
                .filter(each -> each.balance().posted().isPositive())
                .collect(Collectors.toMap(
                        each -> each.account().owner(),
                        each -> each.balance().posted().micros()));
    }

    private @Nullable String reason(UUID person, Money payable, Batch.Rail rail) {
        var closed = gates.closed(person, payable);
        if (closed.isPresent()) {
            return closed.get();
        }
        if (details.method(person)
                .filter(method -> method.kind() == rail.pays())
                .isEmpty()) {
            return "other_rail";
        }
        return lines.underWay(person, payable.currency()) ? "under_way" : null;
    }
}
