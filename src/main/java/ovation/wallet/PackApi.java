package ovation.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.partners.Idempotency;
import ovation.wallet.OfferingPacks.Offer;

/** What the house decides about coins: prices, which are new rows and never edits, and frozen wallets. */
@RestController
@RequestMapping("/api/v1/finance/coins")
@Tag(name = "wallet")
class PackApi {

    private final OfferingPacks offering;
    private final Thawing thawing;
    private final Idempotency idempotency;

    PackApi(OfferingPacks offering, Thawing thawing, Idempotency idempotency) {
        this.offering = offering;
        this.thawing = thawing;
        this.idempotency = idempotency;
    }

    @PostMapping("/packs")
    @Operation(summary = "Offers a pack in a slot from now on, in place of what stood there; administrators only")
    ResponseEntity<Object> offer(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Offer offer) {
        var admin = viewer.as(Role.ADMIN);
        return idempotency.once(viewer, "POST /finance/coins/packs", key, offer, () -> {
            var pack = offering.offer(admin, offer);
            return ResponseEntity.status(HttpStatus.CREATED).body(LookingAtCoins.PackView.of(pack));
        });
    }

    record Thaw(@Nullable String why) {}

    @PostMapping("/wallets/{person}/thaw")
    @Operation(summary = "Lets a frozen wallet buy and spend again; who and why are kept")
    ResponseEntity<Void> thaw(Viewer viewer, @PathVariable UUID person, @RequestBody Thaw thaw) {
        thawing.thaw(viewer.as(Role.FINANCE, Role.ADMIN), person, thaw.why());
        return ResponseEntity.noContent().build();
    }
}
