package ovation.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ovation.attention.Surface;
import ovation.identity.Viewer;
import ovation.videos.Videos.VideoFacts;

/**
 * A seat in the feed that a guest may take.
 *
 * @param personalised false if nothing about the person may be read: visitors under the plain mode and minors
 * @param interests the viewer's strongest tags, best first, from the feed's memory; empty if not personalised
 * @param before the creator of the item before the seat, so that the same does not follow itself
 * @param around the clips before and after the seat, as far as they are known
 */
public record SeatRequest(
        Viewer viewer,
        Surface surface,
        boolean personalised,
        List<String> interests,
        UUID before,
        List<VideoFacts> around,
        Instant at) {

    public SeatRequest(
            Viewer viewer, Surface surface, boolean personalised, List<String> interests, UUID before, Instant at) {
        this(viewer, surface, personalised, interests, before, List.of(), at);
    }
}
