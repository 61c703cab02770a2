package ovation.ads.topview;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import ovation.ads.SettlingListener;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionReader;
import ovation.attention.Exposure;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Turns reported openings into charges, exactly once, out of what the booking has frozen.
 *
 * <p>Counted and not billed: robots ({@code marked}), reports after the token's time ({@code late}), a second showing to the
 * same person ({@code same_person}), what comes after the booking has ended ({@code ended}), and what goes beyond the
 * forecast that was paid for ({@code beyond_order}): a share of voice keeps its voice, at the platform's cost.
 */
@Service
class TopViewSettling implements AttentionReader {

    private static final int SHORT_VIEW_MILLIS = 2_000;
    private static final int FOCUSED_VIEW_MILLIS = 6_000;

    private final TopViewSettlingRows rows;
    private final List<SettlingListener> listeners;
    private final Ledger ledger;
    private final TopViewSettings settings;
    private final Clock clock;

    TopViewSettling(
            TopViewSettlingRows rows,
            List<SettlingListener> listeners,
            Ledger ledger,
            TopViewSettings settings,
            Clock clock) {
        this.rows = rows;
        this.listeners = List.copyOf(listeners);
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ads-topview-settling";
    }

    /** One reported event of an opening. @param at when the report arrived */
    record Report(Exposure shown, String event, UUID booking, Instant at) {

        UUID exposure() {
            return shown.id();
        }

        UUID viewer() {
            return shown.viewer();
        }

        Instant servedAt() {
            return shown.servedAt();
        }

        Instant hour() {
            return servedAt().truncatedTo(ChronoUnit.HOURS);
        }

        boolean impression() {
            return event.equals("impression");
        }
    }

    /** @param transfer of all of the booking's charges in the batch */
    record Charge(Report report, long priceMicros, UUID transfer) {}

    @Override
    public void read(List<AttentionEvent> events) {
        var reports = new LinkedHashMap<String, Report>();
        var unbilled = new LinkedHashMap<TopViewSettlingRows.Reason, Long>();
        for (var event : events) {
            if (event.exposure().paid()) {
                TopViewClaim.decode(event.exposure().claim())
                        .ifPresent(claim -> collect(event, claim.booking(), reports, unbilled));
            }
        }
        if (reports.isEmpty() && unbilled.isEmpty()) {
            return;
        }
        var bookings = rows.lock(Stream.concat(
                        reports.values().stream().map(Report::booking),
                        unbilled.keySet().stream().map(TopViewSettlingRows.Reason::booking))
                .distinct()
                .toList());
        unbilled.keySet().removeIf(reason -> !bookings.containsKey(reason.booking()));
        var fresh = rows.insertDeliveries(reports.values().stream()
                .filter(report -> bookings.containsKey(report.booking()))
                .toList());
        var reached = rows.insertReached(fresh);
        var charges = decide(fresh, reached, bookings, unbilled);
        settle(charges, bookings);
        rows.addStats(fresh, reached, charges);
        var opened = charges.stream()
                .map(charge -> new SettlingListener.Opened(
                        charge.report().shown(), charge.report().booking(), charge.priceMicros()))
                .toList();
        listeners.forEach(listener -> listener.opened(opened));
        rows.addUnbilled(unbilled);
    }

    private static void collect(
            AttentionEvent event,
            UUID booking,
            Map<String, Report> reports,
            Map<TopViewSettlingRows.Reason, Long> unbilled) {
        var exposure = event.exposure();
        var kinds =
                switch (event.type()) {
                    case SHOWN -> List.of("impression");
                    // A click proves that it was on screen, should that report be lost.
                    case CLICKED -> List.of("impression", "click");
                    case WATCHED -> views(event);
                    default -> List.<String>of();
                };
        if (event.marked()) {
            if (kinds.contains("impression")) {
                unbilled.merge(new TopViewSettlingRows.Reason(booking, "marked"), 1L, Long::sum);
            }
            return;
        }
        for (var kind : kinds) {
            reports.putIfAbsent(exposure.id() + kind, new Report(exposure, kind, booking, event.at()));
        }
    }

    private static List<String> views(AttentionEvent event) {
        var views = new ArrayList<String>(2);
        if (event.watchedMillis() >= SHORT_VIEW_MILLIS) {
            views.add("view2");
        }
        if (event.watchedMillis()
                >= Math.min(FOCUSED_VIEW_MILLIS, event.exposure().durationMillis() * 9 / 10)) {
            views.add("view6");
        }
        return views;
    }

    private List<Charge> decide(
            List<Report> fresh,
            Set<UUID> reached,
            Map<UUID, TopViewSettlingRows.Open> bookings,
            Map<TopViewSettlingRows.Reason, Long> unbilled) {
        var left = new LinkedHashMap<UUID, Long>();
        var transfers = new LinkedHashMap<UUID, UUID>();
        var charges = new ArrayList<Charge>();
        for (var report : fresh) {
            if (!report.impression()) {
                continue;
            }
            var booking = Objects.requireNonNull(bookings.get(report.booking()));
            var room = left.computeIfAbsent(booking.id(), id -> booking.frozen() - booking.settled());
            var reason = reason(report, booking, room, reached);
            if (reason.isEmpty()) {
                left.put(booking.id(), room - booking.price());
                var transfer = transfers.computeIfAbsent(booking.id(), id -> Ids.next(clock));
                charges.add(new Charge(report, booking.price(), transfer));
            } else {
                unbilled.merge(new TopViewSettlingRows.Reason(booking.id(), reason), 1L, Long::sum);
            }
        }
        return charges;
    }

    /** Why it is not billed; empty if it is. */
    private String reason(Report report, TopViewSettlingRows.Open booking, long room, Set<UUID> reached) {
        if (!reached.contains(report.exposure())) {
            return "same_person";
        }
        if (report.at().isAfter(report.servedAt().plus(settings.impressionValid()))) {
            return "late";
        }
        if (booking.ended()) {
            return "ended";
        }
        return room < booking.price() ? "beyond_order" : "";
    }

    private void settle(List<Charge> charges, Map<UUID, TopViewSettlingRows.Open> bookings) {
        if (charges.isEmpty()) {
            return;
        }
        var now = clock.instant();
        rows.insertCharges(charges, now);
        var sums = new LinkedHashMap<UUID, Long>();
        var transfers = new LinkedHashMap<UUID, UUID>();
        for (var charge : charges) {
            sums.merge(charge.report().booking(), charge.priceMicros(), Long::sum);
            transfers.put(charge.report().booking(), charge.transfer());
        }
        rows.addSettled(sums);
        var postings = new ArrayList<Transfer>();
        sums.forEach((id, micros) -> {
            var booking = Objects.requireNonNull(bookings.get(id));
            var currency = booking.currency();
            postings.add(Transfer.between(
                    Objects.requireNonNull(transfers.get(id)),
                    "ads.topview.charge",
                    new SubjectRef("topview", id),
                    now,
                    TopViewBooking.reserved(booking.business(), currency),
                    Account.day(AccountKind.AD_REVENUE_UNSETTLED, booking.day(), currency),
                    new Money(micros, currency)));
        });
        ledger.postAll(postings).forEach(PostingOutcome::orThrow);
    }
}
