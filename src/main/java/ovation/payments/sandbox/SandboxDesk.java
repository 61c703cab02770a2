package ovation.payments.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
    private static final long CENT = Money.MICROS / 100;

    private final SandboxBooks books;
    private final SandboxEvents events;
    private final SandboxTokens tokens;
    private final SandboxReversals reversals;
    private final SandboxTransfers transfers;
    private final SandboxReport report;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SandboxDesk(
            SandboxBooks books,
            SandboxEvents events,
            SandboxTokens tokens,
            SandboxReversals reversals,
            SandboxTransfers transfers,
            SandboxReport report,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.books = books;
        this.events = events;
        this.tokens = tokens;
        this.reversals = reversals;
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
        return reversals.refund(asked);
    }

    @Override
    public Optional<RefundState> refundOf(UUID reference) {
        return reversals.refundOf(reference);
    }

    @Override
    public void decideRefund(UUID reference, boolean succeeded) {
        reversals.decideRefund(reference, succeeded);
    }

    @Override
    public String openDispute(UUID reference) {
        return reversals.openDispute(reference);
    }

    @Override
    public void decideDispute(String id, boolean won) {
        reversals.decideDispute(id, won);
    }

    @Override
    public Optional<DisputeState> dispute(String id) {
        return reversals.dispute(id);
    }

    @Override
    public List<DisputeState> disputesSince(Instant since) {
        return reversals.disputesSince(since);
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
        return reversals.disputesOf(payments);
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
        return books.lock(reference).orElseThrow(SandboxRefusal::unknown);
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

    private <T> T in(Supplier<T> act) {
        return Objects.requireNonNull(transaction.execute(status -> act.get()));
    }

    private void run(Runnable act) {
        transaction.executeWithoutResult(status -> act.run());
    }
}
