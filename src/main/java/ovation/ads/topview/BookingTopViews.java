package ovation.ads.topview;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.AdServing;
import ovation.ads.Days;
import ovation.ads.Inputs;
import ovation.ads.engine.Buckets;
import ovation.ads.topview.TopViewMarkets.Market;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Buys shares of a market's day, and calls them off. The money is frozen in the transaction that takes the buckets, in this
 * order of locks: market, creative, ledger.
 */
@Service
class BookingTopViews {

    static final int MOST_DAYS = 62;

    private final Access access;
    private final TopViewMarkets markets;
    private final TopViewCreatives creatives;
    private final TopViewBookings bookings;
    private final TopViewForecast forecast;
    private final AdServing serving;
    private final Ledger ledger;
    private final TopViewSettings settings;
    private final Clock clock;

    BookingTopViews(
            Access access,
            TopViewMarkets markets,
            TopViewCreatives creatives,
            TopViewBookings bookings,
            TopViewForecast forecast,
            AdServing serving,
            Ledger ledger,
            TopViewSettings settings,
            Clock clock) {
        this.access = access;
        this.markets = markets;
        this.creatives = creatives;
        this.bookings = bookings;
        this.forecast = forecast;
        this.serving = serving;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param market one of those that are sold in the business's currency
     * @param day a UTC day
     * @param share of voice, 1 to 100 per cent
     * @param creative one of the business's, approved
     * @param atMost the price that the buyer has seen: a higher one is refused; null for whatever it is
     */
    record Order(
            @Nullable String market,
            @Nullable LocalDate day,
            @Nullable Integer share,
            @Nullable UUID creative,
            @Nullable Money atMost) {}

    /** @param free per cent of the day that are left @param impressions forecast @param price tentative until booked */
    record Quote(String market, LocalDate day, int share, int free, long impressions, Money cpm, Money price) {}

    @Transactional(readOnly = true)
    Quote quote(Business business, @Nullable String market, @Nullable LocalDate day, @Nullable Integer share) {
        var inputs = new Inputs();
        var sold = market(inputs, market, business);
        var when = day(inputs, day);
        var part = inputs.number("share", share, 100, 1, 100);
        inputs.check();
        var free = Buckets.percentLeft(free(sold.market(), when));
        return quote(sold, when, part, free, clock.instant());
    }

    /** A quote of the whole day for each of the days from one on, at most 62, ending where booking ends. */
    @Transactional(readOnly = true)
    List<Quote> calendar(Business business, @Nullable String market, @Nullable LocalDate from, int days) {
        var now = clock.instant();
        var today = Days.of(now);
        var inputs = new Inputs();
        var sold = market(inputs, market, business);
        inputs.number("days", days, 1, 1, MOST_DAYS);
        inputs.check();
        var first = from == null || from.isBefore(today) ? today : from;
        if (first.isAfter(today.plusDays(settings.daysAhead()))) {
            return List.of();
        }
        var taken = bookings.sold(sold.market(), first, first.plusDays(days));
        var openings = forecast.openings(sold.market(), today);
        var quotes = new ArrayList<Quote>();
        for (var day = first; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
            if (day.isAfter(today.plusDays(settings.daysAhead()))) {
                break;
            }
            var free = Buckets.percentLeft(Buckets.free(taken.getOrDefault(day, List.of())));
            quotes.add(quote(sold, day, 100, free, openings, now));
        }
        return quotes;
    }

    private Quote quote(Market market, LocalDate day, int share, int free, Instant now) {
        return quote(market, day, share, free, forecast.openings(market.market(), Days.of(now)), now);
    }

    private Quote quote(Market market, LocalDate day, int share, int free, long openings, Instant now) {
        var impressions = forecast.impressions(openings, share, day, now);
        return new Quote(
                market.market(),
                day,
                share,
                free,
                impressions,
                new Money(market.cpmMicros(), market.currency()),
                new Money(Math.multiplyExact(impressions, market.perImpression()), market.currency()));
    }

    /** @param key the caller's idempotency key: the same one books once, also when the answer was lost in a crash */
    @Transactional
    TopViewBooking book(Viewer viewer, UUID businessId, String key, Order order) {
        var business = access.toEdit(viewer, businessId);
        var now = clock.instant();
        var today = Days.of(now);
        var name = "topview/" + businessId + "/" + viewer.id() + "/" + key;
        var known = bookings.find(Ids.of(Days.startOf(today), name))
                .or(() -> bookings.find(Ids.of(Days.startOf(today.minusDays(1)), name)));
        if (known.isPresent()) {
            return known.get();
        }
        var inputs = new Inputs();
        var market = market(inputs, order.market(), business);
        var day = day(inputs, order.day());
        var share = inputs.number("share", order.share(), 0, 1, 100);
        var creativeId = inputs.id("creative", order.creative());
        inputs.check();

        markets.lock(market.market());
        var creative = creatives
                .lock(creativeId)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(() -> Refused.field("creative", "not_your_creative"));
        if (!creative.review().equals("approved")) {
            throw Refused.because(TopViewProblem.TOPVIEW_CREATIVE_NOT_APPROVED);
        }
        var free = free(market.market(), day);
        var ranges = Buckets.allot(free, share)
                .orElseThrow(() -> Refused.because(TopViewProblem.TOPVIEW_SOLD_OUT, Buckets.percentLeft(free)));
        var quote = quote(market, day, share, Buckets.percentLeft(free), now);
        refuseHigher(quote.price(), order.atMost());
        var booking = new TopViewBooking(
                Ids.of(Days.startOf(today), name),
                businessId,
                creative.id(),
                creative.video(),
                market.market(),
                day,
                share,
                business.currency(),
                market.cpmMicros(),
                quote.impressions(),
                quote.price().micros(),
                0,
                now,
                null,
                0);
        bookings.insert(booking, viewer.person(), ranges);
        freeze(booking);
        serving.changed();
        return booking;
    }

    /** Until the day begins; everything goes back. Called off twice is called off. */
    @Transactional
    void cancel(Viewer viewer, UUID businessId, UUID id) {
        access.toEdit(viewer, businessId);
        var booking = bookings.lock(id)
                .filter(found -> found.business().equals(businessId))
                .orElseThrow(Refused::notFound);
        if ("cancelled".equals(booking.ended())) {
            return;
        }
        var now = clock.instant();
        if (booking.begun(now)) {
            throw Refused.because(TopViewProblem.TOPVIEW_BEGUN);
        }
        bookings.end(booking, "cancelled", booking.frozenMicros(), viewer.person(), now);
        bookings.giveSlotsBack(id);
        release(ledger, booking, booking.frozenMicros(), now);
        serving.changed();
    }

    private void freeze(TopViewBooking booking) {
        var outcome = ledger.post(Transfer.between(
                booking.id(),
                "ads.topview.book",
                cause(booking),
                booking.bookedAt(),
                booking.prepaid(),
                booking.reserved(),
                booking.money(booking.frozenMicros())));
        if (outcome instanceof PostingOutcome.Rejected(var transfer, var reason)) {
            if (reason == PostingOutcome.Reason.INSUFFICIENT_FUNDS) {
                throw Refused.because(TopViewProblem.TOPVIEW_BALANCE_TOO_LOW);
            }
            throw new IllegalStateException("The ledger rejected " + transfer + ": " + reason);
        }
    }

    /** Gives back what was not charged, as part of the booking's end. */
    static void release(Ledger ledger, TopViewBooking booking, long micros, Instant now) {
        ledger.post(Transfer.between(
                        Ids.of(now, "ads.topview.release/" + booking.id()),
                        "ads.topview.release",
                        cause(booking),
                        now,
                        booking.reserved(),
                        booking.prepaid(),
                        booking.money(micros)))
                .orThrow();
    }

    static SubjectRef cause(TopViewBooking booking) {
        return new SubjectRef("topview", booking.id());
    }

    private static void refuseHigher(Money price, @Nullable Money atMost) {
        if (atMost != null && !atMost.currency().equals(price.currency())) {
            throw Refused.field("atMost", "other_currency");
        }
        if (atMost != null && atMost.compareTo(price) < 0) {
            throw Refused.because(TopViewProblem.TOPVIEW_PRICE_MOVED, price.decimal(), price.currency());
        }
    }

    private List<Buckets.Range> free(String market, LocalDate day) {
        return Buckets.free(bookings.sold(market, day, day).getOrDefault(day, List.of()));
    }

    private static final Market NOWHERE = new Market("", "EUR", 1000);

    private Market market(Inputs inputs, @Nullable String market, Business business) {
        if (market == null) {
            inputs.wrong("market", "required");
            return NOWHERE;
        }
        return markets.find(market, business.currency()).orElseGet(() -> {
            inputs.wrong("market", "not_offered");
            return NOWHERE;
        });
    }

    private LocalDate day(Inputs inputs, @Nullable LocalDate day) {
        var today = Days.of(clock.instant());
        if (day == null) {
            inputs.wrong("day", "required");
        } else if (day.isBefore(today)) {
            inputs.wrong("day", "in_the_past");
        } else if (day.isAfter(today.plusDays(settings.daysAhead()))) {
            inputs.wrong("day", "too_far_ahead");
        }
        return day == null ? today : day;
    }
}
