package ovation.ads.sound;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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
import ovation.ads.promo.BookingPromotions;
import ovation.ads.promo.Places;
import ovation.ads.promo.PromotionReports;
import ovation.ads.promo.SortingPosts;
import ovation.ads.sound.PromotingSounds.Order;
import ovation.ads.sound.PromotingSounds.SoundForm;
import ovation.ads.sound.SoundDesk.PostView;
import ovation.ads.sound.SoundDesk.SoundView;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;

/** A label's paid sounds. */
@RestController
@RequestMapping("/api/v1/businesses/{business}/sound-promotions")
@Tag(name = "ads")
class SoundApi {

    private final Access access;
    private final SoundDesk desk;
    private final PromotingSounds promoting;
    private final SortingPosts sorting;
    private final Places places;
    private final Idempotency idempotency;

    SoundApi(
            Access access,
            SoundDesk desk,
            PromotingSounds promoting,
            SortingPosts sorting,
            Places places,
            Idempotency idempotency) {
        this.access = access;
        this.desk = desk;
        this.promoting = promoting;
        this.sorting = sorting;
        this.places = places;
        this.idempotency = idempotency;
    }

    /** @param lanes of a day @param day price of one lane of one day */
    record PlaceView(String place, String market, int lanes, Money day) {}

    @GetMapping("/places")
    @Operation(summary = "Where places are sold in the business's currency; exclusive is all lanes of a day")
    Slice<PlaceView> places(Viewer viewer, @PathVariable UUID business) {
        var currency = access.toRead(viewer, business).currency();
        return new Slice<>(
                List.of(Places.SOUND_DISCOVER, Places.SOUND_PICKER).stream()
                        .flatMap(place -> places.sold(place, currency).stream())
                        .map(place -> new PlaceView(
                                place.place(), place.market(), place.lanes(), new Money(place.dayMicros(), currency)))
                        .toList(),
                null);
    }

    @PostMapping
    @Operation(
            summary = "Writes what a sound is to be seen with and sends it to review; for businesses of the kind LABEL")
    ResponseEntity<SoundView> create(Viewer viewer, @PathVariable UUID business, @RequestBody SoundForm form) {
        var made = promoting.create(viewer, business, form);
        return ResponseEntity.created(URI.create("/api/v1/businesses/" + business + "/sound-promotions/" + made.id()))
                .body(desk.view(made));
    }

    @GetMapping
    Slice<SoundView> list(Viewer viewer, @PathVariable UUID business) {
        return new Slice<>(desk.all(viewer, business), null);
    }

    @GetMapping("/{id}")
    SoundView one(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return desk.one(viewer, business, id);
    }

    @PostMapping("/quote")
    @Operation(summary = "What an order would freeze now")
    BookingPromotions.Quote quote(Viewer viewer, @PathVariable UUID business, @RequestBody Order order) {
        return promoting.quote(viewer, business, order);
    }

    private record Asked(UUID sound, Order order) {}

    @PostMapping("/{id}/booking")
    @Operation(summary = "Books its places and freezes the money; needs an Idempotency-Key")
    ResponseEntity<Object> book(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Order order) {
        desk.toEdit(viewer, business, id);
        return idempotency.once(viewer, "POST /businesses/sound-promotions/booking", key, new Asked(id, order), () -> {
            promoting.book(viewer, business, id, String.valueOf(key), order);
            return ResponseEntity.created(URI.create("/api/v1/businesses/" + business + "/sound-promotions/" + id))
                    .body(desk.one(viewer, business, id));
        });
    }

    @DeleteMapping("/{id}/booking")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Calls it off before its first day; everything that was frozen goes back")
    void cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        promoting.cancel(viewer, business, id);
    }

    @GetMapping("/{id}/posts")
    @Operation(summary = "Posts with the sound, newest first")
    Slice<PostView> posts(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        return desk.posts(viewer, business, id, state, cursor, limit);
    }

    record Sorted(@Nullable String state) {}

    @PutMapping("/{id}/posts/{video}")
    @Operation(summary = "Marks or boosts a post with the sound, or leaves it out of the report's queue")
    PostView sort(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @PathVariable UUID video,
            @RequestBody Sorted sorted) {
        var sound = desk.toEdit(viewer, business, id);
        var state = sorted.state() == null ? "" : sorted.state();
        return desk.posts(List.of(sorting.become(sound.id(), video, state, viewer)))
                .getFirst();
    }

    @GetMapping("/{id}/report")
    @Operation(summary = "What it brought: places shown, sound pages opened, posts, views earned and paid, money")
    PromotionReports.Report report(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return desk.report(viewer, business, id);
    }
}
