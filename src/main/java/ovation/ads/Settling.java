package ovation.ads;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.Exposure;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Turns reported impressions, clicks and views of ads into charges, exactly once: it reads the attention book in the transaction
 * that moves its cursor, an exposure's event has one row, and a lease never pays more than it holds.
 *
 * <p>A click proves that the ad was on screen, so it counts as the impression too if that report was lost: there are never
 * more clicks than impressions. Not billed, but counted with the reason: robots ({@code marked}), repeats
 * ({@code replayed}), reports after the token's time ({@code late}), after the lease was closed ({@code lease_closed}) or
 * beyond what it holds ({@code lease_exhausted}).
 */
@Service
class Settling implements AttentionReader {

    private final SettlingRows rows;
    private final CreatorShares creators;
    private final Budgets budgets;
    private final List<SettlingListener> listeners;
    private final Ledger ledger;
    private final AdsSettings settings;
    private final Clock clock;

    Settling(
            SettlingRows rows,
            CreatorShares creators,
            Budgets budgets,
            List<SettlingListener> listeners,
            Ledger ledger,
            AdsSettings settings,
            Clock clock) {
        this.rows = rows;
        this.creators = creators;
        this.budgets = budgets;
        this.listeners = List.copyOf(listeners);
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ads-settling";
    }

    /** One reported impression, click or view. @param video the post that was shown. @param at when the report arrived */
    record Report(Exposure shown, String event, Claim claim, Instant at) {

        UUID exposure() {
            return shown.id();
        }

        UUID viewer() {
            return shown.viewer();
        }

        UUID video() {
            return shown.subject().id();
        }

        Instant servedAt() {
            return shown.servedAt();
        }

        LocalDate day() {
            return Days.of(servedAt());
        }

        CreatorShares.Shown post() {
            return new CreatorShares.Shown(exposure(), claim.ad(), video(), servedAt());
        }

        boolean billable() {
            return claim.billing().event().equals(event);
        }
    }

    /** @param spark what a creator gets of it, for a Spark ad @param grantMicros what promotional credit pays of it */
    record Charge(Report report, SettlingRows.LeaseRow lease, CreatorShares.@Nullable Terms spark, long grantMicros) {

        String payer() {
            return lease.business() + "/" + lease.currency() + "/" + report.day()
                    + (spark == null ? "" : "/" + spark.code());
        }

        Money price() {
            return new Money(report.claim().priceMicros(), lease.currency());
        }

        long shareMicros() {
            return spark == null ? 0 : spark.of(price()).micros();
        }

        /** What of the creator's part cash pays: her part of the cash, at most all of it. */
        long shareOfCashMicros() {
            if (spark == null || grantMicros == 0) {
                return shareMicros();
            }
            var ofGrant = spark.of(new Money(grantMicros, lease.currency())).micros();
            return Math.clamp(shareMicros() - ofGrant, 0, price().micros() - grantMicros);
        }
    }

    @Override
    public void read(List<AttentionEvent> events) {
        var tally = new Tally();
        var fresh = firstOfTheirKind(reports(events, tally), tally);
        if (!fresh.isEmpty() || !tally.isEmpty()) {
            var charges = decide(fresh, tally);
            settle(charges);
            rows.addUnbilled(tally.unbilled());
            rows.addStats(fresh, charges);
            tell(fresh, charges);
        }
    }

    private void tell(List<Report> fresh, List<Charge> charges) {
        var counted = fresh.stream().map(Settling::counted).toList();
        var charged = charges.stream()
                .map(charge -> new SettlingListener.Charged(
                        counted(charge.report()), charge.report().claim().priceMicros(), charge.grantMicros()))
                .toList();
        listeners.forEach(listener -> listener.settled(counted, charged));
    }

    private static SettlingListener.Counted counted(Report report) {
        return new SettlingListener.Counted(
                report.shown(),
                report.claim().ad(),
                report.event(),
                report.claim().context());
    }

    private List<Report> reports(List<AttentionEvent> events, Tally tally) {
        var reports = new ArrayList<Report>();
        for (var event : events) {
            var exposure = event.exposure();
            if (!exposure.paid()) {
                continue;
            }
            Claim.decode(exposure.claim()).ifPresent(claim -> {
                var kinds = kinds(event, claim);
                for (var kind : kinds) {
                    var report = new Report(exposure, kind, claim, event.at());
                    if (!event.marked()) {
                        reports.add(report);
                    } else if (kind.equals(kinds.getLast()) && (!kind.equals("view") || report.billable())) {
                        tally.unbilled(report, "marked");
                    }
                }
            });
        }
        return reports;
    }

