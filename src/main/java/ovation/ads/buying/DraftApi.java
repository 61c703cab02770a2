package ovation.ads.buying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1/businesses/{business}/ad-drafts")
@Tag(name = "ads")
class DraftApi {

    private final Drafts drafts;

    DraftApi(Drafts drafts) {
        this.drafts = drafts;
    }

    @GetMapping
    @Operation(summary = "What was begun in the wizard and not sent, last saved first")
    Slice<Drafts.Draft> list(Viewer viewer, @PathVariable UUID business) {
        return new Slice<>(drafts.list(viewer, business), null);
    }

    @GetMapping("/{id}")
    Drafts.Draft one(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        return drafts.find(viewer, business, id);
    }

    @PutMapping("/{id}")
    @Operation(summary = "Saves the wizard's fields as they are, under an id of yours")
    Drafts.Draft save(
            Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, @RequestBody Map<String, Object> form) {
        return drafts.save(viewer, business, id, form);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        drafts.discard(viewer, business, id);
    }
}
