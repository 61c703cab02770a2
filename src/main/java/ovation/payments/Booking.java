package ovation.payments;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;
import ovation.payments.PaymentProvider.Answer;
import ovation.payments.PaymentProvider.DisputeNews;
import ovation.payments.PaymentProvider.RefundAnswer;
import ovation.payments.Payments.RefundRequest;

/**
 * The provider's word becomes ours: state, posting and followers in one transaction, under the lock of the charge, so that each
 * word counts once however often and in whatever order it comes.
 */
@Component
class Booking {

    private static final Logger log = LoggerFactory.getLogger(Booking.class);

    private final Charges charges;
    private final Refunds refunds;
    private final Disputes disputes;
    private final ClearingItems items;
    private final Ledger ledger;
    private final ObjectProvider<ChargeFollower> followers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Booking(
            Charges charges,
            Refunds refunds,
            Disputes disputes,
            ClearingItems items,
            Ledger ledger,
            ObjectProvider<ChargeFollower> followers,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.charges = charges;
        this.refunds = refunds;
        this.disputes = disputes;
        this.items = items;
        this.ledger = ledger;
        this.followers = followers;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    ChargeOutcome settle(UUID id, Answer answer) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var charge = charges.lock(id).orElseThrow();
            if (charge.state().decided()) {
                return charge.outcome();
            }
            var now = clock.instant();
            switch (answer) {
                case Answer.Confirmed confirmed -> confirm(charge, confirmed, now);
                case Answer.Refusal refusal -> charges.declined(id, refusal.reference(), refusal.code(), now);
                case Answer.ActionNeeded action -> charges.needsAction(id, action.reference(), action.url(), now);
                case Answer.Unknown() -> charges.asked(id, now);
            }
            return charges.find(id).orElseThrow().outcome();
        }));
    }

    private void confirm(Charge charge, Answer.Confirmed confirmed, Instant now) {
        var request = charge.request();
        var legs = new ArrayList<Leg>();
        legs.add(Leg.debit(clearing(AccountKind.PROVIDER_CLEARING, charge.amount()), charge.amount()));
        legs.addAll(request.credits());
        var posted = ledger.post(new Transfer(charge.id(), request.kind(), request.cause(), now, legs));
        if (posted instanceof PostingOutcome.Rejected rejected) {
            log.error("The provider has confirmed charge {}, and the ledger says {}", charge.id(), rejected.reason());
            charges.asked(charge.id(), now);
            return;
        }
        charges.succeeded(charge.id(), confirmed.reference(), now);
        items.add(charge.id(), charge.provider(), ClearingItems.Kind.CHARGE, charge.id(), charge.amount(), now);
        follow(charge, follower -> follower.succeeded(request));
    }

    /**
     * Stores the intent to give back, under the lock of the charge, so that all refunds of it together never exceed it. One that
     * would is stored as failed, and its follower takes the amount out of {@code REFUND_CLEARING} again.
     */
    Refund intend(RefundRequest request) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var charge = charges.lock(request.charge()).orElseThrow(Refused::notFound);
            var known = refunds.find(request.id());
            if (known.isPresent()) {
                return known.get();
            }
            if (charge.state() != Charge.State.SUCCEEDED) {
                throw Refused.because(PaymentsProblem.REFUND_OF_UNPAID_CHARGE);
            }
            ChargeRules.check(request, charge, clock);
            var now = clock.instant();
            var disputed = disputes.takenMicros(charge.id());
            var free = charge.amount().micros() - disputed - refunds.takenMicros(charge.id());
            refunds.add(request, now);
            if (request.amount().micros() > free) {
                fail(charge, request, disputed > 0 ? "charge_disputed" : "refund_exceeds_charge", now);
            }
            return refunds.find(request.id()).orElseThrow();
        }));
    }

    RefundOutcome settle(UUID chargeId, UUID id, RefundAnswer answer) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var charge = charges.lock(chargeId).orElseThrow();
            var refund = refunds.find(id).orElseThrow();
            if (refund.state() == Refund.State.FAILED) {
                return refund.outcome();
            }
            var now = clock.instant();
            if (refund.state() == Refund.State.REFUNDED) {
                refunds.asked(id, null, now);
                if (answer instanceof RefundAnswer.Failure failure) {
                    comeBack(charge, refund.request(), failure.code(), now);
                }
                return refunds.find(id).orElseThrow().outcome();
            }
            switch (answer) {
                case RefundAnswer.Done done -> refunded(charge, refund.request(), done.reference(), now);
                case RefundAnswer.Failure failure -> fail(charge, refund.request(), failure.code(), now);
                case RefundAnswer.Underway underway -> refunds.asked(id, underway.reference(), now);
                case RefundAnswer.Unknown() -> refunds.asked(id, null, now);
            }
            return refunds.find(id).orElseThrow().outcome();
        }));
    }

    private void refunded(Charge charge, RefundRequest refund, String reference, Instant now) {
        var amount = refund.amount();
        // An id of now: the refund's own may be older than the ledger takes.
        var transfer = Ids.next(clock);
        move(
                transfer,
                "payments.refund",
                new SubjectRef("refund", refund.id()),
                AccountKind.REFUND_CLEARING,
                AccountKind.PROVIDER_CLEARING,
                amount,
                now);
        items.add(transfer, charge.provider(), ClearingItems.Kind.REFUND, refund.id(), amount.negated(), now);
        refunds.decided(refund.id(), reference, null, now);
        follow(charge, follower -> follower.refunded(charge.request(), refund.id(), amount));
    }

    /** It was confirmed, and the payer's bank did not take it: the provider owes us the amount again. */
    private void comeBack(Charge charge, RefundRequest refund, String code, Instant now) {
        var transfer = Ids.next(clock);
        move(
                transfer,
                "payments.refund_failed",
                new SubjectRef("refund", refund.id()),
                AccountKind.PROVIDER_CLEARING,
                AccountKind.REFUND_CLEARING,
                refund.amount(),
                now);
        items.add(transfer, charge.provider(), ClearingItems.Kind.REFUND_FAILED, refund.id(), refund.amount(), now);
        fail(charge, refund, code, now);
    }

    private void fail(Charge charge, RefundRequest refund, String code, Instant now) {
        refunds.decided(refund.id(), null, code, now);
        var heard = follow(charge, follower -> follower.refundFailed(charge.request(), refund.id(), refund.amount()));
        if (!heard) {
            log.error("Refund {} has failed, and nobody takes its amount out of clearing", refund.id());
        }
    }

    /** @return false if the charge is not confirmed yet, so that the news must come again */
    boolean settle(Charge of, DisputeNews news) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var charge = charges.lock(of.id()).orElseThrow();
            if (charge.state() != Charge.State.SUCCEEDED) {
                return false;
            }
            if (!news.amount().currency().equals(charge.amount().currency())) {
                log.error("Dispute {} of charge {} is in {}", news.reference(), of.id(), news.amount());
                return true;
            }
            var now = clock.instant();
            var dispute = disputes.find(charge.provider(), news.reference()).orElseGet(() -> open(charge, news, now));
            if (dispute.state() == Dispute.State.OPEN) {
                switch (news.state()) {
                    case OPEN -> disputes.asked(dispute.id(), now);
                    case WON -> won(charge, dispute, now);
                    case LOST -> lost(charge, dispute, now);
                }
            }
            return true;
        }));
    }

    private Dispute open(Charge charge, DisputeNews news, Instant now) {
        var id = Ids.next(clock);
        disputes.add(id, charge.provider(), charge.id(), news, now);
        move(
                id,
                "payments.dispute",
                new SubjectRef("dispute", id),
                AccountKind.DISPUTE_CLEARING,
                AccountKind.PROVIDER_CLEARING,
                news.amount(),
                now);
        items.add(
                id,
                charge.provider(),
                ClearingItems.Kind.DISPUTE,
                id,
                news.amount().negated(),
                now);
        follow(charge, follower -> follower.disputed(charge.request(), id, news.amount()));
        return new Dispute(id, news.reference(), charge.id(), news.amount(), Dispute.State.OPEN);
    }

    private void won(Charge charge, Dispute dispute, Instant now) {
        var transfer = Ids.next(clock);
        move(
                transfer,
                "payments.dispute_won",
                new SubjectRef("dispute", dispute.id()),
                AccountKind.PROVIDER_CLEARING,
                AccountKind.DISPUTE_CLEARING,
                dispute.amount(),
                now);
        items.add(transfer, charge.provider(), ClearingItems.Kind.DISPUTE_WON, dispute.id(), dispute.amount(), now);
        disputes.decided(dispute.id(), Dispute.State.WON, now);
        follow(charge, follower -> follower.disputeWon(charge.request(), dispute.id(), dispute.amount()));
    }

    /** Where no follower says who bears it, we do. */
    private void lost(Charge charge, Dispute dispute, Instant now) {
        disputes.decided(dispute.id(), Dispute.State.LOST, now);
        var heard = follow(charge, follower -> follower.disputeLost(charge.request(), dispute.id(), dispute.amount()));
        if (!heard) {
            move(
                    Ids.next(clock),
                    "payments.dispute_lost",
                    new SubjectRef("dispute", dispute.id()),
                    AccountKind.CHARGEBACK_LOSS,
                    AccountKind.DISPUTE_CLEARING,
                    dispute.amount(),
                    now);
        }
    }

    private void move(
            UUID id, String kind, SubjectRef cause, AccountKind debit, AccountKind credit, Money amount, Instant now) {
        ledger.post(Transfer.between(id, kind, cause, now, clearing(debit, amount), clearing(credit, amount), amount))
                .orThrow();
    }

    private static Account clearing(AccountKind kind, Money amount) {
        return Account.platform(kind, amount.currency());
    }

    /** @return whether anybody heard */
    private boolean follow(Charge charge, Consumer<ChargeFollower> news) {
        List<ChargeFollower> following = followers.stream()
                .filter(each -> each.follows(charge.request().kind()))
                .toList();
        following.forEach(news);
        return !following.isEmpty();
    }
}
