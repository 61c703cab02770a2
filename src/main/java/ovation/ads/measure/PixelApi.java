package ovation.ads.measure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.measure.EditingPixels.PixelForm;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1/businesses/{business}/pixels")
@Tag(name = "pixels")
class PixelApi {

    private final EditingPixels editing;
    private final PixelReports reports;
    private final Clock clock;

    PixelApi(EditingPixels editing, PixelReports reports, Clock clock) {
        this.editing = editing;
        this.reports = reports;
        this.clock = clock;
    }

    /** @param secret for server events; only in the answer that made it */
    record PixelView(
            UUID id,
            UUID business,
            String name,
            List<String> origins,
            Instant createdAt,
            @Nullable String secret,
            int version) {

        static PixelView of(Pixel pixel, @Nullable String secret) {
            return new PixelView(
                    pixel.id(),
                    pixel.business(),
                    pixel.name(),
                    pixel.origins(),
                    pixel.createdAt(),
                    secret,
                    pixel.version());
        }
    }

    @GetMapping
    @Operation(summary = "A business's pixels")
    Slice<PixelView> list(Viewer viewer, @PathVariable UUID business) {
        return new Slice<>(editing.list(viewer, business), null).map(pixel -> PixelView.of(pixel, null));
    }

    @PostMapping
    @Operation(summary = "A new pixel; its secret is in this answer only")
    ResponseEntity<PixelView> make(Viewer viewer, @PathVariable UUID business, @RequestBody PixelForm form) {
        var made = editing.make(viewer, business, form);
        return ResponseEntity.created(URI.create("/api/v1/businesses/" + business + "/pixels/"
                        + made.pixel().id()))
                .body(PixelView.of(made.pixel(), made.secret()));
    }

    @GetMapping("/{id}")
    PixelView one(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return PixelView.of(editing.toRead(viewer, business, id), null);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Changes what is given")
    PixelView change(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, @RequestBody PixelForm form) {
        return PixelView.of(editing.change(viewer, business, id, form), null);
    }

    @PostMapping("/{id}/secrets")
    @Operation(summary = "A new secret; the one before ends")
    PixelView secret(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        var made = editing.newSecret(viewer, business, id);
        return PixelView.of(made.pixel(), made.secret());
    }

    record RecentView(List<PixelReports.Row> events, List<PixelReports.Refusal> refusals) {}

    @GetMapping("/{id}/events")
    @Operation(summary = "The last events with what they matched, and what was refused since yesterday")
    RecentView recent(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "50") int limit) {
        Slice.checkLimit(limit, 100);
        editing.toRead(viewer, business, id);
        return new RecentView(reports.last(id, limit), reports.refusals(id, clock.instant()));
    }
}
