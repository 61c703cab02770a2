package ovation.ads.library;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.base.Slice;

@RestController
@RequestMapping("/api/v1/ad-library")
@Tag(name = "ads")
class AdLibraryApi {

    private static final int MOST = 100;

    private final AdLibrary library;

    AdLibraryApi(AdLibrary library) {
        this.library = library;
    }

    @GetMapping
    @Operation(
            summary =
                    "Every ad that may be shown, or was within a year: who paid, when, whom it addresses, how often it was shown; of every format")
    Slice<LibraryEntry> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refused.field("limit", "out_of_range");
        }
        return library.list(q.strip(), region, cursor, limit);
    }

    @GetMapping("/{ad}")
    LibraryEntry one(@PathVariable UUID ad) {
        return library.find(ad).orElseThrow(Refused::notFound);
    }
}
