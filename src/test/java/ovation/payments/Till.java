package ovation.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.payments.Payments.ChargeRequest;
import ovation.payments.Payments.RefundRequest;
import ovation.payments.sandbox.SandboxOperator;

/** A small shop in tests: charges people, gives money back, and follows what becomes of it as a module on a higher floor would. */
@Component
class Till implements ChargeFollower {

    static final String KIND = "till.sale";

    final SandboxProvider sandbox;
    final SandboxOperator company;
    final Ledger ledger;
    final LedgerChecker checker;
    final MovableClock clock;
    private final Charges charges;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Booking booking;
    private final Map<UUID, List<String>> heard = new ConcurrentHashMap<>();

    Till(
            SandboxProvider sandbox,
            SandboxOperator company,
            Ledger ledger,
            LedgerChecker checker,
            Clock clock,
            Charges charges,
            Refunds refunds,
            Disputes disputes,
            @org.springframework.context.annotation.Lazy Booking booking) {
        this.sandbox = sandbox;
        this.company = company;
        this.ledger = ledger;
        this.checker = checker;
        // Benchmarks run on the real clock, and buy nothing here.
        this.clock = clock instanceof MovableClock movable ? movable : new MovableClock();
        this.charges = charges;
        this.refunds = refunds;
        this.disputes = disputes;
        this.booking = booking;
    }

    Charging charging(PaymentProvider provider) {
        return new Charging(charges, refunds, provider, booking, clock);
    }

    Recovering recovering(PaymentProvider provider, Charging charging) {
        return new Recovering(charges, refunds, disputes, provider, charging, booking, clock);
    }

    UUID id() {
        return Ids.next(clock);
    }

    ChargeRequest charge(String method, Money amount) {
        var payer = id();
        return new ChargeRequest(
                id(),
                payer,
                KIND,
                new SubjectRef("person", payer),
                List.of(Leg.credit(prepaid(payer, amount), amount)),
                amount,
                method,
                "/till?sold=yes");
    }

    /** Moves the amount into clearing, as whoever decides on a refund does. */
    RefundRequest decideOnRefund(ChargeRequest charge, Money amount) {
        var request = new RefundRequest(id(), charge.id(), amount);
        // A customer may hold less than he wants back; then the shop advances it.
        move("till.refund", request.id(), shop(amount), refundClearing(amount), amount);
        return request;
    }

    Money balance(ChargeRequest charge) {
        return ledger.balance(prepaid(charge.payer(), charge.amount())).posted();
    }

    Money platform(AccountKind kind, String currency) {
        return ledger.balance(Account.platform(kind, currency)).posted();
    }

    List<String> heardOf(UUID charge) {
        return heard.getOrDefault(charge, List.of());
    }

    void later(Duration time, Runnable work) {
        clock.advance(time);
        try {
            work.run();
        } finally {
            clock.backToNow();
        }
    }

    @Override
    public boolean follows(String kind) {
        return kind.equals(KIND);
    }

    @Override
    public void succeeded(ChargeRequest charge) {
        hear(charge, "succeeded");
    }

    @Override
    public void refunded(ChargeRequest charge, UUID refund, Money amount) {
        hear(charge, "refunded " + amount.decimal());
    }

    @Override
    public void refundFailed(ChargeRequest charge, UUID refund, Money amount) {
        move("till.refund_failed", id(), refundClearing(amount), shop(amount), amount);
        hear(charge, "refundFailed " + amount.decimal());
    }

    @Override
    public void disputed(ChargeRequest charge, UUID dispute, Money amount) {
        hear(charge, "disputed " + amount.decimal());
    }

    @Override
    public void disputeWon(ChargeRequest charge, UUID dispute, Money amount) {
        hear(charge, "won " + amount.decimal());
    }

    @Override
    public void disputeLost(ChargeRequest charge, UUID dispute, Money amount) {
        var clearing = Account.platform(AccountKind.DISPUTE_CLEARING, amount.currency());
        move("till.dispute_lost", id(), prepaid(charge.payer(), amount), clearing, amount);
        hear(charge, "lost " + amount.decimal());
    }

    private void hear(ChargeRequest charge, String what) {
        heard.computeIfAbsent(charge.id(), each -> new CopyOnWriteArrayList<>()).add(what);
    }

    private void move(String kind, UUID fact, Account from, Account to, Money amount) {
        ledger.post(Transfer.between(id(), kind, new SubjectRef("till", fact), clock.instant(), from, to, amount))
                .orThrow();
    }

    private static Account prepaid(UUID payer, Money amount) {
        return new Account(AccountKind.ADVERTISER_PREPAID, payer, amount.currency());
    }

    private static Account shop(Money amount) {
        return Account.platform(AccountKind.ROUNDING, amount.currency());
    }

    private static Account refundClearing(Money amount) {
        return Account.platform(AccountKind.REFUND_CLEARING, amount.currency());
    }
}
