package ovation.ads.buying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class AudienceApi {

    private final Audiences audiences;

    AudienceApi(Audiences audiences) {
        this.audiences = audiences;
    }

    record Name(@Nullable String name) {}

    @GetMapping("/businesses/{business}/audiences")
    @Operation(summary = "The business's lists of hashed addresses")
    Slice<Audiences.Audience> list(Viewer viewer, @PathVariable UUID business) {
        List<Audiences.Audience> all = audiences.list(viewer, business);
        return new Slice<>(all, null);
    }

    @PostMapping("/businesses/{business}/audiences")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A new, empty list")
    Audiences.Audience make(Viewer viewer, @PathVariable UUID business, @RequestBody Name name) {
        return audiences.make(viewer, business, name.name());
    }

    @PutMapping(path = "/audiences/{id}/lines", consumes = "text/plain")
    @Operation(
            summary =
                    "Adds SHA-256 of addresses in lower case, 64 hexadecimal digits a line, streamed; up to 5,000,000")
    Audiences.Audience add(Viewer viewer, @PathVariable UUID id, HttpServletRequest request) throws IOException {
        return audiences.add(viewer, id, request.getInputStream());
    }

    @DeleteMapping("/audiences/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a list with everybody on it")
    void delete(Viewer viewer, @PathVariable UUID id) {
        audiences.delete(viewer, id);
    }
}
