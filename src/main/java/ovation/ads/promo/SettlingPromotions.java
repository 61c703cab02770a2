package ovation.ads.promo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import ovation.ads.SettlingListener;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.Exposure;
import ovation.base.Ids;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Counts what was seen of places, and turns reported impressions of boosted posts into charges, exactly once, out of what
 * is frozen.
 *
 * <p>Counted and not billed: robots ({@code marked}), reports after the token's time ({@code late}), a second showing of a
 * post to the same person ({@code same_person}), what comes after the end ({@code ended}), and what the budget does not
 * cover any more ({@code beyond_order}).
 */
@Service
class SettlingPromotions implements AttentionReader {

    private static final int FOCUSED_VIEW_MILLIS = 6_000;

    private final PromotionRows promotions;
    private final PromotionSettlingRows rows;
    private final Ledger ledger;
    private final List<SettlingListener> listeners;
    private final PromotionSettings settings;
    private final Clock clock;

    SettlingPromotions(
            PromotionRows promotions,
            PromotionSettlingRows rows,
            Ledger ledger,
            List<SettlingListener> listeners,
            PromotionSettings settings,
            Clock clock) {
        this.promotions = promotions;
        this.rows = rows;
        this.ledger = ledger;
        this.listeners = List.copyOf(listeners);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ads-promotion-settling";
    }

    /** One reported event. @param at when the report arrived */
    record Report(Exposure shown, String event, PromotionClaim claim, Instant at) {

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
            return LocalDate.ofInstant(servedAt(), ZoneOffset.UTC);
        }

        boolean billable() {
            return claim.boost() && event.equals("shown");
        }
    }

    /** @param transfer of all of the promotion's charges of that day in the batch */
    record Charge(Report report, long priceMicros, UUID transfer) {}

    record Reason(UUID promotion, String reason) {}

    @Override
    public void read(List<AttentionEvent> events) {
        var reports = new LinkedHashMap<String, Report>();
        var unbilled = new LinkedHashMap<Reason, Long>();
        for (var event : events) {
            PromotionClaim.decode(event.exposure().claim())
                    .ifPresent(claim -> collect(event, claim, reports, unbilled));
        }
        if (reports.isEmpty() && unbilled.isEmpty()) {
            return;
        }
        var ids = new java.util.TreeSet<UUID>();
        reports.values().forEach(report -> ids.add(report.claim().promotion()));
        unbilled.keySet().forEach(reason -> ids.add(reason.promotion()));
        var known = new LinkedHashMap<UUID, Promotion>();
        promotions.lock(ids).forEach(promotion -> known.put(promotion.id(), promotion));
        unbilled.keySet().removeIf(reason -> !known.containsKey(reason.promotion()));
        var fresh = rows.insertDeliveries(reports.values().stream()
                .filter(report -> known.containsKey(report.claim().promotion()))
                .toList());
        var charges = decide(fresh, known, unbilled);
        settle(charges, known);
        rows.addStats(fresh, charges);
        rows.addUnbilled(unbilled);
    }

    private void collect(
            AttentionEvent event, PromotionClaim claim, Map<String, Report> reports, Map<Reason, Long> unbilled) {
        var exposure = event.exposure();
        var kinds =
                switch (event.type()) {
                    case SHOWN -> List.of("shown");
                    // A click proves that it was on screen, should that report be lost.
                    case CLICKED -> List.of("shown", "click");
                    case WATCHED -> focused(event) ? List.of("view6") : List.<String>of();
                    default -> List.<String>of();
                };
        if (event.marked()) {
            if (kinds.contains("shown")) {
                unbilled.merge(new Reason(claim.promotion(), "marked"), 1L, Long::sum);
            }
            return;
        }
        for (var kind : kinds) {
            reports.putIfAbsent(exposure.id() + kind, new Report(exposure, kind, claim, event.at()));
        }
    }

    private static boolean focused(AttentionEvent event) {
        return event.watchedMillis()
                >= Math.min(FOCUSED_VIEW_MILLIS, event.exposure().durationMillis() * 9 / 10);
    }

    private List<Charge> decide(List<Report> fresh, Map<UUID, Promotion> known, Map<Reason, Long> unbilled) {
        var billable = fresh.stream().filter(Report::billable).toList();
        var seen = rows.seenBefore(billable);
        var left = new LinkedHashMap<UUID, Long>();
        var transfers = new LinkedHashMap<String, UUID>();
        var charges = new ArrayList<Charge>();
        for (var report : billable) {
            var promotion = Objects.requireNonNull(known.get(report.claim().promotion()));
            var price = promotion.cpmMicros() / 1000;
            var room = left.computeIfAbsent(promotion.id(), id -> promotion.boostMicros() - promotion.boostSettled());
            var first = seen.add(new PromotionSettlingRows.Person(promotion.id(), report.video(), report.viewer()));
            var reason = !first
                    ? "same_person"
                    : report.at().isAfter(report.servedAt().plus(settings.reportValid()))
                            ? "late"
                            : promotion.ended() != null ? "ended" : room < price ? "beyond_order" : "";
            if (reason.isEmpty()) {
                left.put(promotion.id(), room - price);
                var transfer =
                        transfers.computeIfAbsent(promotion.id().toString() + report.day(), key -> Ids.next(clock));
                charges.add(new Charge(report, price, transfer));
            } else {
                unbilled.merge(new Reason(promotion.id(), reason), 1L, Long::sum);
            }
        }
        return charges;
    }

    private void settle(List<Charge> charges, Map<UUID, Promotion> known) {
        if (charges.isEmpty()) {
            return;
        }
        var now = clock.instant();
        rows.insertCharges(charges, now);
        var byTransfer = new LinkedHashMap<UUID, List<Charge>>();
        charges.forEach(charge -> byTransfer
                .computeIfAbsent(charge.transfer(), id -> new ArrayList<>())
                .add(charge));
        var postings = new ArrayList<Transfer>();
        byTransfer.forEach((transfer, its) -> {
            var report = its.getFirst().report();
            var promotion = Objects.requireNonNull(known.get(report.claim().promotion()));
            var sum = its.stream().mapToLong(Charge::priceMicros).sum();
            promotions.addSettled(promotion.id(), 0, sum, 0);
            postings.add(Transfer.between(
                    transfer,
                    "ads.promo.boost",
                    promotion.cause(),
                    now,
                    promotion.reserved(),
                    Account.day(AccountKind.AD_REVENUE_UNSETTLED, report.day(), promotion.currency()),
                    promotion.money(sum)));
        });
        ledger.postAll(postings).forEach(PostingOutcome::orThrow);
        var boosted = charges.stream()
                .map(charge -> new SettlingListener.Boosted(
                        charge.report().shown(), charge.report().claim().promotion(), charge.priceMicros()))
                .toList();
        listeners.forEach(listener -> listener.boosted(boosted));
    }
}
