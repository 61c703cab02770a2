package ovation.feed;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SPI {@code feed.guests}: a bean that may take a seat which the seat plan keeps for guests. */
public interface Guest {

    /** Answers from memory within a millisecond or so; empty leaves the seat to a video. */
    Optional<GuestItem> take(SeatRequest request);

    /** The same for the very first seat of a fresh visit to For You, which is not in the plan: whoever has bought it. */
    default Optional<GuestItem> open(SeatRequest request) {
        return Optional.empty();
    }

    /**
     * @param video the post that plays in the seat
     * @param token the signed exposure
     * @param label who paid, shown with the mark "Ad"
     * @param callToAction text of the button
     * @param landingUrl where the button leads
     * @param card what the button leads to, if that is something of ours
     * @param takeoverMillis how long it has the whole screen before it looks like any other clip; 0 for not at all
     */
    record GuestItem(
            UUID video,
            String token,
            UUID ad,
            String label,
            String callToAction,
            @Nullable String landingUrl,
            java.util.List<Why> why,
            int takeoverMillis,
            @Nullable Card card) {

        /** One that leads to an address. */
        public GuestItem(
                UUID video,
                String token,
                UUID ad,
                String label,
                String callToAction,
                @Nullable String landingUrl,
                java.util.List<Why> why,
                int takeoverMillis) {
            this(video, token, ad, label, callToAction, landingUrl, why, takeoverMillis, null);
        }

        /** One that looks like any other clip from the start. */
        public GuestItem(
                UUID video,
                String token,
                UUID ad,
                String label,
                String callToAction,
                @Nullable String landingUrl,
                java.util.List<Why> why) {
            this(video, token, ad, label, callToAction, landingUrl, why, 0);
        }
    }
}
