package ovation.payments.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.ledger.Money;
import ovation.payments.sandbox.SandboxPsp.DisputeState;
import ovation.payments.sandbox.SandboxPsp.NewRefund;
import ovation.payments.sandbox.SandboxPsp.RefundState;

/** Money that the sandbox company has taken and that goes back: by refund, or because the payer's bank wants it. */
@Sandbox
@Service
class SandboxReversals {

    private static final long DISPUTE_FEE_MICROS = 15 * Money.MICROS;

    private final SandboxBooks books;
    private final SandboxEvents events;
    private final SandboxReport report;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SandboxReversals(
            SandboxBooks books,
            SandboxEvents events,
            SandboxReport report,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.books = books;
        this.events = events;
        this.report = report;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    RefundState refund(NewRefund asked) {
        return in(() -> {
            var payment = lock(asked.payment());
            var amount = Money.of(asked.amount(), asked.currency());
            var known = books.refund(asked.reference());
            if (known.isPresent()) {
                if (!known.get().payment().equals(asked.payment())
                        || !known.get().amount().equals(amount)) {
                    throw new SandboxRefusal(409, "reference_reused");
                }
                return view(known.get());
            }
            var code = whyNot(payment, amount);
            var state = code != null ? "failed" : events.switches().refundsPending() ? "pending" : "succeeded";
            var refund = new SandboxBooks.Refund(asked.reference(), asked.payment(), amount, state, code);
            books.add(refund, clock.instant());
            ended(refund);
            return view(refund);
        });
    }

    private @Nullable String whyNot(SandboxBooks.Payment payment, Money amount) {
        if (!payment.state().equals("captured")
                || !amount.currency().equals(payment.amount().currency())
                || !amount.isPositive()) {
            return "not_refundable";
        }
        if (books.disputesOf(payment.reference()).stream()
                .anyMatch(dispute -> !dispute.state().equals("won"))) {
            return "charge_disputed";
        }
        if (books.refundedMicros(payment.reference()) + amount.micros()
                > payment.amount().micros()) {
            return "refund_exceeds_charge";
        }
        return TestCard.REFUND_FAILS.name().equals(payment.card()) ? "account_closed" : null;
    }

    private void ended(SandboxBooks.Refund refund) {
        if (refund.state().equals("succeeded")) {
            report.moved(
                    "refund",
                    refund.reference().toString(),
                    refund.amount().negated(),
                    Money.zero(refund.amount().currency()));
        }
        if (!refund.state().equals("pending")) {
            events.tell("refund." + refund.state(), "refund", refund.reference());
        }
    }

    Optional<RefundState> refundOf(UUID reference) {
        return books.refund(reference).map(SandboxReversals::view);
    }

    void decideRefund(UUID reference, boolean succeeded) {
        run(() -> {
            var refund = books.refund(reference).orElseThrow(SandboxRefusal::unknown);
            lock(refund.payment());
            if (books.refund(reference).orElseThrow().state().equals("pending")) {
                books.moveRefund(
                        reference, succeeded ? "succeeded" : "failed", succeeded ? null : "refund_rejected_by_bank");
                ended(books.refund(reference).orElseThrow());
            }
        });
    }

    String openDispute(UUID reference) {
        return in(() -> {
            var payment = lock(reference);
            books.noLongerToBeDisputed(reference);
            var amount = payment.amount()
                    .minus(new Money(
                            books.refundedMicros(reference), payment.amount().currency()));
            var known = books.disputesOf(reference);
            if (!known.isEmpty()) {
                return known.getFirst().id();
            }
            if (!payment.state().equals("captured") || !amount.isPositive()) {
                throw new SandboxRefusal(422, "not_disputable");
            }
            var dispute = new SandboxBooks.Dispute(
                    "dp_" + Ids.next(clock), reference, amount, "fraudulent", "open", clock.instant());
            books.add(dispute);
            report.moved("dispute", dispute.id(), amount.negated(), new Money(DISPUTE_FEE_MICROS, amount.currency()));
            events.tell("dispute.opened", "dispute", dispute.id());
            return dispute.id();
        });
    }

    void decideDispute(String id, boolean won) {
        run(() -> {
            var dispute = books.dispute(id).orElseThrow(SandboxRefusal::unknown);
            if (books.decideDispute(id, won ? "won" : "lost", clock.instant())) {
                if (won) {
                    report.moved(
                            "dispute_won",
                            id,
                            dispute.amount(),
                            Money.zero(dispute.amount().currency()));
                }
                events.tell("dispute.closed", "dispute", id);
            }
        });
    }

    Optional<DisputeState> dispute(String id) {
        return books.dispute(id).map(SandboxReversals::view);
    }

    List<DisputeState> disputesSince(Instant since) {
        return books.disputesSince(since).stream().map(SandboxReversals::view).toList();
    }

    /** By payment; those without any are not in it. */
    Map<UUID, List<DisputeState>> disputesOf(Collection<UUID> payments) {
        return in(() -> books.disputesOf(payments).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().stream()
                        .map(SandboxReversals::view)
                        .toList())));
    }

    private static RefundState view(SandboxBooks.Refund refund) {
        return new RefundState(refund.reference(), refund.state(), refund.failCode());
    }

    private static DisputeState view(SandboxBooks.Dispute dispute) {
        return new DisputeState(
                dispute.id(),
                dispute.payment(),
                dispute.amount().decimal(),
                dispute.amount().currency(),
                dispute.reason(),
                dispute.state(),
                dispute.openedAt());
    }

    private SandboxBooks.Payment lock(UUID reference) {
        return books.lock(reference).orElseThrow(SandboxRefusal::unknown);
    }

    private <T> T in(Supplier<T> act) {
        return Objects.requireNonNull(transaction.execute(status -> act.get()));
    }

    private void run(Runnable act) {
        transaction.executeWithoutResult(status -> act.run());
    }
}
