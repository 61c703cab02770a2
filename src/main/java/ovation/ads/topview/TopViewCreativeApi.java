package ovation.ads.topview;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.partners.Idempotency;

@RestController
@RequestMapping("/api/v1/businesses/{business}/topview/creatives")
@Tag(name = "ads")
class TopViewCreativeApi {

    private final Access access;
    private final EditingTopViewCreatives editing;
    private final TopViewCreatives creatives;
    private final Idempotency idempotency;

    TopViewCreativeApi(
            Access access, EditingTopViewCreatives editing, TopViewCreatives creatives, Idempotency idempotency) {
        this.access = access;
        this.editing = editing;
        this.creatives = creatives;
        this.idempotency = idempotency;
    }

    /** @param state {@code in_review}, {@code approved} or {@code rejected} @param frozen whether it is booked */
    record CreativeView(
            UUID id,
            UUID video,
            String displayName,
            String callToAction,
            String landingUrl,
            String state,
            String reason,
            String note,
            boolean frozen,
            int version) {}

    @GetMapping
    @Operation(summary = "The business's creatives for TopView, with where their review stands")
    Slice<CreativeView> list(Viewer viewer, @PathVariable UUID business) {
        access.toRead(viewer, business);
        return new Slice<>(creatives.of(business).stream().map(this::view).toList(), null);
    }

    private record Asked(UUID business, TopViewForm form) {}

    @PostMapping
    @Operation(summary = "A new creative, 5 to 60 s; it goes to review. With an Idempotency-Key it is made once")
    ResponseEntity<Object> create(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TopViewForm form) {
        access.toEdit(viewer, business);
        if (key == null) {
            return ResponseEntity.status(HttpStatus.CREATED).body(view(editing.create(viewer, business, form)));
        }
        return idempotency.once(
                viewer,
                "POST /businesses/topview/creatives",
                key,
                new Asked(business, form),
                () -> ResponseEntity.status(HttpStatus.CREATED).body(view(editing.create(viewer, business, form))));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Changes what is given, and goes to review again; refused once it is booked")
    CreativeView change(
            Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, @RequestBody TopViewForm form) {
        return view(editing.change(viewer, business, id, form));
    }

    private CreativeView view(TopViewCreative creative) {
        return new CreativeView(
                creative.id(),
                creative.video(),
                creative.displayName(),
                creative.callToAction(),
                creative.landingUrl(),
                creative.review(),
                creative.reason(),
                creative.note(),
                creatives.booked(creative.id()),
                creative.version());
    }
}
