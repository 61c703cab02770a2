package ovation.ads.topview;

import java.util.UUID;

/**
 * What a TopView shows, and where it leads. Once booked it is frozen.
 *
 * @param review {@code in_review}, {@code approved} or {@code rejected}
 * @param reason why it was rejected: a code of moderation's catalogue; {@code none} otherwise
 */
record TopViewCreative(
        UUID id,
        UUID business,
        UUID video,
        UUID creator,
        int durationMillis,
        String displayName,
        String callToAction,
        String landingUrl,
        String review,
        String reason,
        String note,
        int version) {

    TopViewCreative judged(String newReview, String newReason, String newNote) {
        return new TopViewCreative(
                id,
                business,
                video,
                creator,
                durationMillis,
                displayName,
                callToAction,
                landingUrl,
                newReview,
                newReason,
                newNote,
                version);
    }
}
