package ovation.ads.challenge;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.identity.Viewer;

/**
 * What a business asks people to post.
 *
 * @param hashtag in its one spelling, without #
 * @param regions where people may take part; empty for everywhere
 * @param sound that entries must use; null for any
 * @param effect that entries must be made with; null for any
 * @param video the clip of its banner
 * @param review {@code in_review}, {@code approved} or {@code rejected}, with {@code reason} and {@code note}
 */
record Challenge(
        UUID id,
        UUID business,
        String hashtag,
        String headline,
        String brief,
        boolean adultsOnly,
        List<String> regions,
        @Nullable UUID sound,
        @Nullable UUID effect,
        UUID video,
        String review,
        String reason,
        String note,
        int version) {

    static final String KIND = "challenge";

    Challenge {
        regions = List.copyOf(regions);
    }

    Challenge judged(String decision, String why, String words) {
        return new Challenge(
                id,
                business,
                hashtag,
                headline,
                brief,
                adultsOnly,
                regions,
                sound,
                effect,
                video,
                decision,
                why,
                words,
                version);
    }

    boolean allows(String region) {
        return regions.isEmpty() || regions.contains(region);
    }

    boolean allows(Viewer viewer) {
        return allows(viewer.region()) && (!adultsOnly || viewer.age().adult());
    }
}
