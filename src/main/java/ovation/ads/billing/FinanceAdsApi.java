package ovation.ads.billing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Slice;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.partners.Idempotency;

/** What the platform's finance people do for advertisers: promotional credit, and invalid traffic that people found. */
@RestController
@RequestMapping("/api/v1/finance/ads")
@Tag(name = "finance")
class FinanceAdsApi {

    private final GivingGrants giving;
    private final Grants grants;
    private final MarkingInvalid marking;
    private final Idempotency idempotency;

    FinanceAdsApi(GivingGrants giving, Grants grants, MarkingInvalid marking, Idempotency idempotency) {
        this.giving = giving;
        this.grants = grants;
        this.marking = marking;
        this.idempotency = idempotency;
    }

    @PostMapping("/grants")
    @Operation(summary = "Gives promotional credit; above a limit a second person decides. Needs an Idempotency-Key")
    ResponseEntity<Object> give(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody GivingGrants.NewGrant asked) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return idempotency.once(viewer, "POST /finance/ads/grants", key, asked, () -> {
            var grant = giving.give(viewer, asked);
            return ResponseEntity.created(URI.create("/api/v1/finance/ads/grants/" + grant.id()))
                    .body(GrantView.of(grant));
        });
    }

    @GetMapping("/grants")
    @Operation(summary = "The newest fifty")
    Slice<GrantView> latest(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return new Slice<>(grants.latest().stream().map(GrantView::of).toList(), null);
    }

    @PutMapping("/grants/{id}/approval")
    @Operation(summary = "The second person's yes")
    GrantView approve(Viewer viewer, @PathVariable UUID id) {
        return GrantView.of(giving.approve(viewer, id));
    }

    @DeleteMapping("/grants/{id}/approval")
    @Operation(summary = "The second person's no")
    GrantView reject(Viewer viewer, @PathVariable UUID id) {
        return GrantView.of(giving.reject(viewer, id));
    }

    record FindingView(UUID id) {}

    @PostMapping("/invalid-traffic")
    @Operation(summary = "Marks what a viewer saw in a time as invalid; what was charged for it is credited")
    ResponseEntity<Object> found(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MarkingInvalid.Finding finding) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return idempotency.once(viewer, "POST /finance/ads/invalid-traffic", key, finding, () -> ResponseEntity.status(
                        HttpStatus.CREATED)
                .body(new FindingView(marking.note(viewer, finding))));
    }
}