    /** A click or a view proves the impression whose report was lost. */
    private static List<String> kinds(AttentionEvent event, Claim claim) {
        var exposure = event.exposure();
        return switch (event.type()) {
            case SHOWN -> List.of("impression");
            case CLICKED -> List.of("impression", "click");
            case WATCHED ->
                Billing.isView(event.watchedMillis(), exposure.durationMillis()) ? viewed(claim) : List.of();
            default -> List.of();
        };
    }

    /** Only where views are billed does one prove the impression: else it is counted beside it. */
    private static List<String> viewed(Claim claim) {
        return claim.billing() == Billing.CPV ? List.of("impression", "view") : List.of("view");
    }

    private List<Report> firstOfTheirKind(List<Report> reports, Tally tally) {
        var once = new LinkedHashMap<String, Report>();
        for (var report : reports) {
            if (once.putIfAbsent(report.exposure() + report.event(), report) != null) {
                tally.repeated(report);
            }
        }
        var fresh = new HashSet<>(rows.insertDeliveries(List.copyOf(once.values())));
        var first = new ArrayList<Report>();
        for (var report : once.values()) {
            if (fresh.contains(new SettlingRows.DeliveryKey(report.exposure(), report.event()))) {
                first.add(report);
            } else {
                tally.repeated(report);
            }
        }
        return first;
    }

    private List<Charge> decide(List<Report> fresh, Tally tally) {
        var billable = fresh.stream().filter(Report::billable).toList();
        var leases = rows.lockLeases(billable.stream()
                .map(report -> report.claim().lease())
                .distinct()
                .toList());
        var left = new LinkedHashMap<UUID, Long>();
        leases.forEach((id, lease) -> left.put(id, lease.amount() - lease.settled()));
        var terms = creators.terms(billable.stream().map(Report::post).toList());
        var charges = new ArrayList<Charge>();
        for (var report : billable) {
            var lease = leases.get(report.claim().lease());
            var price = report.claim().priceMicros();
            if (report.at()
                    .isAfter(
                            report.servedAt().plus(settings.valid(report.claim().billing())))) {
                tally.unbilled(report, "late");
            } else if (lease == null || lease.closed()) {
                tally.unbilled(report, "lease_closed");
            } else if (left.getOrDefault(lease.id(), 0L) < price) {
                tally.unbilled(report, "lease_exhausted");
            } else {
                var used = lease.amount() - left.getOrDefault(lease.id(), 0L);
                left.merge(lease.id(), -price, Long::sum);
                charges.add(new Charge(
                        report, lease, terms.get(report.exposure()), Math.clamp(lease.grantMicros() - used, 0, price)));
            }
        }
        return charges;
    }

    private void settle(List<Charge> charges) {
        if (charges.isEmpty()) {
            return;
        }
        var now = clock.instant();
        rows.settleLeases(charges);
        var moves = moves(charges);
        budgets.lockAll(moves);
        budgets.move(moves);

        var payments = payments(charges);
        for (var payment : payments) {
            rows.insertCharges(payment, now);
            if (payment.spark() != null) {
                creators.keep(payment.transfer(), payment.lease().currency(), payment.spark(), payment.shares(), now);
            }
        }
        ledger.postAll(payments.stream().map(payment -> transfer(payment, now)).toList())
                .forEach(PostingOutcome::orThrow);
    }

    /**
     * What one business owes for one day out of this batch, for Spark ads by code: the charges sum to the transfer that each
     * of them names.
     */
    record Payment(
            UUID transfer,
            SettlingRows.LeaseRow lease,
            LocalDate day,
            CreatorShares.@Nullable Terms spark,
            List<Charge> charges) {

        Money amount() {
            var micros = charges.stream()
                    .mapToLong(charge -> charge.report().claim().priceMicros())
                    .sum();
            return new Money(micros, lease.currency());
        }

        long grantMicros() {
            return charges.stream().mapToLong(Charge::grantMicros).sum();
        }

        Money shareOfCash() {
            return new Money(
                    charges.stream().mapToLong(Charge::shareOfCashMicros).sum(), lease.currency());
        }

        List<CreatorShares.Share> shares() {
            return charges.stream()
                    .map(charge -> new CreatorShares.Share(
                            charge.report().exposure(),
                            charge.report().claim().ad(),
                            charge.price().micros(),
                            charge.shareMicros()))
                    .toList();
        }

        Money share() {
            return new Money(charges.stream().mapToLong(Charge::shareMicros).sum(), lease.currency());
        }
    }

