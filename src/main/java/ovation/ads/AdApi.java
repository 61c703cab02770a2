package ovation.ads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.EditingAds.AdForm;
import ovation.base.Slice;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class AdApi {

    private final EditingAds editing;
    private final Publishing publishing;
    private final Access access;
    private final Ads ads;

    AdApi(EditingAds editing, Publishing publishing, Access access, Ads ads) {
        this.editing = editing;
        this.publishing = publishing;
        this.access = access;
        this.ads = ads;
    }

    /**
     * @param spark the redeemed code it stands on, or null
     * @param state {@code in_review}, {@code approved}, {@code rejected} or {@code paused}
     * @param reason of the rejection, else {@code none}
     */
    record AdView(
            UUID id,
            UUID adGroup,
            UUID video,
            String displayName,
            String callToAction,
            String landingUrl,
            @Nullable UUID spark,
            @Nullable SubjectRef destination,
            String state,
            String reason,
            String note,
            int version) {

        static AdView of(Ad ad) {
            return new AdView(
                    ad.id(),
                    ad.adGroup(),
                    ad.video(),
                    ad.displayName(),
                    ad.callToAction(),
                    ad.landingUrl(),
                    ad.spark(),
                    ad.destination(),
                    ad.state(),
                    ad.reason(),
                    ad.note(),
                    ad.version());
        }
    }

    @GetMapping("/ad-groups/{adGroup}/ads")
    @Operation(summary = "An ad group's ads with where their review stands")
    Slice<AdView> list(Viewer viewer, @PathVariable UUID adGroup) {
        access.groupToRead(viewer, adGroup);
        return new Slice<>(ads.of(adGroup).stream().map(AdView::of).toList(), null);
    }

    @PostMapping("/ad-groups/{adGroup}/ads")
    @Operation(summary = "A new ad; it goes to review")
    ResponseEntity<AdView> create(Viewer viewer, @PathVariable UUID adGroup, @RequestBody AdForm form) {
        var ad = editing.create(viewer, adGroup, form);
        return ResponseEntity.created(URI.create("/api/v1/ads/" + ad.id())).body(AdView.of(ad));
    }

    @GetMapping("/ads/{id}")
    AdView one(Viewer viewer, @PathVariable UUID id) {
        return AdView.of(access.adToRead(viewer, id));
    }

    @PatchMapping("/ads/{id}")
    @Operation(summary = "Changes what is given; it goes to review again")
    AdView change(Viewer viewer, @PathVariable UUID id, @RequestBody AdForm form) {
        return AdView.of(editing.change(viewer, id, form));
    }

    @PutMapping("/ads/{id}/publication")
    @Operation(summary = "A draft goes to review")
    AdView publish(Viewer viewer, @PathVariable UUID id) {
        return AdView.of(publishing.ad(viewer, id));
    }

    @PutMapping("/ads/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(Viewer viewer, @PathVariable UUID id) {
        editing.pause(viewer, id);
    }

    @DeleteMapping("/ads/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(Viewer viewer, @PathVariable UUID id) {
        editing.resume(viewer, id);
    }
}
