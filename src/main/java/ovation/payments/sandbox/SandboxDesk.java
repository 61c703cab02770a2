package ovation.payments.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ledger.Money;

/** The sandbox company at work. Each act is a transaction of its own, with the event that tells of it. */
@Sandbox
@Service
class SandboxDesk implements SandboxPsp, SandboxOperator {

    private static final Logger log = LoggerFactory.getLogger(SandboxDesk.class);
    private static final Duration SECOND_THOUGHTS = Duration.ofDays(3);
    private static final long DISPUTE_FEE_MICROS = 15 * Money.MICROS;
    private static final long CENT = Money.MICROS / 100;

    private final SandboxBooks books;
    private final SandboxEvents events;
    private final SandboxTokens tokens;
    private final SandboxTransfers transfers;
    private final SandboxReport report;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SandboxDesk(
            SandboxBooks books,
            SandboxEvents events,
            SandboxTokens tokens,
            SandboxTransfers transfers,
            SandboxReport report,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.books = books;
        this.events = events;
        this.tokens = tokens;
        this.transfers = transfers;
        this.report = report;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public Payment pay(NewPayment asked) {
        return in(() -> {
            var amount = Money.of(asked.amount(), asked.currency());
            var opened = books.open(new SandboxBooks.Payment(
                    asked.reference(),
                    amount,
                    asked.method(),
                    asked.capture(),
                    asked.returnUrl(),
                    null,
                    "waiting",
                    null,
                    clock.instant()));
            var payment = books.lock(asked.reference()).orElseThrow();
            if (!payment.amount().equals(amount) || !payment.method().equals(asked.method())) {
                throw new SandboxRefusal(409, "reference_reused");
            }
            if (opened) {
                switch (asked.method()) {
                    case "sandbox_approve" -> charge(payment, TestCard.APPROVE);
                    case "sandbox_decline" -> charge(payment, TestCard.DECLINE);
                    case "sandbox_dispute" -> charge(payment, TestCard.DISPUTE_LATER);
                    case "page" -> {}
                    default -> throw new SandboxRefusal(422, "method_unknown");
                }
            }
            return view(asked.reference());
        });
    }

    @Override
    public Optional<Payment> payment(UUID reference) {
        return in(() -> books.lock(reference).map(payment -> {
            expire(payment);
            return view(reference);
        }));
    }

    @Override
    public Payment capture(UUID reference) {
        return in(() -> {
            var payment = lock(reference);
            if (payment.state().equals("authorised")) {
                take(payment, card(payment));
            }
            return view(reference);
        });
    }

    @Override
    public void choose(UUID reference, TestCard card) {
        run(() -> {
            var payment = lock(reference);
            if (payment.state().equals("waiting") && !expire(payment)) {
                charge(payment, card);
            }
        });
    }

    @Override
    public void answerChallenge(UUID reference, boolean passed) {
        run(() -> {
            var payment = lock(reference);
            if (payment.state().equals("challenge") && !expire(payment)) {
                if (passed) {
                    take(payment, TestCard.CHALLENGE);
                } else {
                    decline(payment, TestCard.CHALLENGE, "authentication_failed");
                }
            }
        });
    }

    private void charge(SandboxBooks.Payment payment, TestCard card) {
        var code = card.declineCode();
        if (code != null) {
            decline(payment, card, code);
        } else if (card == TestCard.CHALLENGE) {
            books.move(payment.reference(), "challenge", card.name(), null, null, clock.instant());
        } else if (payment.capture()) {
            take(payment, card);
        } else {
            books.move(payment.reference(), "authorised", card.name(), null, null, clock.instant());
            events.tell("payment.authorised", "payment", payment.reference());
        }
    }

    private void take(SandboxBooks.Payment payment, TestCard card) {
        var now = clock.instant();
        var disputeAt = card == TestCard.DISPUTE_LATER ? now.plus(SECOND_THOUGHTS) : null;
        books.move(payment.reference(), "captured", card.name(), null, disputeAt, now);
        report.moved("charge", payment.reference().toString(), payment.amount(), fee(payment.amount()));
        events.tell("payment.captured", "payment", payment.reference());
    }

    private void decline(SandboxBooks.Payment payment, TestCard card, String code) {
        books.move(payment.reference(), "declined", card.name(), code, null, clock.instant());
        events.tell("payment.declined", "payment", payment.reference());
    }

    /** @return whether the page has waited too long */
    private boolean expire(SandboxBooks.Payment payment) {
        var open = payment.state().equals("waiting") || payment.state().equals("challenge");
        if (!open || clock.instant().isBefore(payment.openedAt().plus(PATIENCE))) {
            return false;
        }
        books.move(payment.reference(), "declined", null, "expired", null, clock.instant());
        events.tell("payment.declined", "payment", payment.reference());
        return true;
    }

    @Override
    public RefundState refund(NewRefund asked) {
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

    private @org.jspecify.annotations.Nullable String whyNot(SandboxBooks.Payment payment, Money amount) {
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

    @Override
    public Optional<RefundState> refundOf(UUID reference) {
        return books.refund(reference).map(SandboxDesk::view);
    }

    @Override
    public void decideRefund(UUID reference, boolean succeeded) {
        run(() -> {
            var refund = books.refund(reference).orElseThrow(SandboxDesk::unknown);
            lock(refund.payment());
            if (books.refund(reference).orElseThrow().state().equals("pending")) {
                books.moveRefund(
                        reference, succeeded ? "succeeded" : "failed", succeeded ? null : "refund_rejected_by_bank");
                ended(books.refund(reference).orElseThrow());
            }
        });
    }

    @Override
    public String openDispute(UUID reference) {
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
                    "dp_" + ovation.base.Ids.next(clock), reference, amount, "fraudulent", "open", clock.instant());
            books.add(dispute);
            report.moved("dispute", dispute.id(), amount.negated(), new Money(DISPUTE_FEE_MICROS, amount.currency()));
            events.tell("dispute.opened", "dispute", dispute.id());
            return dispute.id();
        });
    }

