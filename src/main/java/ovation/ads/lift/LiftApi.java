package ovation.ads.lift;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Advertisers;
import ovation.identity.Viewer;

@RestController
@Tag(name = "ads")
class LiftApi {

    private final Advertisers advertisers;
    private final LiftReports reports;

    LiftApi(Advertisers advertisers, LiftReports reports) {
        this.advertisers = advertisers;
        this.reports = reports;
    }

    @GetMapping("/api/v1/campaigns/{id}/lift")
    @Operation(
            summary =
                    "What the campaign brought about that would not have happened without it, by ghost ads, with 95 % intervals")
    LiftReports.Report lift(Viewer viewer, @PathVariable UUID id) {
        return reports.of(advertisers.campaignToSee(viewer, id));
    }
}
