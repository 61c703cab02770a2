package ovation.ads.challenge;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.challenge.ChallengeStage.MineView;
import ovation.ads.challenge.ChallengeStage.StageView;
import ovation.ads.promo.TakingPart;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;

/** Challenges as everybody sees them. */
@RestController
@RequestMapping("/api/v1/challenges")
@Tag(name = "ads")
class TakingPartApi {

    private final ChallengeStage stage;
    private final TakingPart takingPart;

    TakingPartApi(ChallengeStage stage, TakingPart takingPart) {
        this.stage = stage;
        this.takingPart = takingPart;
    }

    @GetMapping("/{hashtag}")
    @Operation(summary = "The challenge of a hashtag: brief, rules, who paid, prizes, leaderboard")
    StageView ofTag(Viewer viewer, @PathVariable String hashtag) {
        return stage.ofTag(hashtag, viewer).orElseThrow(Refused::notFound);
    }

    record Participation(@Nullable Boolean mayBoost) {}

    @PutMapping("/{id}/participation")
    @Operation(
            summary = "Takes part, and says whether one's entries may be shown as ads",
            description = "Sent again with false, boosts of one's entries end within a second.")
    StageView join(Viewer viewer, @PathVariable UUID id, @RequestBody Participation participation) {
        stage.one(id, viewer);
        takingPart.join(viewer, id, Boolean.TRUE.equals(participation.mayBoost()));
        return stage.one(id, viewer);
    }

    @GetMapping("/mine/entries")
    @Operation(summary = "One's own entries, what they were watched and what they won")
    Slice<MineView> mine(Viewer viewer) {
        return new Slice<>(stage.mine(viewer.person()), null);
    }
}
