package ovation.ads.billing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.ads.Credits;
import ovation.ads.PromotionalCredit;
import ovation.ads.billing.InvalidMarks.Hit;
import ovation.ads.billing.InvalidMarks.Mark;
import ovation.ads.guarantee.GivenBack;
import ovation.ads.reports.InvalidColumns;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;

/**
 * Gives back what invalid traffic was charged, once for each charge. What nobody was given yet is taken back: revenue of a day that
 * is not closed, and a creator's Spark share that is still estimated. What was shared already, the platform bears.
 */
@Service
class CreditingInvalid {

    private static final Logger log = LoggerFactory.getLogger(CreditingInvalid.class);

    private final InvalidMarks marks;
    private final Credits credits;
    private final PromotionalCredit promotions;
    private final GivenBack guarantees;
    private final InvalidColumns reports;
    private final Ledger ledger;
    private final BillingSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CreditingInvalid(
            InvalidMarks marks,
            Credits credits,
            PromotionalCredit promotions,
            GivenBack guarantees,
            InvalidColumns reports,
            Ledger ledger,
            BillingSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.marks = marks;
        this.credits = credits;
        this.promotions = promotions;
        this.guarantees = guarantees;
        this.reports = reports;
        this.ledger = ledger;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 5000)
    void creditOpen() {
        for (var id : marks.open()) {
            try {
                transaction.executeWithoutResult(_ -> marks.lock(id).ifPresent(this::credit));
            } catch (RuntimeException later) {
                log.warn("Invalid traffic {} could not be credited now", id, later);
            }
        }
    }

    private record Group(UUID business, @Nullable UUID campaign, String currency, LocalDate day) {}

    private void credit(Mark mark) {
        var now = clock.instant();
        var groups = new LinkedHashMap<Group, List<Hit>>();
        for (var hit : notGivenBack(marks.hits(mark))) {
            groups.computeIfAbsent(
                            new Group(hit.business(), hit.campaign(), hit.currency(), hit.day()),
                            group -> new ArrayList<>())
                    .add(hit);
        }
        groups.forEach((group, hits) -> credit(mark, group, hits, now));
        if (groups.isEmpty() && now.isAfter(mark.foundAt().plus(settings.invalidOpen()))) {
            marks.close(mark.id(), now);
        }
    }

    /** Of a charge of which a guarantee has given a part back, only the rest comes back. */
    private List<Hit> notGivenBack(List<Hit> hits) {
        if (hits.isEmpty()) {
            return hits;
        }
        var parts = guarantees.partsOf(hits.stream().map(Hit::exposure).toList());
        return hits.stream()
                .map(hit -> hit.lessBy(parts.getOrDefault(hit.exposure(), 0L)))
                .toList();
    }

    private void credit(Mark mark, Group group, List<Hit> found, Instant now) {
        var id = Ids.next(clock);
        var cash = found.stream().mapToLong(Hit::cashMicros).sum();
        var taken = new ArrayList<Leg>();
        var reversed = new ArrayList<Hit>();
        if (cash > 0) {
            reversed.addAll(stillEstimated(found));
            var estimated = new TreeMap<UUID, Long>();
            reversed.forEach(
                    hit -> estimated.merge(Objects.requireNonNull(hit.creator()), shareOfCash(hit), Long::sum));
            estimated.forEach((creator, micros) -> taken.add(Leg.debit(
                    new Account(AccountKind.CREATOR_ESTIMATED, creator, group.currency()),
                    new Money(micros, group.currency()))));
            takeFromRevenue(
                    group,
                    cash
                            - estimated.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum(),
                    taken);
            credits.give(
                    new Credits.Credit(
                            id,
                            group.business(),
                            group.campaign(),
                            Credits.Kind.INVALID_TRAFFIC,
                            found.size() + " × " + mark.reason(),
                            new Money(cash, group.currency())),
                    taken);
        }
        if (marks.insertCharges(mark.id(), found, cash > 0 ? id : null, now).size() != found.size()) {
            throw new IllegalStateException("Somebody else credits the same charges now; tried again later");
        }
        reversed.forEach(hit -> marks.reverse(hit, shareOfCash(hit), id));
        giveGrantsBack(group, found, now);
        if (group.campaign() != null) {
            reports.credited(found.stream().map(Hit::exposure).toList());
        }
    }

    /** Those with a creator's share that has not matured yet. */
    private List<Hit> stillEstimated(List<Hit> hits) {
        var reversed = new ArrayList<Hit>();
        for (var hit : hits) {
            var creator = hit.creator();
            var day = hit.shareDay();
            if (creator != null
                    && day != null
                    && shareOfCash(hit) > 0
                    && marks.stillEstimated(day, creator, hit.currency())) {
                reversed.add(hit);
            }
        }
        return reversed;
    }

    /** As the charge was split: what promotional credit paid of it, the creator keeps. */
    private static long shareOfCash(Hit hit) {
        if (hit.grantMicros() == 0) {
            return Math.min(hit.shareMicros(), hit.cashMicros());
        }
        var ofGrant = new Money(hit.grantMicros(), hit.currency())
                .allocate(hit.sharePercent(), 100 - hit.sharePercent())[0].micros();
        return Math.clamp(hit.shareMicros() - ofGrant, 0, hit.cashMicros());
    }

    private void takeFromRevenue(Group group, long cash, List<Leg> taken) {
        var account = Account.day(AccountKind.AD_REVENUE_UNSETTLED, group.day(), group.currency());
        var unsettled = Math.min(cash, ledger.balance(account).posted().micros());
        if (unsettled > 0) {
            taken.add(Leg.debit(account, new Money(unsettled, group.currency())));
        }
    }

    private void giveGrantsBack(Group group, List<Hit> hits, Instant now) {
        var byGrant = new LinkedHashMap<UUID, Long>();
        for (var hit : hits) {
            if (hit.grant() != null && hit.grantMicros() > 0) {
                byGrant.merge(hit.grant(), hit.grantMicros(), Long::sum);
            }
        }
        byGrant.forEach((grant, micros) -> {
            if (promotions.giveBack(grant, micros, now)) {
                ledger.post(Transfer.between(
                                Ids.next(clock),
                                "ads.grant_return",
                                new SubjectRef("ad_grant", grant),
                                now,
                                Account.platform(AccountKind.AD_GRANT_ISSUED, group.currency()),
                                new Account(AccountKind.ADVERTISER_GRANT, group.business(), group.currency()),
                                new Money(micros, group.currency())))
                        .orThrow();
            }
        });
    }
}
