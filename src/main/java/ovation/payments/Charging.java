package ovation.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;
import ovation.payments.PaymentProvider.Answer;

/**
 * Intent committed, then the call, then the answer committed together with the posting. A crash between any two of them is
 * mended by asking the provider again, which {@link #recover} does for ever until it knows.
 */
@Service
class Charging implements Payments {

    private static final Logger log = LoggerFactory.getLogger(Charging.class);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final int BATCH = 200;

    private final Charges charges;
    private final PaymentProvider provider;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Charging(
            Charges charges,
            PaymentProvider provider,
            Ledger ledger,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.charges = charges;
        this.provider = provider;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public ChargeOutcome charge(ChargeRequest request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A provider is never called inside a transaction");
        }
        var known = charges.find(request.id());
        if (known.isEmpty()) {
            ChargeRules.check(request, clock);
            charges.add(request, clock.instant());
            known = charges.find(request.id());
        }
        var charge = known.orElseThrow();
        if (!charge.request().equals(request)) {
            throw Refused.because(CommonProblem.ID_REUSED);
        }
        return switch (charge.state()) {
            case SUCCEEDED, DECLINED, NEEDS_ACTION -> charge.outcome();
            case INTENT, PENDING -> begin(charge);
        };
    }

    @Override
    public Optional<ChargeOutcome> find(UUID charge) {
        return charges.find(charge).map(Charge::outcome);
    }

    /** Asks the provider where a charge stands, and books what it says. */
    ChargeOutcome refresh(UUID charge) {
        return settle(charge, ask(charge, () -> provider.find(charge)));
    }

    /** For answers that got lost: asks again about each charge that is undecided and was not asked about for a while. */
    @Scheduled(fixedDelayString = "${ovation.payments.recovery-interval:10s}")
    void recover() {
        for (var charge : charges.undecided(clock.instant(), QUIET, BATCH)) {
            try {
                if (charge.state() == Charge.State.NEEDS_ACTION) {
                    refresh(charge.id());
                } else {
                    begin(charge);
                }
            } catch (RuntimeException notNow) {
                log.warn("Charge {} could not be recovered now", charge.id(), notNow);
            }
        }
    }

    /** Also for one that was begun before: the provider tells what it knows of the id. */
    private ChargeOutcome begin(Charge charge) {
        var request = charge.request();
        return settle(
                charge.id(), ask(charge.id(), () -> provider.charge(charge.id(), charge.amount(), request.method())));
    }

    private static Answer ask(UUID charge, Supplier<Answer> call) {
        try {
            return call.get();
        } catch (RuntimeException noAnswer) {
            log.warn("The provider did not answer about charge {}; unknown is not failed", charge, noAnswer);
            return new Answer.Unknown();
        }
    }

    private ChargeOutcome settle(UUID id, Answer answer) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var charge = charges.lock(id).orElseThrow();
            if (charge.state().decided()) {
                return charge.outcome();
            }
            var now = clock.instant();
            switch (answer) {
                case Answer.Confirmed confirmed -> {
                    if (post(charge) instanceof PostingOutcome.Rejected rejected) {
                        log.error(
                                "The provider has confirmed charge {}, and the ledger says {}", id, rejected.reason());
                        charges.asked(id, now);
                    } else {
                        charges.succeeded(id, confirmed.reference(), now);
                    }
                }
                case Answer.Refusal refusal -> charges.declined(id, refusal.reference(), refusal.code(), now);
                case Answer.ActionNeeded action -> charges.needsAction(id, action.reference(), action.url(), now);
                case Answer.Unknown() -> charges.asked(id, now);
            }
            return charges.find(id).orElseThrow().outcome();
        }));
    }

    private PostingOutcome post(Charge charge) {
        var request = charge.request();
        var legs = new ArrayList<Leg>();
        var currency = charge.amount().currency();
        legs.add(Leg.debit(Account.platform(AccountKind.PROVIDER_CLEARING, currency), charge.amount()));
        legs.addAll(request.credits());
        return ledger.post(new Transfer(charge.id(), request.kind(), request.cause(), clock.instant(), legs));
    }

    @Override
    public RefundOutcome refund(RefundRequest request) {
        throw new UnsupportedOperationException();
    }
}
