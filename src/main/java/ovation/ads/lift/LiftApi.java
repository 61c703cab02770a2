package ovation.ads.lift;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.identity.Viewer;

@RestController
@Tag(name = "ads")
class LiftApi {

    private final Access access;
    private final LiftReports reports;

    LiftApi(Access access, LiftReports reports) {
        this.access = access;
        this.reports = reports;
    }

    @GetMapping("/api/v1/campaigns/{id}/lift")
    @Operation(
            summary =
                    "What the campaign brought about that would not have happened without it, by ghost ads, with 95 % intervals")
    LiftReports.Report lift(Viewer viewer, @PathVariable UUID id) {
        return reports.of(access.campaignToSee(viewer, id));
    }
}
