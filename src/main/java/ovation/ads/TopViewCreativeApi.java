package ovation.ads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.EditingAds.AdForm;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1/businesses/{business}/topview/creatives")
@Tag(name = "ads")
class TopViewCreativeApi {

    private final Access access;
    private final EditingTopViewCreatives editing;
    private final TopViewCreatives creatives;

    TopViewCreativeApi(Access access, EditingTopViewCreatives editing, TopViewCreatives creatives) {
        this.access = access;
        this.editing = editing;
        this.creatives = creatives;
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

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A new creative, 5 to 60 s; it goes to review")
    CreativeView create(Viewer viewer, @PathVariable UUID business, @RequestBody AdForm form) {
        return view(editing.create(viewer, business, form));
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Changes what is given, and goes to review again; refused once it is booked")
    CreativeView change(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, @RequestBody AdForm form) {
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
