package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How often a person has seen an ad group, exactly, in memory. A showing counts tentatively when it is served, so that ten
 * seats of one page cannot pass the cap together, and for good when it is seen; unseen, it is forgotten with its token.
 */
@Component
class Frequency {

    static final Duration MEMORY = Duration.ofDays(7);

    private record Key(UUID viewer, UUID adGroup) {}

    private record Showing(Instant servedAt, boolean seen) {}

    private static final Showing DISMISSED = new Showing(Instant.MAX, true);

    private final Map<Key, Map<UUID, Showing>> showings = new ConcurrentHashMap<>();
    private final Duration tentative;

    private final Clock clock;

    Frequency(AdsSettings settings, Clock clock) {
        this.tentative = settings.impressionValid();
        this.clock = clock;
    }

    /** Cheap first look, before the auction. */
    boolean reached(UUID viewer, Line line, Instant at) {
        var known = showings.get(new Key(viewer, line.adGroup()));
        if (known == null) {
            return false;
        }
        synchronized (known) {
            return known.containsValue(DISMISSED)
                    || (line.capImpressions() > 0 && count(known, line, at) >= line.capImpressions());
        }
    }

    /** Counts the showing unless the cap is reached: both in one step. */
    boolean hold(UUID viewer, Line line, UUID exposure, Instant at) {
        if (line.capImpressions() == 0) {
            return !reached(viewer, line, at);
        }
        var held = new boolean[1];
        showings.compute(new Key(viewer, line.adGroup()), (key, before) -> {
            var known = before == null ? new HashMap<UUID, Showing>(4) : before;
            synchronized (known) {
                if (!known.containsValue(DISMISSED) && count(known, line, at) < line.capImpressions()) {
                    known.put(exposure, new Showing(at, false));
                    held[0] = true;
                }
            }
            return known;
        });
        return held[0];
    }

    void seen(UUID viewer, UUID adGroup, UUID exposure, Instant servedAt) {
        change(viewer, adGroup, exposure, new Showing(servedAt, true));
    }

    /** "Not interested": this ad group is not shown to the person again while we remember. */
    void dismissed(UUID viewer, UUID adGroup, UUID exposure) {
        change(viewer, adGroup, exposure, DISMISSED);
    }

    void release(UUID viewer, UUID adGroup, UUID exposure) {
        showings.computeIfPresent(new Key(viewer, adGroup), (key, known) -> {
            synchronized (known) {
                known.remove(exposure);
            }
            return known;
        });
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        var oldest = clock.instant().minus(MEMORY);
        showings.keySet()
                .forEach(key -> showings.computeIfPresent(key, (same, known) -> {
                    synchronized (known) {
                        known.values().removeIf(showing -> showing.servedAt().isBefore(oldest));
                        return known.isEmpty() ? null : known;
                    }
                }));
    }

    private void change(UUID viewer, UUID adGroup, UUID exposure, Showing showing) {
        showings.compute(new Key(viewer, adGroup), (key, before) -> {
            var known = before == null ? new HashMap<UUID, Showing>(4) : before;
            synchronized (known) {
                known.put(exposure, showing);
            }
            return known;
        });
    }

    private int count(Map<UUID, Showing> known, Line line, Instant at) {
        var oldest = at.minus(Duration.ofDays(line.capDays()));
        var newestUnseen = at.minus(tentative);
        var count = 0;
        for (var showing : known.values()) {
            if (showing.servedAt().isAfter(showing.seen() ? oldest : newestUnseen)) {
                count++;
            }
        }
        return count;
    }
}
