package ovation.feed;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SPI {@code feed.guests}: a bean that may take a seat which the seat plan keeps for guests. */
public interface Guest {

    /** Answers from memory within a millisecond or so; empty leaves the seat to a video. */
    Optional<GuestItem> take(SeatRequest request);

    /**
     * @param video the post that plays in the seat
     * @param token the signed exposure
     * @param label who paid, shown with the mark "Ad"
     * @param callToAction text of the button
     * @param landingUrl where the button leads
     */
    record GuestItem(
            UUID video,
            String token,
            UUID ad,
            String label,
            String callToAction,
            @Nullable String landingUrl,
            java.util.List<Why> why) {}
}
