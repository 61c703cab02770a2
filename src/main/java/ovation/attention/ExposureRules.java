package ovation.attention;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be believed of a report, given its signed exposure. */
final class ExposureRules {

    /** How long after the serving events are taken: a page of ten clips and a long pause. */
    static final Duration VALID = Duration.ofHours(2);

    /** How often a clip may loop in one exposure before we stop counting. */
    private static final int MAX_LOOPS = 20;

    /** Clients' timers and ours differ a little. */
    private static final long SLACK_MILLIS = 1_000;

    private ExposureRules() {}

    /** The code of the refusal, or null if it is to be taken. */
    static @Nullable String refusal(Exposure exposure, AttentionIntake.Report report, UUID viewer, Instant now) {
        if (!report.type().reportable()) {
            return "type_not_reportable";
        }
        if (!exposure.viewer().equals(viewer)) {
            return "exposure_not_yours";
        }
        if (now.isAfter(exposure.servedAt().plus(VALID))) {
            return "exposure_expired";
        }
        if (report.watchedMillis() < 0) {
            return "watched_negative";
        }
        return null;
    }

    /** At most what has passed since the serving, at most some loops of the clip. */
    static int possibleWatch(Exposure exposure, AttentionIntake.Report report, Instant now) {
        if (report.type() != AttentionType.WATCHED) {
            return 0;
        }
        var passed = Math.max(0, Duration.between(exposure.servedAt(), now).toMillis()) + SLACK_MILLIS;
        var loops = (long) exposure.durationMillis() * MAX_LOOPS;
        return (int) Math.min(Math.min(report.watchedMillis(), passed), Math.min(loops, Integer.MAX_VALUE));
    }
}
