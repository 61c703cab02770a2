package ovation.ads.effect;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.ads.effect.BookingFlights.Order;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;

@RestController
@RequestMapping("/api/v1/businesses/{business}/effect-flights")
@Tag(name = "ads")
class EffectFlightApi {

    private static final int MAX_PAGE = 100;
    /** Somewhere in the year 4700: no cursor of ours names a later day. */
    private static final long LATEST_EPOCH_DAY = 1_000_000;

    private final Access access;
    private final BookingFlights booking;
    private final EndingFlights ending;
    private final EffectBookings bookings;
    private final EffectMarkets markets;
    private final EffectReports reports;
    private final Idempotency idempotency;
    private final Clock clock;

    EffectFlightApi(
            Access access,
            BookingFlights booking,
            EndingFlights ending,
            EffectBookings bookings,
            EffectMarkets markets,
            EffectReports reports,
            Idempotency idempotency,
            Clock clock) {
        this.access = access;
        this.booking = booking;
        this.ending = ending;
        this.bookings = bookings;
        this.markets = markets;
        this.reports = reports;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @param perDay fixed price of a day at the top of the tray */
    record MarketView(String market, Money perDay) {}

    @GetMapping("/markets")
    @Operation(summary = "Where days in the effects tray are sold in the business's currency, and for how much")
    Slice<MarketView> markets(Viewer viewer, @PathVariable UUID business) {
        var found = access.toRead(viewer, business);
        return new Slice<>(
                markets.in(found.currency()).stream()
                        .map(market ->
                                new MarketView(market.market(), new Money(market.dayMicros(), market.currency())))
                        .toList(),
                null);
    }

    @GetMapping("/days")
    @Operation(summary = "Days of a market, and which of them are free")
    Slice<BookingFlights.Day> days(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String market,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(defaultValue = "31") int days) {
        return new Slice<>(booking.calendar(access.toRead(viewer, business), market, from, days), null);
    }

    @GetMapping("/quote")
    @Operation(summary = "What a flight would cost, and which of its days are taken")
    BookingFlights.Quote quote(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String market,
            @RequestParam LocalDate from,
            @RequestParam int days) {
        return booking.quote(access.toRead(viewer, business), new Order(market, from, days, null, null));
    }

    /**
     * @param state {@code booked}, {@code running}, {@code closing} (its last day is about to be charged), {@code completed},
     *     {@code cancelled} (by the business) or {@code withdrawn} (the effect was rejected)
     * @param until the last day on which it is first in the tray; before {@code from}: none
     * @param frozen taken from the prepaid balance on order; {@code charged} and {@code released} of it so far
     */
    record FlightView(
            UUID id,
            UUID effect,
            String market,
            LocalDate from,
            LocalDate to,
            LocalDate until,
            String state,
            Money perDay,
            Money frozen,
            Money charged,
            Money released,
            Instant bookedAt) {

        static FlightView of(EffectBooking booking, Instant now) {
            return new FlightView(
                    booking.id(),
                    booking.effect(),
                    booking.market(),
                    booking.firstDay(),
                    booking.lastDay(),
                    booking.last(),
                    booking.state(now),
                    booking.money(booking.dayMicros()),
                    booking.money(booking.frozenMicros()),
                    booking.money(booking.settledMicros()),
                    booking.money(booking.releasedMicros()),
                    booking.bookedAt());
        }
    }

    private record Asked(UUID business, Order order) {}

    @PostMapping
    @Operation(summary = "Books days at the top of a market's tray and freezes their price; needs an Idempotency-Key")
    ResponseEntity<Object> book(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Order order) {
        access.toEdit(viewer, business);
        return idempotency.once(viewer, "POST /businesses/effect-flights", key, new Asked(business, order), () -> {
            var booked = booking.book(viewer, business, String.valueOf(key), order);
            return ResponseEntity.created(
                            URI.create("/api/v1/businesses/" + business + "/effect-flights/" + booked.id()))
                    .body(FlightView.of(booked, clock.instant()));
        });
    }

    @GetMapping
    @Operation(summary = "All flights, the latest first")
    Slice<FlightView> list(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        access.toRead(viewer, business);
        Slice.checkLimit(limit, MAX_PAGE);
        var after = cursor == null ? null : place(Cursor.decode(cursor, 2));
        var now = clock.instant();
        return Slice.of(bookings.of(business, after, limit + 1), limit, last -> Cursor.of(
                                last.firstDay().toEpochDay(), last.id())
                        .encode())
                .map(found -> FlightView.of(found, now));
    }

    private static EffectBookings.Place place(Cursor cursor) {
        var day = cursor.number(0);
        if (Math.abs(day) > LATEST_EPOCH_DAY) {
            throw Refused.field("cursor", "cursor_unknown");
        }
        return new EffectBookings.Place(LocalDate.ofEpochDay(day), cursor.id(1));
    }

    @GetMapping("/{id}")
    FlightView one(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return FlightView.of(found(viewer, business, id), clock.instant());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Calls off the days to come; they go back. A day that has begun is delivered and charged")
    void cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        ending.cancel(viewer, business, id);
    }

    @GetMapping("/{id}/report")
    @Operation(summary = "What a flight brought, in all and by day: opens, uses, posts, views, money")
    EffectReports.Report report(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return reports.of(found(viewer, business, id));
    }

    private EffectBooking found(Viewer viewer, UUID business, UUID id) {
        access.toRead(viewer, business);
        return bookings.find(id)
                .filter(each -> each.business().equals(business))
                .orElseThrow(Refused::notFound);
    }
}
