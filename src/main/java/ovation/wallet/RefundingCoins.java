package ovation.wallet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.Payments;
import ovation.payments.Payments.RefundRequest;

/**
 * The right of withdrawal: what was not spent of a purchase goes back at the price paid for it, together with all bonus coins
 * of that purchase that are left. Two steps: a quote that says exactly what comes back, and its confirmation.
 */
@Service
class RefundingCoins {

    private static final Logger log = LoggerFactory.getLogger(RefundingCoins.class);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final int BATCH = 100;

    private final Purchases purchases;
    private final Refunds refunds;
    private final Lots lots;
    private final Postings postings;
    private final Payments payments;
    private final WalletSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RefundingCoins(
            Purchases purchases,
            Refunds refunds,
            Lots lots,
            Postings postings,
            Payments payments,
            WalletSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.purchases = purchases;
        this.refunds = refunds;
        this.lots = lots;
        this.postings = postings;
        this.payments = payments;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What comes back now.
     *
     * @param coins paid ones that are left
     * @param bonusCoins that go with them
     * @param amount what was paid for them, up to the next whole cent; zero if nothing can be refunded
     * @param until when it ends; null before the payment
     * @param reason why not: {@code not_paid}, {@code too_late}, {@code nothing_left}, {@code disputed}, {@code refunding};
     *     null when it can be refunded
     */
    record Quote(
            UUID purchase,
            long coins,
            long bonusCoins,
            Money amount,
            @Nullable Instant until,
            @Nullable String reason) {}

    Quote quote(Viewer viewer, UUID purchase) {
        return quote(own(viewer, purchase), lots.of(purchase));
    }

    Refund find(Viewer viewer, UUID refund) {
        return refunds.find(refund)
                .filter(found -> found.person().equals(viewer.person()))
                .orElseThrow(Refused::notFound);
    }

    /**
     * In no transaction: the provider is called. A second confirmation finds the refund that stands.
     *
     * @param coins the paid coins that the quote named; if they are others by now, nothing moves
     */
    Refund confirm(Viewer viewer, UUID purchaseId, long coins) {
        var purchase = own(viewer, purchaseId);
        var refund = Objects.requireNonNull(transaction.execute(status -> begin(purchase, coins)));
        if (refund.refundedAt() == null) {
            send(refund);
        }
        return refunds.find(refund.id()).orElseThrow();
    }

    /** Those whose answer got lost, for ever until the provider says. */
    @Scheduled(fixedDelayString = "${ovation.wallet.recovery-interval:15s}")
    void recover() {
        refunds.open(clock.instant(), QUIET, BATCH).forEach(this::send);
    }

    private Purchase own(Viewer viewer, UUID purchase) {
        var person = viewer.person();
        return purchases
                .find(purchase)
                .filter(found -> found.person().equals(person))
                .orElseThrow(Refused::notFound);
    }

    private Quote quote(Purchase purchase, List<Lot> its) {
        var paid = its.stream().filter(lot -> !lot.bonus()).findFirst();
        var left = paid.map(Lot::left).orElse(0L);
        var bonus = its.stream().filter(Lot::bonus).mapToLong(Lot::left).sum();
        var currency = purchase.price().currency();
        var exact = left == 0 ? 0 : paid.orElseThrow().back(left).price();
        var paidAt = purchase.paidAt();
        var until = paidAt == null ? null : paidAt.plus(settings.withdrawal());
        String reason = null;
        if (until == null) {
            reason = "not_paid";
        } else if (refunds.standing(purchase.id()).isPresent()) {
            reason = "refunding";
        } else if (its.stream().anyMatch(lot -> lot.frozenBy() != null)) {
            reason = "disputed";
        } else if (exact == 0) {
            reason = "nothing_left";
        } else if (!clock.instant().isBefore(until)) {
            reason = "too_late";
        }
        var amount = reason == null ? Pack.payable(new Money(exact, currency)) : Money.zero(currency);
        return new Quote(purchase.id(), left, bonus, amount, until, reason);
    }

    private Refund begin(Purchase purchase, long coins) {
        var now = clock.instant();
        lots.lock(purchase.person());
        var standing = refunds.standing(purchase.id());
        if (standing.isPresent() && standing.get().coins() == coins) {
            return standing.get();
        }
        var its = lots.of(purchase.id());
        var quote = quote(purchase, its);
        if (quote.reason() != null) {
            throw Refused.because(WalletProblem.NOT_REFUNDABLE);
        }
        if (quote.coins() != coins) {
            throw Refused.because(WalletProblem.REFUND_CHANGED);
        }
        return take(purchase, its, quote, now);
    }

    private Refund take(Purchase purchase, List<Lot> its, Quote quote, Instant now) {
        var parts = its.stream()
                .filter(lot -> lot.left() > 0)
                .map(lot -> lot.back(lot.left()))
                .toList();
        var exact = parts.stream().mapToLong(Lot.Part::price).sum();
        var currency = quote.amount().currency();
        var refund = new Refund(
                Ids.next(clock),
                purchase.id(),
                purchase.person(),
                quote.coins(),
                quote.bonusCoins(),
                quote.amount(),
                new Money(quote.amount().micros() - exact, currency),
                now,
                null,
                null);
        refunds.add(refund);
        parts.forEach(part -> lots.take(part, "refund", refund.id(), now));
        postings.post(
                refund.cause(),
                refund.person(),
                now,
                moves(
                        "coins.refund",
                        refund,
                        1,
                        parts.stream().mapToLong(Lot.Part::deferred).sum(),
                        parts.stream().mapToLong(Lot.Part::taxPaid).sum()));
        return refund;
    }

    /** @param way 1 out of the wallet, -1 back into it */
    static List<Postings.Move> moves(String kind, Refund refund, int way, long deferred, long tax) {
        var moves = new ArrayList<Postings.Move>();
        var coins = way * (refund.coins() + refund.bonusCoins());
        moves.add(new Postings.Move(
                kind,
                new Legs(Money.COIN)
                        .debit(AccountKind.COIN_WALLET, refund.person(), coins)
                        .credit(AccountKind.COIN_ISSUED, coins)
                        .legs()));
        moves.add(new Postings.Move(
                kind,
                new Legs(refund.amount().currency())
                        .debit(AccountKind.COIN_DEFERRED_REVENUE, way * deferred)
                        .debit(AccountKind.SALES_TAX_PAYABLE, way * tax)
                        .debit(AccountKind.ROUNDING, way * refund.rounding().micros())
                        .credit(
                                AccountKind.REFUND_CLEARING,
                                way * refund.amount().micros())
                        .legs()));
        return moves;
    }

    /** Who was asked about stands behind the others, so that a hundred which fail keep nobody from his turn. */
    private void send(Refund refund) {
        try {
            refunds.tried(refund.id(), clock.instant());
            payments.refund(new RefundRequest(refund.id(), refund.purchase(), refund.amount()));
        } catch (RuntimeException unknown) {
            log.warn("Refund {} could not be asked for now; it stands, and is asked for again", refund.id(), unknown);
        }
    }
}
