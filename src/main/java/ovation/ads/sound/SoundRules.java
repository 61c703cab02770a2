package ovation.ads.sound;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import ovation.ads.promo.Promotion;
import ovation.ads.promo.PromotionKind;
import ovation.identity.Viewer;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoFacts;

/** All public posts with the sound, of its time, belong to it; whether one may be boosted is its creator's choice. */
@Component
class SoundRules implements PromotionKind {

    private final Videos videos;

    SoundRules(Videos videos) {
        this.videos = videos;
    }

    @Override
    public String kind() {
        return PaidSound.KIND;
    }

    /** That it has the sound is checked already. */
    @Override
    public boolean accepts(Promotion promotion, VideoFacts post) {
        return true;
    }

    @Override
    public List<VideoFacts> posts(Promotion promotion) {
        var sound = java.util.Objects.requireNonNull(promotion.sound());
        return videos.using(sound, promotion.begins(), promotion.ends());
    }

    @Override
    public void admit(Promotion promotion, Viewer viewer) {
        // Anybody may use a sound.
    }

    @Override
    public long finish(Promotion promotion, Instant now) {
        return 0;
    }
}
