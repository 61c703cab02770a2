package ovation.ads.challenge;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.ads.challenge.BookingChallenges.Order;
import ovation.ads.challenge.ChallengeDesk.ChallengeView;
import ovation.ads.challenge.ChallengeDesk.EntryView;
import ovation.ads.challenge.EditingChallenges.ChallengeForm;
import ovation.ads.promo.BookingPromotions;
import ovation.ads.promo.Places;
import ovation.ads.promo.PromotionReports;
import ovation.ads.promo.SortingPosts;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;

/** A business's challenges: written, booked, and what to do with their entries. */
@RestController
@RequestMapping("/api/v1/businesses/{business}/challenges")
@Tag(name = "ads")
class ChallengeApi {

    private static final int MOST_DAYS = 92;

    private final Access access;
    private final ChallengeDesk desk;
    private final EditingChallenges editing;
    private final BookingChallenges booking;
    private final SortingPosts sorting;
    private final Places places;
    private final BookingPromotions promotions;
    private final Idempotency idempotency;

    ChallengeApi(
            Access access,
            ChallengeDesk desk,
            EditingChallenges editing,
            BookingChallenges booking,
            SortingPosts sorting,
            Places places,
            BookingPromotions promotions,
            Idempotency idempotency) {
        this.access = access;
        this.desk = desk;
        this.editing = editing;
        this.booking = booking;
        this.sorting = sorting;
        this.places = places;
        this.promotions = promotions;
        this.idempotency = idempotency;
    }

    /** @param day price of one day of the banner */
    record MarketView(String market, Money day) {}

    record MarketsView(List<MarketView> items, Money boostCpm) {}

    @GetMapping("/markets")
    @Operation(summary = "Where the banner is sold in the business's currency, and for how much a day")
    MarketsView markets(Viewer viewer, @PathVariable UUID business) {
        var currency = access.toRead(viewer, business).currency();
        return new MarketsView(
                places.sold(Places.BANNER, currency).stream()
                        .map(place -> new MarketView(place.market(), new Money(place.dayMicros(), currency)))
                        .toList(),
                new Money(places.boostCpm(currency), currency));
    }

    record DayView(LocalDate day, boolean free) {}

    @GetMapping("/days")
    @Operation(summary = "Days of a market's banner that are still free")
    Slice<DayView> days(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String market,
            @RequestParam LocalDate from,
            @RequestParam(defaultValue = "31") int days) {
        var currency = access.toRead(viewer, business).currency();
        if (days < 1 || days > MOST_DAYS) {
            throw Refused.field("days", "out_of_range");
        }
        var place = places.sold(Places.BANNER, currency).stream()
                .filter(each -> each.market().equals(market))
                .findFirst()
                .orElseThrow(() -> Refused.field("market", "not_offered"));
        var left = promotions.left(place, from, from.plusDays(days - 1L));
        return new Slice<>(
                from.datesUntil(from.plusDays(days))
                        .map(day -> new DayView(day, left.getOrDefault(day, place.lanes()) > 0))
                        .toList(),
                null);
    }

    @PostMapping
    @Operation(summary = "Writes a challenge and sends it to review")
    ResponseEntity<ChallengeView> create(Viewer viewer, @PathVariable UUID business, @RequestBody ChallengeForm form) {
        var challenge = editing.create(viewer, business, form);
        return ResponseEntity.created(URI.create("/api/v1/businesses/" + business + "/challenges/" + challenge.id()))
                .body(desk.view(challenge));
    }

    @GetMapping
    Slice<ChallengeView> list(Viewer viewer, @PathVariable UUID business) {
        return new Slice<>(desk.all(viewer, business), null);
    }

    @GetMapping("/{id}")
    ChallengeView one(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return desk.one(viewer, business, id);
    }

    @PutMapping("/{id}")
    @Operation(summary = "Writes it anew, until it is booked; it is reviewed anew")
    ChallengeView change(
            Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, @RequestBody ChallengeForm form) {
        return desk.view(editing.change(viewer, business, id, form));
    }

    @PostMapping("/quote")
    @Operation(summary = "What an order would freeze now")
    BookingPromotions.Quote quote(Viewer viewer, @PathVariable UUID business, @RequestBody Order order) {
        return booking.quote(viewer, business, order);
    }

    private record Asked(UUID challenge, Order order) {}

    @PostMapping("/{id}/booking")
    @Operation(summary = "Books the days and the hashtag and freezes the money; needs an Idempotency-Key")
    ResponseEntity<Object> book(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Order order) {
        desk.toEdit(viewer, business, id);
        return idempotency.once(viewer, "POST /businesses/challenges/booking", key, new Asked(id, order), () -> {
            booking.book(viewer, business, id, String.valueOf(key), order);
            return ResponseEntity.created(URI.create("/api/v1/businesses/" + business + "/challenges/" + id))
                    .body(desk.one(viewer, business, id));
        });
    }

    @DeleteMapping("/{id}/booking")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Calls it off before its first day; everything that was frozen goes back")
    void cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        booking.cancel(viewer, business, id);
    }

    @GetMapping("/{id}/entries")
    @Operation(
            summary = "Its entries, newest first: candidate, marked, boosted, removed; withdrawn only when asked for")
    Slice<EntryView> entries(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return desk.entries(viewer, business, id, state, cursor, limit);
    }

    record Sorted(@Nullable String state) {}

    @PutMapping("/{id}/entries/{video}")
    @Operation(summary = "Marks, boosts or removes an entry; removed from the challenge's page, not from Ovation")
    EntryView sort(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @PathVariable UUID video,
            @RequestBody Sorted sorted) {
        var challenge = desk.toEdit(viewer, business, id);
        var state = sorted.state() == null ? "" : sorted.state();
        return desk.entries(List.of(sorting.become(challenge.id(), video, state, viewer)))
                .getFirst();
    }

    record ReportView(PromotionReports.Report report, List<ChallengeDesk.PrizeView> prizes) {}

    @GetMapping("/{id}/report")
    @Operation(summary = "What it brought, in all and by day: entries, views earned and paid, money, prizes")
    ReportView report(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return new ReportView(desk.report(viewer, business, id), desk.prizes(id));
    }
}
