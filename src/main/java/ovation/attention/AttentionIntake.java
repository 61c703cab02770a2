package ovation.attention;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where clients' reports come in. */
public interface AttentionIntake {

    /** The most events that one batch may hold. */
    int MAX_BATCH = 500;

    /**
     * Writes what can be believed, in one statement. Sending a batch again changes nothing.
     *
     * @param viewer who sends it: the exposures must be his
     * @param origin what the request says about the client, for the marks
     * @return a verdict each, in the order sent
     */
    List<Verdict> take(UUID viewer, Origin origin, List<Report> reports);

    /**
     * What a client says.
     *
     * @param id made by the client, the same when it sends again
     * @param exposure the token that came with the item
     * @param watchedMillis total so far in this exposure; 0 for other types
     */
    record Report(UUID id, String exposure, AttentionType type, long watchedMillis) {}

    /** @param userAgent as sent; @param prefetch whether the browser says that nobody looks */
    record Origin(String userAgent, boolean prefetch) {}

    /** @param code why it was refused: {@code exposure_unknown}, {@code exposure_expired}, {@code exposure_not_yours}, … */
    record Verdict(UUID id, Kind kind, @Nullable String code) {

        public enum Kind {
            ACCEPTED,
            DUPLICATE,
            REFUSED
        }
    }
}
