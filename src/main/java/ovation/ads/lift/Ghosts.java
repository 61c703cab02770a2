package ovation.ads.lift;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.identity.AgeBand;
import ovation.identity.Viewer;

/**
 * Says who is kept from a campaign, and keeps who was reached by it and who would have been. Works in memory; what it heard is
 * written in one statement each half second. A node that dies loses as much of both groups.
 */
@Component
public class Ghosts {

    private static final Logger log = LoggerFactory.getLogger(Ghosts.class);
    private static final int MOST_WAITING = 100_000;
    private static final int BATCH = 5_000;

    private record Pair(UUID campaign, UUID person) {}

    private final LiftRows rows;
    private final LiftSettings settings;
    private final ConcurrentLinkedQueue<LiftRows.Reached> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final Cache<Pair, Boolean> known = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    Ghosts(LiftRows rows, LiftSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /**
     * Whether the person is one of the campaign's control people, always the same. Nobody whose doings may not be measured is.
     *
     * @param objects whether the person does not want to be measured
     */
    public boolean keptFrom(Viewer viewer, boolean objects, UUID campaign) {
        return settings.controlPercent() > 0
                && measurable(viewer, objects)
                && bucket(viewer.id(), campaign) < settings.controlPercent();
    }

    /** The campaign has won the seat of one who is not kept from it, and is served. */
    public void served(Viewer viewer, boolean objects, UUID campaign, Instant at) {
        if (settings.controlPercent() > 0 && measurable(viewer, objects)) {
            note(new LiftRows.Reached(campaign, viewer.id(), false, at));
        }
    }

    /** The campaign would have won the seat of one of its control people. */
    public void wouldHaveServed(Viewer viewer, UUID campaign, Instant at) {
        note(new LiftRows.Reached(campaign, viewer.id(), true, at));
    }

    private static boolean measurable(Viewer viewer, boolean objects) {
        return viewer.age() != AgeBand.AGE_13_17 && !objects;
    }

    private void note(LiftRows.Reached reached) {
        if (length.get() >= MOST_WAITING
                || known.asMap().putIfAbsent(new Pair(reached.campaign(), reached.person()), true) != null) {
            return;
        }
        length.incrementAndGet();
        waiting.add(reached);
    }

    @Scheduled(fixedDelay = 500)
    void write() {
        var batch = new ArrayList<LiftRows.Reached>();
        for (var next = waiting.poll(); next != null; next = batch.size() < BATCH ? waiting.poll() : null) {
            batch.add(next);
        }
        length.addAndGet(-batch.size());
        try {
            rows.insert(batch);
        } catch (RuntimeException lost) {
            // The next serving tells it again.
            batch.forEach(each -> known.invalidate(new Pair(each.campaign(), each.person())));
            log.warn("{} people of the lift were not written: {}", batch.size(), lost.getMessage());
        }
    }

    /** 0 to 99. One person's places in different campaigns have nothing to do with each other (the finaliser of SplitMix64). */
    static int bucket(UUID person, UUID campaign) {
        var mixed = mix(person.getMostSignificantBits() ^ mix(campaign.getLeastSignificantBits()));
        mixed = mix(mixed + mix(person.getLeastSignificantBits() + campaign.getMostSignificantBits()));
        return Math.floorMod(mixed, 100);
    }

    private static long mix(long value) {
        var z = value * 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
