package ovation.ads.guarantee;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@Tag(name = "conversions")
class GuaranteeApi {

    private final Access access;
    private final Guarantees guarantees;

    GuaranteeApi(Access access, Guarantees guarantees) {
        this.access = access;
        this.guarantees = guarantees;
    }

    @GetMapping("/api/v1/campaigns/{id}/guarantees")
    @Operation(summary = "What cost caps and target returns promised by day, what they kept, and what was given back")
    Slice<Guarantees.Row> list(Viewer viewer, @PathVariable UUID id) {
        return new Slice<>(guarantees.of(access.campaignToSee(viewer, id).id()), null);
    }
}
