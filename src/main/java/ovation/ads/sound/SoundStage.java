package ovation.ads.sound;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.Promotions;
import ovation.ads.promo.TakingPart;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.videos.ShelfPanel;

/** What everybody sees of a paid sound on its page: who pays, and whether one's own posts with it may be shown as ads. */
@Component("soundStage")
class SoundStage implements ShelfPanel {

    private final Promotions promotions;
    private final TakingPart takingPart;
    private final Clock clock;

    SoundStage(Promotions promotions, TakingPart takingPart, Clock clock) {
        this.promotions = promotions;
        this.takingPart = takingPart;
        this.clock = clock;
    }

    @Override
    public String template() {
        return "ads/sound-stage";
    }

    /** @param mayBoost null for a visitor, or one who has said nothing */
    record StageView(
            UUID id,
            String sponsor,
            String headline,
            @Nullable Boolean mayBoost,
            boolean signedIn) {}

    /** Those that run, the oldest first. Its page is opened: that is counted. */
    public List<StageView> opened(UUID sound, Viewer viewer) {
        var running = of(sound);
        running.forEach(promotion -> promotions.soundPageOpened(promotion, viewer));
        return running.stream().map(promotion -> view(promotion, viewer)).toList();
    }

    List<StageView> look(UUID sound, Viewer viewer) {
        return of(sound).stream().map(promotion -> view(promotion, viewer)).toList();
    }

    StageView one(UUID id, Viewer viewer) {
        return promotions
                .find(id)
                .filter(promotion -> promotion.kind().equals(PaidSound.KIND) && promotion.onAir())
                .map(promotion -> view(promotion, viewer))
                .orElseThrow(Refused::notFound);
    }

    private List<Promotion> of(UUID sound) {
        return promotions.running(clock.instant()).stream()
                .filter(promotion -> promotion.kind().equals(PaidSound.KIND) && promotion.onAir())
                .filter(promotion -> sound.equals(promotion.sound()))
                .sorted(java.util.Comparator.comparing(Promotion::id))
                .toList();
    }

    private StageView view(Promotion promotion, Viewer viewer) {
        return new StageView(
                promotion.id(),
                promotion.sponsor(),
                promotion.headline(),
                viewer.visitor()
                        ? null
                        : takingPart.of(promotion.id(), viewer.id()).orElse(null),
                viewer.signedIn());
    }
}
