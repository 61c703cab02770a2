package ovation.attention;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Marks obvious robots: those that say so, browsers that fetch ahead of anybody looking, viewers who watch more time than
 * passes, and floods. Marked events are kept and never paid for. Counts live on the node that hears the viewer.
 */
@Component
class Robots {

    private static final Pattern DECLARED = Pattern.compile(
            "bot\\b|crawl|spider|slurp|fetcher|monitor|scrap|lighthouse|phantomjs|facebookexternalhit|preview",
            Pattern.CASE_INSENSITIVE);
    /** Two clips may run at once for a moment, and clocks differ: so half as much again as time passes, and a start. */
    private static final double MAX_PACE = 1.5;

    private static final long HEAD_START_MILLIS = 30_000;
    private static final long MAX_ALLOWANCE_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final int MAX_EVENTS_A_MINUTE = 2_000;

    private final Cache<UUID, Pace> paces = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();
    private final Cache<String, Boolean> declared =
            Caffeine.newBuilder().maximumSize(10_000).build();

    /** Marks of the request as a whole. */
    int marksOf(AttentionIntake.Origin origin) {
        var agent = origin.userAgent();
        var robot = agent.isBlank()
                || declared.get(agent, text -> DECLARED.matcher(text).find());
        return (robot ? TrafficMark.DECLARED_ROBOT.bit() : 0) | (origin.prefetch() ? TrafficMark.PREFETCH.bit() : 0);
    }

    Pace paceOf(UUID viewer) {
        return paces.get(viewer, unseen -> new Pace());
    }

    /** How fast one viewer goes: an allowance of watch time that fills as time passes. */
    static final class Pace {

        private final Map<UUID, Integer> watchedByExposure = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
                return size() > 64;
            }
        };
        private @Nullable Instant last;
        private long allowanceMillis;
        private long minute;
        private int eventsInMinute;

        /** The marks of one more event. */
        synchronized int after(UUID exposure, Instant servedAt, int watched, Instant now) {
            var since = last == null ? servedAt : last;
            var passed = Math.max(0, Duration.between(since, now).toMillis());
            var headStart = last == null ? HEAD_START_MILLIS : 0;
            allowanceMillis = Math.min(MAX_ALLOWANCE_MILLIS, allowanceMillis + headStart + (long) (passed * MAX_PACE));
            last = now;
            var thisMinute = now.getEpochSecond() / 60;
            eventsInMinute = thisMinute == minute ? eventsInMinute + 1 : 1;
            minute = thisMinute;
            var before = watched > 0 ? watchedByExposure.put(exposure, watched) : null;
            var more = Math.max(0, watched - (before == null ? 0 : before));
            var tooFast = more > allowanceMillis;
            allowanceMillis = Math.max(0, allowanceMillis - more);
            return (tooFast ? TrafficMark.IMPOSSIBLE_PACE.bit() : 0)
                    | (eventsInMinute > MAX_EVENTS_A_MINUTE ? TrafficMark.TOO_MANY_EVENTS.bit() : 0);
        }
    }
}
