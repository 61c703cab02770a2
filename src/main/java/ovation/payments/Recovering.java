package ovation.payments;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.payments.PaymentProvider.DisputeNews;

/** For answers and webhooks that got lost: asks the provider about everything that is open and was not asked about for a while. */
@Component
class Recovering {

    private static final Logger log = LoggerFactory.getLogger(Recovering.class);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration DISPUTE_QUIET = Duration.ofMinutes(5);
    private static final Duration DISPUTES_BACK = Duration.ofDays(3);

    /** So long after it was confirmed a refund may fail: docs.stripe.com/refunds says up to 30 days. */
    private static final Duration REFUNDS_FAIL = Duration.ofDays(31);

    private static final Duration CONFIRMED_QUIET = Duration.ofDays(1);
    private static final int BATCH = 200;

    private final Charges charges;
    private final Refunds refunds;
    private final Disputes disputes;
    private final PaymentProvider provider;
    private final Charging charging;
    private final Booking booking;
    private final Clock clock;

    Recovering(
            Charges charges,
            Refunds refunds,
            Disputes disputes,
            PaymentProvider provider,
            Charging charging,
            Booking booking,
            Clock clock) {
        this.charges = charges;
        this.refunds = refunds;
        this.disputes = disputes;
        this.provider = provider;
        this.charging = charging;
        this.booking = booking;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${ovation.payments.recovery-interval:10s}")
    void recover() {
        var now = clock.instant();
        for (var charge : charges.undecided(provider.name(), now, QUIET, BATCH)) {
            attempt("charge " + charge.id(), () -> {
                if (charge.state() == Charge.State.NEEDS_ACTION) {
                    charging.refresh(charge.id());
                } else {
                    charging.begin(charge);
                }
            });
        }
        for (var refund : refunds.undecided(provider.name(), now, QUIET, BATCH)) {
            attempt("refund " + refund.request().id(), () -> charging.begin(refund));
        }
        for (var refund :
                refunds.confirmed(provider.name(), now.minus(REFUNDS_FAIL), now.minus(CONFIRMED_QUIET), BATCH)) {
            attempt("refund " + refund.request().id(), () -> charging.recheck(refund));
        }
        for (var dispute : disputes.open(provider.name(), now, DISPUTE_QUIET, BATCH)) {
            attempt("dispute " + dispute.reference(), () -> dispute(dispute.reference()));
        }
    }

    /** Disputes of which no webhook has come. */
    @Scheduled(
            fixedDelayString = "${ovation.payments.dispute-interval:60s}",
            initialDelayString = "${ovation.payments.dispute-interval:60s}")
    void lookForDisputes() {
        attempt("new disputes", () -> provider.disputesSince(clock.instant().minus(DISPUTES_BACK))
                .forEach(news -> attempt("dispute " + news.reference(), () -> heard(news))));
    }

    /** Asks the provider about a dispute, and books what it says. @return false if it must be asked again */
    boolean dispute(String reference) {
        return provider.dispute(reference).map(this::heard).orElse(true);
    }

    private boolean heard(DisputeNews news) {
        var charge = of(news);
        if (charge.isEmpty()) {
            log.warn("Dispute {} is about {}, which is no charge of ours", news.reference(), news.chargeReference());
            return true;
        }
        if (!charge.get().state().decided()) {
            // The dispute's news has overtaken the charge's.
            charging.refresh(charge.get().id());
        }
        return booking.settle(charge.get(), news);
    }

    private Optional<Charge> of(DisputeNews news) {
        var id = news.charge();
        return (id == null ? Optional.<Charge>empty() : charges.find(id))
                .or(() -> charges.byReference(provider.name(), news.chargeReference()));
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException notNow) {
            log.warn("{} could not be recovered now", what, notNow);
        }
    }
}
