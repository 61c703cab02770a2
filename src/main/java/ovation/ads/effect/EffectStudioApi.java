package ovation.ads.effect;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import ovation.ads.effect.MakingEffects.EffectForm;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.partners.Idempotency;
import ovation.videos.EffectScript;
import ovation.videos.Effects.PictureKind;

@RestController
@RequestMapping("/api/v1/businesses/{business}/effects")
@Tag(name = "ads")
class EffectStudioApi {

    /** The largest picture of any kind, and one byte to see that it is too large. */
    private static final int MOST_BYTES = 1_000_001;

    private final Access access;
    private final MakingEffects making;
    private final BrandedEffects branded;
    private final Idempotency idempotency;

    EffectStudioApi(Access access, MakingEffects making, BrandedEffects branded, Idempotency idempotency) {
        this.access = access;
        this.making = making;
        this.branded = branded;
        this.idempotency = idempotency;
    }

    /** @param state {@code in_review}, {@code approved} or {@code rejected} @param frozen whether it is booked */
    record EffectView(
            UUID id,
            String name,
            String icon,
            @Nullable String sponsor,
            EffectScript script,
            String state,
            String reason,
            String note,
            boolean frozen,
            int version) {

        static EffectView of(BrandedEffect made) {
            var effect = made.effect();
            return new EffectView(
                    made.id(),
                    effect.name(),
                    effect.icon(),
                    effect.sponsor(),
                    effect.script(),
                    made.state(),
                    made.reason(),
                    made.note(),
                    made.frozen(),
                    made.version());
        }
    }

    record PictureView(UUID id, String url) {}

    @GetMapping
    @Operation(summary = "The business's effects, with where their review stands")
    Slice<EffectView> list(Viewer viewer, @PathVariable UUID business) {
        access.toRead(viewer, business);
        return new Slice<>(branded.of(business).stream().map(EffectView::of).toList(), null);
    }

    @GetMapping("/{id}")
    EffectView one(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        access.toRead(viewer, business);
        return branded.find(id)
                .filter(found -> found.business().equals(business))
                .map(EffectView::of)
                .orElseThrow(Refused::notFound);
    }

    private record Asked(UUID business, EffectForm form) {}

    @PostMapping
    @Operation(summary = "A new effect; it goes to review. With an Idempotency-Key it is made once")
    ResponseEntity<Object> make(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody EffectForm form) {
        access.toEdit(viewer, business);
        if (key == null) {
            return ResponseEntity.status(HttpStatus.CREATED).body(EffectView.of(making.make(viewer, business, form)));
        }
        return idempotency.once(
                viewer, "POST /businesses/effects", key, new Asked(business, form), () -> ResponseEntity.status(
                                HttpStatus.CREATED)
                        .body(EffectView.of(making.make(viewer, business, form))));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Replaces all of an effect, and it goes to review again; refused once it is booked")
    EffectView change(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, @RequestBody EffectForm form) {
        return EffectView.of(making.change(viewer, business, id, form));
    }

    @PostMapping("/pictures")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Keeps a PNG or JPEG, sent as the body, for use as icon, frame, sticker or lut")
    PictureView picture(
            Viewer viewer, @PathVariable UUID business, @RequestParam String kind, HttpServletRequest request)
            throws IOException {
        access.toEdit(viewer, business);
        var use = Arrays.stream(PictureKind.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow(() -> Refused.field("kind", "not_offered"));
        var id = making.keep(viewer, business, use, request.getInputStream().readNBytes(MOST_BYTES));
        return new PictureView(id, "/effects/pictures/" + id);
    }
}
