package ovation.ads.spark;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.PostConsents;
import ovation.identity.People;

/**
 * Which codes may serve, in this node's memory: asked at every serving. The board reads it again with every revision; what
 * is not known does not serve.
 */
@Component
class SparkPermits implements PostConsents {

    private final SparkCodes codes;
    private final People people;
    private volatile Map<UUID, SparkCode> live = Map.of();

    SparkPermits(SparkCodes codes, People people) {
        this.codes = codes;
        this.people = people;
    }

    @Override
    public boolean holds(UUID id, UUID video, Instant at) {
        var code = live.get(id);
        return code != null && code.standsAt(at) && code.video().equals(video) && !blocked(code.redeemedBy(), code);
    }

    private boolean blocked(@Nullable UUID advertiser, SparkCode code) {
        return advertiser == null || people.hiddenFrom(code.creator()).contains(advertiser);
    }

    @Override
    public synchronized void read() {
        var read = new HashMap<UUID, SparkCode>();
        codes.live().forEach(code -> read.put(code.id(), code));
        live = Map.copyOf(read);
    }

    /** At once on this node, before the commit: should that fail, the next reading brings it back. */
    synchronized void drop(UUID code) {
        var left = new HashMap<>(live);
        left.remove(code);
        live = Map.copyOf(left);
    }

    @Override
    public Set<UUID> standing() {
        return live.keySet();
    }
}
