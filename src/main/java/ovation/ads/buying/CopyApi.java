package ovation.ads.buying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access.Level;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class CopyApi {

    private final Copying copying;

    CopyApi(Copying copying) {
        this.copying = copying;
    }

    /** @param id the caller's: the same id gives the same copy */
    record Wish(@Nullable UUID id) {}

    record Copy(UUID copy) {}

    @PostMapping("/campaigns/{id}/copies")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A copy with all its ad groups and ads, as a draft; once for each id of yours")
    Copy campaign(Viewer viewer, @PathVariable UUID id, @RequestBody Wish wish) {
        return new Copy(copying.copy(viewer, Level.CAMPAIGN, id, wish.id()));
    }

    @PostMapping("/ad-groups/{id}/copies")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A copy beside it with all its ads, as a draft")
    Copy group(Viewer viewer, @PathVariable UUID id, @RequestBody Wish wish) {
        return new Copy(copying.copy(viewer, Level.GROUP, id, wish.id()));
    }

    @PostMapping("/ads/{id}/copies")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A copy beside it, as a draft")
    Copy ad(Viewer viewer, @PathVariable UUID id, @RequestBody Wish wish) {
        return new Copy(copying.copy(viewer, Level.AD, id, wish.id()));
    }
}
