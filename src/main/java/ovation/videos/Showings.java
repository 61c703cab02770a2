package ovation.videos;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.videos.Videos.VideoCard;
import ovation.videos.Videos.VideoFacts;

/** Our side of the attention book: every card that goes out may be reported on, every deed is written down. */
@Component
class Showings {

    private final Exposures exposures;
    private final AttentionBook book;
    private final Clock clock;

    Showings(Exposures exposures, AttentionBook book, Clock clock) {
        this.exposures = exposures;
        this.book = book;
        this.clock = clock;
    }

    String token(Viewer viewer, VideoCard card, Surface surface) {
        return exposures.sign(new Exposure(
                Ids.next(clock),
                viewer.id(),
                viewer.visitor(),
                SubjectRef.video(card.id()),
                card.creator().id(),
                surface,
                false,
                card.durationMillis(),
                clock.instant(),
                ""));
    }

    /**
     * Joins the caller's transaction.
     *
     * @param token of the showing it happened in; one of another viewer or post counts as none
     */
    void record(Viewer viewer, AttentionType type, VideoFacts video, @Nullable String token) {
        var now = clock.instant();
        var exposure = (token == null ? java.util.Optional.<Exposure>empty() : exposures.open(token))
                .filter(shown -> shown.viewer().equals(viewer.id()) && isOf(shown, video))
                .orElseGet(() -> new Exposure(
                        Ids.at(now),
                        viewer.id(),
                        viewer.visitor(),
                        SubjectRef.video(video.id()),
                        video.creator(),
                        Surface.PAGE,
                        false,
                        video.durationMillis(),
                        now,
                        ""));
        book.record(List.of(new AttentionEvent(Ids.at(now), type, exposure, 0, now, 0)));
    }

    /** An ad shows a post under its own name, so the showing's owner decides there. */
    private static boolean isOf(Exposure shown, VideoFacts video) {
        return shown.subject().equals(SubjectRef.video(video.id()))
                || (shown.paid() && shown.owner().equals(video.creator()));
    }
}
