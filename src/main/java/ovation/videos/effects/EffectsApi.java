package ovation.videos.effects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.videos.effects.Tray.TrayEffect;

/** What the camera reads. */
@Tag(name = "effects")
@RestController
class EffectsApi {

    private final Tray tray;
    private final EffectPictures pictures;

    EffectsApi(Tray tray, EffectPictures pictures) {
        this.tray = tray;
        this.pictures = pictures;
    }

    @Operation(summary = "The effects to pick from, what is paid for first and labelled")
    @GetMapping("/api/v1/effects")
    Slice<TrayEffect> tray(Viewer viewer) {
        return new Slice<>(tray.of(viewer), null);
    }

    @Operation(summary = "One effect that the viewer may use now")
    @GetMapping("/api/v1/effects/{id}")
    TrayEffect one(Viewer viewer, @PathVariable UUID id) {
        return tray.one(viewer, id);
    }

    /** A picture never changes: what changes gets a new id. */
    @GetMapping("/effects/pictures/{id}")
    ResponseEntity<byte[]> picture(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(pictures.png(id).orElseThrow(Refused::notFound));
    }
}
