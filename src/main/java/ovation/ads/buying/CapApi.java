package ovation.ads.buying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access.Level;
import ovation.identity.Viewer;

/** How often one person may see what is bought, at four levels. */
@RestController
@RequestMapping({
    "/api/v1/ads/{id}/caps",
    "/api/v1/ad-groups/{id}/caps",
    "/api/v1/campaigns/{id}/caps",
    "/api/v1/businesses/{id}/caps"
})
@Tag(name = "ads")
class CapApi {

    private static final Map<String, Level> LEVELS = Map.of(
            "ads", Level.AD, "ad-groups", Level.GROUP, "campaigns", Level.CAMPAIGN, "businesses", Level.BUSINESS);

    private final Capping capping;

    CapApi(Capping capping) {
        this.capping = capping;
    }

    record Caps(@Nullable List<Capping.Cap> caps) {}

    @GetMapping
    @Operation(summary = "How often one person may see it, beside the cap that an ad group has of itself")
    Caps get(Viewer viewer, @PathVariable UUID id, HttpServletRequest request) {
        return new Caps(capping.get(viewer, level(request), id));
    }

    @PutMapping
    @Operation(summary = "Sets all caps of an ad, ad group, campaign or business; each holds exactly, on the minute")
    Caps set(Viewer viewer, @PathVariable UUID id, @RequestBody Caps caps, HttpServletRequest request) {
        return new Caps(capping.set(viewer, level(request), id, caps.caps()));
    }

    /** The third piece of the path, which is one of those above. */
    private static Level level(HttpServletRequest request) {
        return Objects.requireNonNull(LEVELS.get(request.getRequestURI().split("/", 5)[3]));
    }
}