    @Override
    public void decideDispute(String id, boolean won) {
        run(() -> {
            var dispute = books.dispute(id).orElseThrow(SandboxDesk::unknown);
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

    @Override
    public Optional<DisputeState> dispute(String id) {
        return books.dispute(id).map(SandboxDesk::view);
    }

    @Override
    public List<DisputeState> disputesSince(java.time.Instant since) {
        return books.disputesSince(since).stream().map(SandboxDesk::view).toList();
    }

    @Override
    public TransferState transfer(NewTransfer asked) {
        return transfers.send(asked);
    }

    @Override
    public Optional<TransferState> transferOf(UUID reference) {
        return transfers.find(reference);
    }

    @Override
    public void returnTransfer(UUID reference) {
        transfers.sendBack(reference);
    }

    @Override
    public String settlement(LocalDate day) {
        return report.of(day);
    }

    /** What happens by itself as time goes on. */
    @Scheduled(fixedDelayString = "${ovation.payments.sandbox.interval:2s}")
    void live() {
        try {
            books.toBeDisputed(clock.instant()).forEach(this::openDispute);
            books.toBeReturned(clock.instant()).forEach(this::returnTransfer);
        } catch (RuntimeException notNow) {
            log.warn("The sandbox could not go on", notNow);
        }
    }

    @Override
    public List<Payment> latest(int limit) {
        return books.latest(limit).stream().map(this::view).toList();
    }

    @Override
    public Switches switches() {
        return events.switches();
    }

    @Override
    public void switchTo(Switches switches) {
        events.switchTo(switches);
    }

    @Override
    public boolean deliver() {
        return events.deliver();
    }

    /** By payment; those without any are not in it. */
    Map<UUID, List<DisputeState>> disputesOf(Collection<UUID> payments) {
        return in(() -> books.disputesOf(payments).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().stream().map(SandboxDesk::view).toList())));
    }

    /** 1.4 % and a quarter, rounded up to the cent. */
    private static Money fee(Money amount) {
        var micros = amount.micros() / 1_000 * 14 + Money.MICROS / 4;
        return new Money((micros + CENT - 1) / CENT * CENT, amount.currency());
    }

    private static TestCard card(SandboxBooks.Payment payment) {
        var card = payment.card();
        return card == null ? TestCard.APPROVE : TestCard.valueOf(card.toUpperCase(Locale.ROOT));
    }

    private SandboxBooks.Payment lock(UUID reference) {
        return books.lock(reference).orElseThrow(SandboxDesk::unknown);
    }

    private static SandboxRefusal unknown() {
        return new SandboxRefusal(404, "unknown");
    }

    private Payment view(UUID reference) {
        return view(books.payment(reference).orElseThrow());
    }

    private Payment view(SandboxBooks.Payment payment) {
        var needed = payment.state().equals("waiting") || payment.state().equals("challenge");
        return new Payment(
                payment.reference(),
                payment.amount().decimal(),
                payment.amount().currency(),
                payment.state(),
                needed ? SandboxPages.PATH + tokens.of(payment.reference()) : null,
                payment.declineCode(),
                payment.returnUrl());
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

    private <T> T in(Supplier<T> act) {
        return Objects.requireNonNull(transaction.execute(status -> act.get()));
    }

    private void run(Runnable act) {
        transaction.executeWithoutResult(status -> act.run());
    }
}
