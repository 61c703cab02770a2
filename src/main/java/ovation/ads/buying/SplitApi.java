package ovation.ads.buying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.buying.TestingSplits.SplitView;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class SplitApi {

    private final TestingSplits testing;

    SplitApi(TestingSplits testing) {
        this.testing = testing;
    }

    @GetMapping("/campaigns/{campaign}/splits")
    @Operation(summary = "A campaign's split tests, newest first")
    Slice<SplitView> list(Viewer viewer, @PathVariable UUID campaign) {
        return new Slice<>(testing.of(viewer, campaign), null);
    }

    @PostMapping("/campaigns/{campaign}/splits")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Splits people between ads or ad groups; each person sees one arm only")
    SplitView start(Viewer viewer, @PathVariable UUID campaign, @RequestBody TestingSplits.NewSplit form) {
        return testing.start(viewer, campaign, form);
    }

    @GetMapping("/splits/{id}")
    @Operation(summary = "People reached and acted by arm, and p-values that may be looked at as often as one likes")
    SplitView result(Viewer viewer, @PathVariable UUID id) {
        return testing.result(viewer, id);
    }

    @DeleteMapping("/splits/{id}")
    @Operation(summary = "Ends a test: from now on people may see all of them; the result stays")
    SplitView end(Viewer viewer, @PathVariable UUID id) {
        return testing.end(viewer, id);
    }
}
