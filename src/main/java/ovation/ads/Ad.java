package ovation.ads;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.base.SubjectRef;

/**
 * A creative with where it leads.
 *
 * @param spark the creator's code it stands on; null for a clip of the advertiser's own
 * @param destination the card it leads to: a product, a LIVE room; null for an address
 * @param review {@code draft}, {@code in_review}, {@code approved} or {@code rejected}
 * @param reason why it was rejected: a code of moderation's catalogue; {@code none} otherwise
 * @param pausedAt null if it is not paused
 */
record Ad(
        UUID id,
        UUID adGroup,
        UUID video,
        UUID creator,
        int durationMillis,
        String displayName,
        String callToAction,
        String landingUrl,
        @Nullable UUID spark,
        @Nullable SubjectRef destination,
        String review,
        String reason,
        String note,
        @Nullable Instant pausedAt,
        int version) {

    static final List<String> CALLS_TO_ACTION =
            List.of("Shop now", "Learn more", "Book now", "Sign up", "Download", "Watch more");

    Ad reviewed(String judgement, String why, String words) {
        return new Ad(
                id,
                adGroup,
                video,
                creator,
                durationMillis,
                displayName,
                callToAction,
                landingUrl,
                spark,
                destination,
                judgement,
                why,
                words,
                pausedAt,
                version);
    }

    /** {@code draft}, {@code in_review}, {@code approved}, {@code rejected} or {@code paused}. */
    public String state() {
        return pausedAt != null && review.equals("approved") ? "paused" : review;
    }
}
