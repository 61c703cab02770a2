package ovation.ads.promo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.feed.Guest;
import ovation.feed.SeatRequest;
import ovation.feed.Why;
import ovation.identity.People;
import ovation.videos.Videos;

/**
 * Takes a share of the feed's guest seats for boosted posts, before the auction is asked: their price is fixed and paid in
 * advance, and above the auction's reserve. Bought by market alone, so the person's age or taste is not looked at. Memory only.
 */
@Component
@Order(10)
class BoostedPosts implements Guest {

    private final PromotionBoard board;
    private final BoostOnce once;
    private final Exposures exposures;
    private final People people;
    private final Videos videos;
    private final PromotionSettings settings;

    BoostedPosts(
            PromotionBoard board,
            BoostOnce once,
            Exposures exposures,
            People people,
            Videos videos,
            PromotionSettings settings) {
        this.board = board;
        this.once = once;
        this.exposures = exposures;
        this.people = people;
        this.videos = videos;
        this.settings = settings;
    }

    @Override
    public Optional<GuestItem> take(SeatRequest seat) {
        var viewer = seat.viewer();
        var random = ThreadLocalRandom.current();
        var boosts = board.boosts(viewer.region(), seat.at());
        if (boosts.isEmpty() || random.nextDouble() >= settings.seatShare()) {
            return Optional.empty();
        }
        var hidden = viewer.signedIn() ? people.hiddenFrom(viewer.id()) : Set.<UUID>of();
        var first = random.nextInt(boosts.size());
        for (var i = 0; i < boosts.size(); i++) {
            var boost = boosts.get((first + i) % boosts.size());
            if (!hidden.contains(boost.creator())
                    && !boost.creator().equals(viewer.id())
                    && !boost.creator().equals(seat.before())
                    && videos.mayWatch(viewer, boost.video())
                    && once.hold(viewer.id(), boost.video(), seat.at())) {
                return Optional.of(item(seat, boost));
            }
        }
        return Optional.empty();
    }

    private GuestItem item(SeatRequest seat, PromotionBoard.Boost boost) {
        var viewer = seat.viewer();
        var promotion = boost.promotion();
        var token = exposures.sign(new Exposure(
                Ids.at(seat.at()),
                viewer.id(),
                viewer.visitor(),
                SubjectRef.video(boost.video()),
                boost.creator(),
                seat.surface(),
                true,
                boost.durationMillis(),
                seat.at(),
                new PromotionClaim(promotion.id(), PromotionClaim.BOOST, viewer.region()).encode()));
        return new GuestItem(
                boost.video(),
                token,
                promotion.id(),
                promotion.label(),
                promotion.callToAction(),
                promotion.link(),
                List.of(
                        new Why("ad_boost_" + promotion.kind(), promotion.headline(), 0),
                        new Why("ad_region", viewer.region(), 0)));
    }
}
