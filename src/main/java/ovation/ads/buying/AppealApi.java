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
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class AppealApi {

    private final AppealingAds appealing;

    AppealApi(AppealingAds appealing) {
        this.appealing = appealing;
    }

    record Words(@Nullable String text) {}

    record Opened(UUID reviewCase) {}

    @PostMapping("/ads/{id}/appeal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Appeals a rejection, once; another moderator decides, and that is final")
    Opened appeal(Viewer viewer, @PathVariable UUID id, @RequestBody Words words) {
        return new Opened(appealing.appeal(viewer, id, words.text()));
    }
}
