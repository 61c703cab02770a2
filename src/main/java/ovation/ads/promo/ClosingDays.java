package ovation.ads.promo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.attention.QualifiedViews;
import ovation.base.Ids;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Charges bought days one by one, once no report of a day can count any more: a place that nobody was shown costs nothing.
 * After the last day, once all its views are counted, prizes are paid and what is left goes back.
 */
@Component
class ClosingDays {

    private static final Logger log = LoggerFactory.getLogger(ClosingDays.class);

    private final PromotionRows rows;
    private final CountingViews counting;
    private final QualifiedViews views;
    private final PromotionKinds kinds;
    private final Ledger ledger;
    private final PromotionSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ClosingDays(
            PromotionRows rows,
            CountingViews counting,
            QualifiedViews views,
            PromotionKinds kinds,
            Ledger ledger,
            PromotionSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.counting = counting;
        this.views = views;
        this.kinds = kinds;
        this.ledger = ledger;
        this.settings = settings;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The last day of which no report can count any more. */
    private LocalDate lastClosed(Instant now) {
        return LocalDate.ofInstant(now.minus(settings.reportValid()).minus(settings.grace()), ZoneOffset.UTC)
                .minusDays(1);
    }

    @Scheduled(fixedDelay = 5000)
    void close() {
        var closed = lastClosed(clock.instant());
        each(rows.withOpenDays(closed), id -> charge(id, closed));
        each(rows.toEnd(closed), this::end);
    }

    private void each(List<UUID> ids, java.util.function.Consumer<UUID> does) {
        for (var id : ids) {
            try {
                transactions.executeWithoutResult(status -> does.accept(id));
            } catch (RuntimeException failed) {
                log.error("Promotion {} could not be closed; tried again later", id, failed);
            }
        }
    }

    private void charge(UUID id, LocalDate closed) {
        var promotion = rows.lock(id).orElseThrow();
        if (promotion.ended() != null) {
            return;
        }
        var now = clock.instant();
        var postings = new ArrayList<Transfer>();
        var sum = 0L;
        for (var day : rows.openDays(id, closed)) {
            var transfer = day.shown() > 0 ? Ids.next(clock) : null;
            rows.decide(id, day, transfer, now);
            if (transfer != null) {
                sum += day.priceMicros();
                postings.add(Transfer.between(
                        transfer,
                        "ads.promo.day",
                        promotion.cause(),
                        now,
                        promotion.reserved(),
                        Account.day(AccountKind.AD_REVENUE_UNSETTLED, day.day(), promotion.currency()),
                        promotion.money(day.priceMicros())));
            }
        }
        if (sum > 0) {
            rows.addSettled(id, sum, 0, 0);
            // Many days at once only after a long stop: a month of three places is well within one call.
            ledger.postAll(postings).forEach(PostingOutcome::orThrow);
        }
    }

    private void end(UUID id) {
        var promotion = rows.lock(id).orElseThrow();
        if (promotion.ended() != null || !views.complete(promotion.lastDay())) {
            return;
        }
        if (!rows.openDays(id, promotion.lastDay()).isEmpty()) {
            return; // its days come first
        }
        var now = clock.instant();
        counting.countAll(promotion);
        var kind = kinds.of(promotion);
        var paid = kind.finish(promotion, now);
        rows.addSettled(id, 0, 0, paid);
        var left = promotion.frozenMicros() - promotion.settledMicros() - paid;
        rows.end(id, "settled", left, null, now);
        if (left > 0) {
            BookingPromotions.release(ledger, promotion, left, now);
        }
        rows.changed();
    }
}
