package ovation.ads.topview;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ovation.ads.home.ViewerHomes;
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
 * Takes the opening for whoever has bought the person's bucket of the day. Bought by market alone, so the person's age or taste
 * is not looked at, but for clips that only adults may see. Works in memory only.
 */
@Component
class TopViewSeats implements Guest {

    private final TopViewBoard board;
    private final TopViewOnce once;
    private final ViewerHomes homes;
    private final TopViewForecast forecast;
    private final TopViewSettings settings;
    private final Exposures exposures;
    private final People people;
    private final Videos videos;

    TopViewSeats(
            TopViewBoard board,
            TopViewOnce once,
            ViewerHomes homes,
            TopViewForecast forecast,
            TopViewSettings settings,
            Exposures exposures,
            People people,
            Videos videos) {
        this.board = board;
        this.once = once;
        this.homes = homes;
        this.forecast = forecast;
        this.settings = settings;
        this.exposures = exposures;
        this.people = people;
        this.videos = videos;
    }

    @Override
    public Optional<GuestItem> take(SeatRequest seat) {
        return Optional.empty();
    }

    @Override
    public Optional<GuestItem> open(SeatRequest seat) {
        var viewer = seat.viewer();
        forecast.opened(viewer.id(), viewer.region(), seat.at());
        return board.of(viewer.id(), viewer.region(), seat.at())
                .filter(bought -> !bought.creator().equals(viewer.id()))
                .filter(bought ->
                        viewer.visitor() || !people.hiddenFrom(viewer.id()).contains(bought.creator()))
                .filter(bought -> videos.mayWatch(viewer, bought.video()))
                .filter(bought -> homes.here(viewer.id(), settings.held()))
                .filter(bought -> once.hold(viewer.id(), seat.at()))
                .map(bought -> item(seat, bought));
    }

    private GuestItem item(SeatRequest seat, TopViewBoard.Bought bought) {
        var viewer = seat.viewer();
        var token = exposures.sign(new Exposure(
                Ids.at(seat.at()),
                viewer.id(),
                viewer.visitor(),
                SubjectRef.video(bought.video()),
                bought.creator(),
                seat.surface(),
                true,
                bought.durationMillis(),
                seat.at(),
                new TopViewClaim(bought.booking()).encode()));
        return new GuestItem(
                bought.video(),
                token,
                bought.creative(),
                bought.displayName(),
                bought.callToAction(),
                bought.landingUrl(),
                List.of(new Why("ad_topview", viewer.region(), 0)),
                (int) settings.takeover().toMillis());
    }
}
