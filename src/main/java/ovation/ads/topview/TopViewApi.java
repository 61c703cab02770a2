package ovation.ads.topview;

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
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;

@RestController
@RequestMapping("/api/v1/businesses/{business}/topview")
@Tag(name = "ads")
class TopViewApi {

    private static final int MAX_PAGE = 100;
    /** Somewhere in the year 4700: no cursor of ours names a later day. */
    private static final long LATEST_EPOCH_DAY = 1_000_000;

    private final Access access;
    private final BookingTopViews booking;
    private final TopViewBookings bookings;
    private final TopViewMarkets markets;
    private final TopViewReports reports;
    private final Idempotency idempotency;
    private final Clock clock;

    TopViewApi(
            Access access,
            BookingTopViews booking,
            TopViewBookings bookings,
            TopViewMarkets markets,
            TopViewReports reports,
            Idempotency idempotency,
            Clock clock) {
        this.access = access;
        this.booking = booking;
        this.bookings = bookings;
        this.markets = markets;
        this.reports = reports;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @param cpm fixed price of a thousand impressions */
    record MarketView(String market, Money cpm) {}

    @GetMapping("/markets")
    @Operation(summary = "Where TopView is sold in the business's currency, and for how much")
    Slice<MarketView> markets(Viewer viewer, @PathVariable UUID business) {
        var found = access.toRead(viewer, business);
        return new Slice<>(
                markets.in(found.currency()).stream()
                        .map(market ->
                                new MarketView(market.market(), new Money(market.cpmMicros(), market.currency())))
                        .toList(),
                null);
    }

    @GetMapping("/days")
    @Operation(summary = "Days of a market with the share that is left, the forecast and the price of the whole day")
    Slice<BookingTopViews.Quote> days(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String market,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(defaultValue = "31") int days) {
        return new Slice<>(booking.calendar(access.toRead(viewer, business), market, from, days), null);
    }

    @GetMapping("/quote")
    @Operation(summary = "What a share of a day would cost now")
    BookingTopViews.Quote quote(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String market,
            @RequestParam LocalDate day,
            @RequestParam(defaultValue = "100") int share) {
        return booking.quote(access.toRead(viewer, business), market, day, share);
    }

    /**
     * @param state {@code booked}, {@code running}, {@code closing} (its day is over, late reports still count),
     *     {@code settled} or {@code cancelled}
     * @param frozen taken from the prepaid balance on order; {@code charged} and {@code released} of it so far
     */
    record BookingView(
            UUID id,
            String market,
            LocalDate day,
            int share,
            UUID creative,
            String state,
            long impressions,
            Money cpm,
            Money frozen,
            Money charged,
            Money released,
            Instant bookedAt) {

        static BookingView of(TopViewBooking booking, Instant now) {
            return new BookingView(
                    booking.id(),
                    booking.market(),
                    booking.day(),
                    booking.share(),
                    booking.creative(),
                    booking.state(now),
                    booking.impressions(),
                    booking.money(booking.cpmMicros()),
                    booking.money(booking.frozenMicros()),
                    booking.money(booking.settledMicros()),
                    booking.money(booking.releasedMicros()),
                    booking.bookedAt());
        }
    }

    private record Asked(UUID business, BookingTopViews.Order order) {}

    @PostMapping("/bookings")
    @Operation(summary = "Books a share of a day and freezes its price; needs an Idempotency-Key")
    ResponseEntity<Object> book(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody BookingTopViews.Order order) {
        access.toEdit(viewer, business);
        return idempotency.once(viewer, "POST /businesses/topview/bookings", key, new Asked(business, order), () -> {
            var booked = booking.book(viewer, business, String.valueOf(key), order);
            return ResponseEntity.created(
                            URI.create("/api/v1/businesses/" + business + "/topview/bookings/" + booked.id()))
                    .body(BookingView.of(booked, clock.instant()));
        });
    }

    @GetMapping("/bookings")
    @Operation(summary = "All bookings, the last day first")
    Slice<BookingView> list(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        access.toRead(viewer, business);
        Slice.checkLimit(limit, MAX_PAGE);
        var after = cursor == null ? null : place(Cursor.decode(cursor, 2));
        var now = clock.instant();
        return Slice.of(bookings.of(business, after, limit + 1), limit, last -> Cursor.of(
                                last.day().toEpochDay(), last.id())
                        .encode())
                .map(found -> BookingView.of(found, now));
    }

    private static TopViewBookings.Place place(Cursor cursor) {
        var day = cursor.number(0);
        if (Math.abs(day) > LATEST_EPOCH_DAY) {
            throw Refused.field("cursor", "cursor_unknown");
        }
        return new TopViewBookings.Place(LocalDate.ofEpochDay(day), cursor.id(1));
    }

    @GetMapping("/bookings/{id}")
    BookingView one(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return BookingView.of(found(viewer, business, id), clock.instant());
    }

    @DeleteMapping("/bookings/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Calls a booking off before its day begins; the whole price goes back")
    void cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        booking.cancel(viewer, business, id);
    }

    @GetMapping("/bookings/{id}/report")
    @Operation(summary = "What a booking brought: in all and by hour, and what was not billed and why")
    TopViewReports.Report report(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return reports.of(found(viewer, business, id));
    }

    private TopViewBooking found(Viewer viewer, UUID business, UUID id) {
        access.toRead(viewer, business);
        return bookings.find(id)
                .filter(booking -> booking.business().equals(business))
                .orElseThrow(Refused::notFound);
    }
}
