package ovation.ads.effect;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.effect.EffectMarkets.Market;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Buys days at the top of a market's tray. The money is frozen in the transaction that takes the days, in this order of locks:
 * market, effect, ledger.
 */
@Service
class BookingFlights {

    static final int DAYS_AHEAD = 225;
    static final int MOST_DAYS = 30;
    static final int MOST_CALENDAR = 62;

    private final Access access;
    private final EffectMarkets markets;
    private final BrandedEffects branded;
    private final EffectBookings bookings;
    private final FlightsNow flights;
    private final Ledger ledger;
    private final Clock clock;

    BookingFlights(
            Access access,
            EffectMarkets markets,
            BrandedEffects branded,
            EffectBookings bookings,
            FlightsNow flights,
            Ledger ledger,
            Clock clock) {
        this.access = access;
        this.markets = markets;
        this.branded = branded;
        this.bookings = bookings;
        this.flights = flights;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * @param market one of those sold in the business's currency
     * @param from first UTC day, today at the earliest (today counts as a whole day)
     * @param days how many, 1 to 30
     * @param effect one of the business's, approved
     * @param atMost the price that the buyer has seen: a higher one is refused; null for whatever it is
     */
    record Order(
            @Nullable String market,
            @Nullable LocalDate from,
            @Nullable Integer days,
            @Nullable UUID effect,
            @Nullable Money atMost) {}

    /** @param free whether nobody has the day */
    record Day(LocalDate day, boolean free, Money price) {}

    /** @param taken those of the days that are somebody's already */
    record Quote(
            String market, LocalDate from, LocalDate to, int days, List<LocalDate> taken, Money perDay, Money price) {}

    /** The days of a market from one on, at most 62, ending where booking ends. */
    @Transactional(readOnly = true)
    List<Day> calendar(Business business, @Nullable String market, @Nullable LocalDate from, int days) {
        var wrong = new LinkedHashMap<String, String>();
        var sold = market(wrong, market, business);
        if (days < 1 || days > MOST_CALENDAR) {
            wrong.put("days", "out_of_range");
        }
        check(wrong);
        var today = EffectBooking.dayOf(clock.instant());
        var first = from == null || from.isBefore(today) ? today : from;
        var end = today.plusDays(DAYS_AHEAD);
        if (first.isAfter(end)) {
            return List.of();
        }
        var last = first.plusDays(days - 1L);
        var taken = bookings.sold(sold.market(), first, last);
        var price = new Money(sold.dayMicros(), sold.currency());
        return first.datesUntil((last.isAfter(end) ? end : last).plusDays(1))
                .map(day -> new Day(day, taken.stream().noneMatch(each -> each.has(day)), price))
                .toList();
    }

    @Transactional(readOnly = true)
    Quote quote(Business business, Order order) {
        var wrong = new LinkedHashMap<String, String>();
        var market = market(wrong, order.market(), business);
        var from = from(wrong, order.from());
        var days = days(wrong, order.days());
        check(wrong);
        return quote(market, from, days);
    }

    private Quote quote(Market market, LocalDate from, int days) {
        var to = from.plusDays(days - 1L);
        var sold = bookings.sold(market.market(), from, to);
        var taken = from.datesUntil(to.plusDays(1))
                .filter(day -> sold.stream().anyMatch(each -> each.has(day)))
                .toList();
        return new Quote(
                market.market(),
                from,
                to,
                days,
                taken,
                new Money(market.dayMicros(), market.currency()),
                new Money(Math.multiplyExact(market.dayMicros(), days), market.currency()));
    }

    /** @param key the caller's idempotency key: the same one books once, also when the answer was lost in a crash */
    @Transactional
    EffectBooking book(Viewer viewer, UUID businessId, String key, Order order) {
        var business = access.toEdit(viewer, businessId);
        var now = clock.instant();
        var today = EffectBooking.dayOf(now);
        var name = "effect/" + businessId + "/" + viewer.id() + "/" + key;
        var id = Ids.of(EffectBooking.startOf(today), name);
        var known = bookings.find(id).or(() -> bookings.find(Ids.of(EffectBooking.startOf(today.minusDays(1)), name)));
        if (known.isPresent()) {
            return known.get();
        }
        var wrong = new LinkedHashMap<String, String>();
        var market = market(wrong, order.market(), business);
        var from = from(wrong, order.from());
        var days = days(wrong, order.days());
        if (order.effect() == null) {
            wrong.put("effect", "required");
        }
        check(wrong);

        markets.lock(market.market());
        var effect = branded.lock(java.util.Objects.requireNonNull(order.effect()))
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(() -> Refused.field("effect", "not_your_effect"));
        if (!effect.state().equals("approved")) {
            throw Refused.because(EffectProblem.EFFECT_NOT_APPROVED);
        }
        var quote = quote(market, from, days);
        if (!quote.taken().isEmpty()) {
            throw Refused.because(EffectProblem.EFFECT_DAYS_SOLD, named(quote.taken()));
        }
        refuseHigher(quote.price(), order.atMost());
        var booking = new EffectBooking(
                id,
                businessId,
                effect.id(),
                market.market(),
                from,
                quote.to(),
                business.currency(),
                market.dayMicros(),
                quote.price().micros(),
                0,
                0,
                now,
                null,
                null,
                0);
        bookings.insert(booking, viewer.person());
        freeze(booking);
        flights.changed();
        return booking;
    }

    private void freeze(EffectBooking booking) {
        var outcome = ledger.post(Transfer.between(
                booking.id(),
                "ads.effect.book",
                booking.cause(),
                booking.bookedAt(),
                booking.prepaid(),
                booking.reserved(),
                booking.money(booking.frozenMicros())));
        if (outcome instanceof PostingOutcome.Rejected(var transfer, var reason)) {
            if (reason == PostingOutcome.Reason.INSUFFICIENT_FUNDS) {
                throw Refused.because(EffectProblem.EFFECT_BALANCE_TOO_LOW);
            }
            throw new IllegalStateException("The ledger rejected " + transfer + ": " + reason);
        }
    }

    private static String named(List<LocalDate> days) {
        var some =
                new ArrayList<>(days.stream().limit(5).map(LocalDate::toString).toList());
        if (days.size() > some.size()) {
            some.add("…");
        }
        return String.join(", ", some);
    }

    private static void refuseHigher(Money price, @Nullable Money atMost) {
        if (atMost != null && !atMost.currency().equals(price.currency())) {
            throw Refused.field("atMost", "other_currency");
        }
        if (atMost != null && atMost.compareTo(price) < 0) {
            throw Refused.because(EffectProblem.EFFECT_PRICE_MOVED, price.decimal(), price.currency());
        }
    }

    private static final Market NOWHERE = new Market("", "EUR", 1);

    private Market market(Map<String, String> wrong, @Nullable String market, Business business) {
        if (market == null) {
            wrong.put("market", "required");
            return NOWHERE;
        }
        return markets.find(market, business.currency()).orElseGet(() -> {
            wrong.put("market", "not_offered");
            return NOWHERE;
        });
    }

    private LocalDate from(Map<String, String> wrong, @Nullable LocalDate from) {
        var today = EffectBooking.dayOf(clock.instant());
        if (from == null) {
            wrong.put("from", "required");
        } else if (from.isBefore(today)) {
            wrong.put("from", "in_the_past");
        } else if (from.isAfter(today.plusDays(DAYS_AHEAD))) {
            wrong.put("from", "too_far_ahead");
        }
        return from == null ? today : from;
    }

    private static int days(Map<String, String> wrong, @Nullable Integer days) {
        if (days == null || days < 1 || days > MOST_DAYS) {
            wrong.put("days", days == null ? "required" : "out_of_range");
            return 1;
        }
        return days;
    }

    private static void check(Map<String, String> wrong) {
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }
}
