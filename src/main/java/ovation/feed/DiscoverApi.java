package ovation.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.identity.Viewer;

@RestController
@Tag(name = "feed")
class DiscoverApi {

    private final Discover discover;

    DiscoverApi(Discover discover) {
        this.discover = discover;
    }

    @GetMapping("/api/v1/discover")
    @Operation(
            summary =
                    "What has bought its place here, the warmest tags with their clips, the warmest clips; or tags by their beginning")
    Discover.Found discover(Viewer viewer, @RequestParam(defaultValue = "") String q) {
        return discover.look(viewer, q);
    }
}
