package ovation.ads.promo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.feed.Billboard;
import ovation.feed.Why;
import ovation.identity.Viewer;
import ovation.videos.PaidSounds;
import ovation.videos.Videos;

/** Shows what has bought its place on Discover, on search and in the sound picker. From memory, bought by market alone. */
@Component
class ShowingPlaces implements Billboard, PaidSounds {

    private final PromotionBoard board;
    private final Videos videos;
    private final Exposures exposures;
    private final java.time.Clock clock;

    ShowingPlaces(PromotionBoard board, Videos videos, Exposures exposures, java.time.Clock clock) {
        this.board = board;
        this.videos = videos;
        this.exposures = exposures;
        this.clock = clock;
    }

    @Override
    public List<Placed> onDiscover(Viewer viewer) {
        var at = clock.instant();
        var placed = new ArrayList<Placed>();
        for (var place : List.of(Places.BANNER, Places.SOUND_DISCOVER)) {
            board.at(place, viewer.region(), viewer.id(), at)
                    .map(promotion -> placed(promotion, place, viewer, at))
                    .ifPresent(placed::add);
        }
        return placed;
    }

    private Placed placed(Promotion promotion, String place, Viewer viewer, Instant at) {
        var poster = promotion.video() == null
                ? null
                : videos.cards(List.of(promotion.video())).stream()
                        .findFirst()
                        .map(Videos.VideoCard::poster)
                        .orElse(null);
        return new Placed(
                promotion.kind(),
                promotion.id(),
                token(promotion, place, viewer, Surface.DISCOVER, at),
                promotion.sponsor(),
                promotion.headline(),
                promotion.line(),
                promotion.callToAction(),
                promotion.link(),
                poster,
                List.of(new Why("ad_place", viewer.region(), 0)));
    }

    @Override
    public List<PaidSound> inPicker(Viewer viewer) {
        var at = clock.instant();
        return board
                .at(Places.SOUND_PICKER, viewer.region(), viewer.id(), at)
                .filter(promotion -> promotion.sound() != null)
                .map(promotion -> new PaidSound(
                        java.util.Objects.requireNonNull(promotion.sound()),
                        promotion.sponsor(),
                        token(promotion, Places.SOUND_PICKER, viewer, Surface.SOUND, at)))
                .stream()
                .toList();
    }

    private String token(Promotion promotion, String place, Viewer viewer, Surface surface, Instant at) {
        return exposures.sign(exposure(promotion, place, viewer, surface, at));
    }

    static Exposure exposure(Promotion promotion, String place, Viewer viewer, Surface surface, Instant at) {
        UUID sound = promotion.sound();
        var subject = promotion.kind().equals("sound") && sound != null
                ? new SubjectRef("sound", sound)
                : new SubjectRef(promotion.kind(), promotion.id());
        return new Exposure(
                Ids.at(at),
                viewer.id(),
                viewer.visitor(),
                subject,
                promotion.business(),
                surface,
                true,
                0,
                at,
                new PromotionClaim(promotion.id(), place, viewer.region()).encode());
    }
}