    private List<Payment> payments(List<Charge> charges) {
        var payments = new LinkedHashMap<String, Payment>();
        for (var charge : charges) {
            payments.computeIfAbsent(
                            charge.payer(),
                            payer -> new Payment(
                                    Ids.next(clock),
                                    charge.lease(),
                                    charge.report().day(),
                                    charge.spark(),
                                    new ArrayList<>()))
                    .charges()
                    .add(charge);
        }
        return List.copyOf(payments.values());
    }

    private static Transfer transfer(Payment payment, Instant now) {
        var business = payment.lease().business();
        var currency = payment.lease().currency();
        var reserved = Leases.reserved(business, currency);
        var revenue = Account.day(AccountKind.AD_REVENUE_UNSETTLED, payment.day(), currency);
        var spark = payment.spark();
        var granted = new Money(payment.grantMicros(), currency);
        var cash = payment.amount().minus(granted);
        // Promotional credit was never paid in, so it is no revenue: it goes back to where it came from.
        var ofGrant = Stream.of(
                Leg.debit(Leases.grantReserved(business, currency), granted),
                Leg.credit(Account.platform(AccountKind.AD_GRANT_ISSUED, currency), granted));
        if (spark == null) {
            return new Transfer(
                    payment.transfer(),
                    "ads.charge",
                    new SubjectRef("business", business),
                    now,
                    nonZero(Stream.concat(Stream.of(Leg.debit(reserved, cash), Leg.credit(revenue, cash)), ofGrant)));
        }
        var share = payment.share();
        var shareOfCash = payment.shareOfCash();
        var legs = nonZero(Stream.concat(
                Stream.of(
                        Leg.debit(reserved, cash),
                        Leg.credit(revenue, cash.minus(shareOfCash)),
                        Leg.credit(new Account(AccountKind.CREATOR_ESTIMATED, spark.creator(), currency), share),
                        // She is paid in full: what nobody paid for, the platform does.
                        Leg.debit(Account.platform(AccountKind.PROMOTION_COST, currency), share.minus(shareOfCash))),
                ofGrant));
        return new Transfer(payment.transfer(), "ads.spark", new SubjectRef("spark_code", spark.code()), now, legs);
    }

    private static List<Leg> nonZero(Stream<Leg> legs) {
        return legs.filter(leg -> leg.micros() != 0).toList();
    }

    private static List<Budgets.Move> moves(List<Charge> charges) {
        var moves = new LinkedHashMap<String, Budgets.Move>();
        for (var charge : charges) {
            var price = charge.report().claim().priceMicros();
            var lease = charge.lease();
            add(moves, new Budgets.Move(lease.adGroup(), lease.period(), -price, price));
            if (lease.campaignCapped()) {
                add(moves, new Budgets.Move(lease.campaign(), Budgets.LIFETIME, -price, price));
            }
        }
        return List.copyOf(moves.values());
    }

    private static void add(Map<String, Budgets.Move> moves, Budgets.Move move) {
        moves.merge(
                move.owner() + move.period(),
                move,
                (one, other) -> new Budgets.Move(
                        one.owner(), one.period(), one.held() + other.held(), one.spent() + other.spent()));
    }

    /** What is not billed, by ad, day, event and reason. */
    static final class Tally {

        record Key(UUID ad, LocalDate day, String event, String reason) {}

        private final Map<Key, Long> unbilled = new LinkedHashMap<>();

        void unbilled(Report report, String reason) {
            unbilled.merge(new Key(report.claim().ad(), report.day(), report.event(), reason), 1L, Long::sum);
        }

        /** The impression that a click or view brings along is expected, and watching is reported again as it goes on. */
        void repeated(Report report) {
            if (report.billable() && report.claim().billing() != Billing.CPV) {
                unbilled(report, "replayed");
            }
        }

        boolean isEmpty() {
            return unbilled.isEmpty();
        }

        Map<Key, Long> unbilled() {
            return unbilled;
        }
    }
}
