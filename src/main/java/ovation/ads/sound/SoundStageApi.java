package ovation.ads.sound;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.promo.TakingPart;
import ovation.ads.sound.SoundStage.StageView;
import ovation.base.Slice;
import ovation.identity.Viewer;

/** Paid sounds as everybody sees them. */
@RestController
@Tag(name = "ads")
class SoundStageApi {

    private final SoundStage stage;
    private final TakingPart takingPart;

    SoundStageApi(SoundStage stage, TakingPart takingPart) {
        this.stage = stage;
        this.takingPart = takingPart;
    }

    @GetMapping("/api/v1/sounds/{sound}/promotions")
    @Operation(summary = "Who pays now for a sound to be seen")
    Slice<StageView> of(Viewer viewer, @PathVariable UUID sound) {
        return new Slice<>(stage.look(sound, viewer), null);
    }

    record Participation(@Nullable Boolean mayBoost) {}

    @PutMapping("/api/v1/sound-promotions/{id}/participation")
    @Operation(summary = "Says whether one's posts with the sound may be shown as the label's ads; can be taken back")
    StageView join(Viewer viewer, @PathVariable UUID id, @RequestBody Participation participation) {
        stage.one(id, viewer);
        takingPart.join(viewer, id, Boolean.TRUE.equals(participation.mayBoost()));
        return stage.one(id, viewer);
    }
}
