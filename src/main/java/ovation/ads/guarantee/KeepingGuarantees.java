package ovation.ads.guarantee;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.Credits;
import ovation.ads.goal.Strategy;
import ovation.ads.guarantee.GuaranteeRows.Open;
import ovation.ads.guarantee.GuaranteeRows.Terms;
import ovation.ads.guarantee.GuaranteeRows.Verdict;
import ovation.ads.guarantee.Promise.Outcome;
import ovation.base.Ids;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;
import ovation.ledger.Money;

/**
 * Judges each closed day, and the whole flight when it is over: verdict and credit are one transaction, and a day has one verdict, so
 * whoever asks again finds it. Creators keep their shares: the platform bears it alone.
 */
@Component
class KeepingGuarantees {

    private static final Logger log = LoggerFactory.getLogger(KeepingGuarantees.class);

    /** Longer than the longest window with all patience. */
    private static final int DAYS_BACK = 60;
    /** Clicks and views are billed within half an hour of serving; leases close soon after. */
    private static final Duration SETTLED = Duration.ofHours(2);

    private final GuaranteeRows rows;
    private final Credits credits;
    private final TransactionTemplate transaction;
    private final GuaranteeSettings settings;
    private final Clock clock;

    KeepingGuarantees(
            GuaranteeRows rows,
            Credits credits,
            TransactionTemplate transaction,
            GuaranteeSettings settings,
            Clock clock) {
        this.rows = rows;
        this.credits = credits;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${ovation.ads.guarantee.interval:10m}", initialDelayString = "10s")
    void judge() {
        var now = clock.instant();
        var today = day(now);
        for (var open : rows.openDays(today.minusDays(DAYS_BACK), today)) {
            attempt(open, () -> judgeDay(open, now));
        }
        for (var open : rows.openFlights(now)) {
            attempt(open, () -> judgeFlight(open, now));
        }
    }

    private void attempt(Open open, Runnable judging) {
        try {
            transaction.executeWithoutResult(status -> judging.run());
        } catch (RuntimeException notNow) {
            log.warn("The guarantee of {} could not be judged now", open, notNow);
        }
    }

    private void judgeDay(Open open, Instant now) {
        var terms = rows.terms(open.adGroup());
        var held = heldAtTheEndOf(open.day(), terms);
        if (held.isEmpty() || !held.get().promise().guaranteed()) {
            return;
        }
        var promise = held.get().promise();
        if (now.isBefore(due(open, promise))) {
            return;
        }
        rows.lock(List.of(open.adGroup()));
        var outcome = rows.outcome(open.adGroup(), promise, open.day(), open.day());
        var changed =
                terms.stream().anyMatch(each -> each.number() > 0 && each.day().equals(open.day()));
        give(open, open.day().toString(), open.day(), promise, outcome, 0, changed, now);
    }

    private static Optional<Terms> heldAtTheEndOf(LocalDate day, List<Terms> newestFirst) {
        return newestFirst.stream().filter(each -> !each.day().isAfter(day)).findFirst();
    }

    private Instant due(Open open, Promise promise) {
        var over = open.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return promise.byConversions()
                ? over.plus(Duration.ofDays(open.windowDays())).plus(settings.patience())
                : over.plus(SETTLED);
    }

    /** From the first whole day of the promise that held at the end. */
    private void judgeFlight(Open open, Instant now) {
        var last = rows.terms(open.adGroup()).getFirst();
        var from = last.number() == 0 ? last.day() : last.day().plusDays(1);
        rows.lock(List.of(open.adGroup()));
        var outcome = rows.outcome(open.adGroup(), last.promise(), from, open.day());
        var before = rows.givenBack(open.adGroup(), from, open.day());
        give(open, GuaranteeRows.FLIGHT, from, last.promise(), outcome, before, from.isAfter(open.day()), now);
    }

    private void give(
            Open open,
            String period,
            LocalDate from,
            Promise promise,
            Outcome outcome,
            long before,
            boolean changed,
            Instant now) {
        var enough = outcome.results() >= settings.leastResults();
        var credit = changed || !enough ? 0 : promise.creditMicros(outcome, before);
        var says = changed ? "changed" : !enough ? "too_few" : credit > 0 ? "credited" : "kept";
        var verdict = new Verdict(
                Ids.next(clock),
                open.adGroup(),
                period,
                from,
                open.campaign(),
                open.business(),
                open.currency(),
                promise,
                outcome,
                promise.allowedMicros(outcome),
                before,
                credit,
                says,
                credit > 0 ? Ids.next(clock) : null,
                now);
        var transfer = verdict.transfer();
        if (rows.insert(verdict) && transfer != null) {
            var amount = new Money(credit, open.currency());
            credits.give(
                    new Credits.Credit(
                            transfer,
                            open.business(),
                            open.campaign(),
                            Credits.Kind.GUARANTEE,
                            reason(verdict),
                            amount),
                    List.of(Leg.debit(Account.platform(AccountKind.AD_REVENUE_PLATFORM, open.currency()), amount)));
        }
    }

    /** The line by which the credit explains itself. */
    private static String reason(Verdict verdict) {
        var currency = verdict.currency();
        var outcome = verdict.outcome();
        return "%s of %s not kept: %d results cost %s, promised were %s at most"
                .formatted(
                        verdict.promise().strategy() == Strategy.COST_CAP ? "Cost cap" : "Target return",
                        verdict.period(),
                        outcome.results(),
                        new Money(outcome.costMicros() - verdict.beforeMicros(), currency),
                        new Money(verdict.allowedMicros(), currency));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
