package ovation.payments;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.payments.PaymentProvider.Answer;
import ovation.payments.PaymentProvider.RefundAnswer;
import ovation.payments.PaymentProvider.RefundOrder;

/**
 * Intent committed, then the call, then the answer committed together with the posting. A crash between any two of them is
 * mended by asking the provider again, which {@link Recovering} does for ever until it knows.
 */
@Service
class Charging implements Payments {

    private static final Logger log = LoggerFactory.getLogger(Charging.class);

    private final Charges charges;
    private final Refunds refunds;
    private final PaymentProvider provider;
    private final Booking booking;
    private final Clock clock;

    Charging(Charges charges, Refunds refunds, PaymentProvider provider, Booking booking, Clock clock) {
        this.charges = charges;
        this.refunds = refunds;
        this.provider = provider;
        this.booking = booking;
        this.clock = clock;
    }

    @Override
    public ChargeOutcome charge(ChargeRequest request) {
        ProviderCalls.refuseTransactions();
        var known = charges.find(request.id());
        if (known.isEmpty()) {
            ChargeRules.check(request, provider, clock);
            charges.add(request, provider.name(), clock.instant());
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

    @Override
    public RefundOutcome refund(RefundRequest request) {
        ProviderCalls.refuseTransactions();
        var refund = refunds.find(request.id()).orElseGet(() -> intend(request));
        if (!refund.request().equals(request)) {
            throw Refused.because(CommonProblem.ID_REUSED);
        }
        return refund.state().decided() ? refund.outcome() : begin(refund);
    }

    private Refund intend(RefundRequest request) {
        try {
            return booking.intend(request);
        } catch (DuplicateKeyException ofAnotherCharge) {
            throw Refused.because(CommonProblem.ID_REUSED);
        }
    }

    /** Also for one that was begun before: the provider tells what it knows of the id. */
    ChargeOutcome begin(Charge charge) {
        return settle(charge, () -> provider.charge(charge.order()));
    }

    /** Asks the provider where a charge stands, and books what it says. */
    ChargeOutcome refresh(UUID id) {
        var charge = charges.find(id).orElseThrow();
        return settle(charge, () -> provider.find(charge.order()));
    }

    RefundOutcome begin(Refund refund) {
        return settle(refund, order -> provider.refund(order));
    }

    RefundOutcome refresh(Refund refund) {
        return settle(refund, order -> provider.findRefund(order));
    }

    private ChargeOutcome settle(Charge charge, Supplier<Answer> call) {
        if (!charge.provider().equals(provider.name())) {
            return charge.outcome();
        }
        var answer = ask("charge " + charge.id(), call).orElseGet(Answer.Unknown::new);
        try {
            return booking.settle(charge.id(), answer);
        } catch (RuntimeException notBooked) {
            log.error("The provider's word on charge {} could not be booked now", charge.id(), notBooked);
            return booking.settle(charge.id(), new Answer.Unknown());
        }
    }

    /**
     * Asks whether a refund that was confirmed still stands, and books it if it has come back.
     *
     * @return false if that is not known now
     */
    boolean recheck(Refund refund) {
        var charge = charges.find(refund.request().charge()).orElseThrow();
        if (!charge.provider().equals(provider.name())) {
            return true;
        }
        var id = refund.request().id();
        var answer = ask("refund " + id, () -> provider.findRefund(order(charge, refund)));
        booking.settle(charge.id(), id, answer.orElseGet(RefundAnswer.Unknown::new));
        return answer.isPresent();
    }

    private static RefundOrder order(Charge charge, Refund refund) {
        var request = refund.request();
        return new RefundOrder(
                request.id(),
                charge.id(),
                Optional.ofNullable(charge.reference()).orElseThrow(),
                request.amount(),
                refund.reference());
    }

    private RefundOutcome settle(Refund refund, Function<RefundOrder, RefundAnswer> call) {
        var charge = charges.find(refund.request().charge()).orElseThrow();
        if (!charge.provider().equals(provider.name())) {
            return refund.outcome();
        }
        var request = refund.request();
        var order = order(charge, refund);
        var answer = ask("refund " + request.id(), () -> call.apply(order)).orElseGet(RefundAnswer.Unknown::new);
        try {
            return booking.settle(charge.id(), request.id(), answer);
        } catch (RuntimeException notBooked) {
            log.error("The provider's word on refund {} could not be booked now", request.id(), notBooked);
            return booking.settle(charge.id(), request.id(), new RefundAnswer.Unknown());
        }
    }

    private static <T> Optional<T> ask(String what, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (RuntimeException noAnswer) {
            log.warn("The provider did not answer about {}; unknown is not failed", what, noAnswer);
            return Optional.empty();
        }
    }
}
