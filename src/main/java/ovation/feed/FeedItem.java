package ovation.feed;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.videos.Videos.VideoCard;

/**
 * One item of a feed, as clients get it.
 *
 * @param exposure the token that comes back with each report
 * @param kind {@code video} or {@code ad}
 * @param liked whether this viewer has liked it; @param following whether he follows its creator
 * @param value what the ranking expects of it, in the units of the published weights; 0 for ads
 */
public record FeedItem(
        String exposure,
        String kind,
        VideoCard video,
        boolean liked,
        boolean following,
        @Nullable AdLabel ad,
        List<Reason> why,
        double value) {

    /**
     * @param label who paid
     * @param takeoverMillis how long it has the whole screen on opening, before it looks like any other clip; 0 for ads
     *     within the feed
     * @param card what it leads to, if that is something of ours
     */
    public record AdLabel(
            UUID id,
            String label,
            String callToAction,
            @Nullable String landingUrl,
            int takeoverMillis,
            @Nullable Card card) {}

    /** @param points what it adds to the value */
    public record Reason(String code, String subject, double points, String text) {}
}
