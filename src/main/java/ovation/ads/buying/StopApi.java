package ovation.ads.buying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class StopApi {

    private final Stopping stopping;

    StopApi(Stopping stopping) {
        this.stopping = stopping;
    }

    record Reason(@Nullable String reason) {}

    @GetMapping("/businesses/{business}/ad-stop")
    @Operation(summary = "Whether all serving of the business is stopped")
    Stopping.State look(Viewer viewer, @PathVariable UUID business) {
        return stopping.look(viewer, business);
    }

    @PutMapping("/businesses/{business}/ad-stop")
    @Operation(summary = "Stops all serving of the business within a second")
    Stopping.State stop(Viewer viewer, @PathVariable UUID business, @RequestBody Reason reason) {
        return stopping.stop(viewer, business, reason.reason());
    }

    @DeleteMapping("/businesses/{business}/ad-stop")
    @Operation(summary = "Serves again")
    Stopping.State lift(Viewer viewer, @PathVariable UUID business) {
        return stopping.lift(viewer, business);
    }

    @GetMapping("/ad-stop")
    @Operation(summary = "Whether advertising is stopped on the whole platform; admins only")
    Stopping.State lookAtPlatform(Viewer viewer) {
        return stopping.lookAtPlatform(viewer);
    }

    @PutMapping("/ad-stop")
    @Operation(summary = "Stops all advertising within a second; admins only")
    Stopping.State stopPlatform(Viewer viewer, @RequestBody Reason reason) {
        return stopping.stopPlatform(viewer, reason.reason());
    }

    @DeleteMapping("/ad-stop")
    @Operation(summary = "Serves again; admins only")
    Stopping.State liftPlatform(Viewer viewer) {
        return stopping.liftPlatform(viewer);
    }
}
