package ovation.ads.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a conversion of an ad group is worth, E[value | conversion]: the mean of those that were seen, with the advertiser's own
 * figure as a prior worth {@link #PRIOR} of them. Conversions without a value are not learned.
 */
public final class OrderValues {

    static final int PRIOR = 5;

    private static final class Seen {
        private long howMany;
        private double sum;
    }

    private final Map<UUID, Seen> seen = new HashMap<>();

    public synchronized void learn(UUID adGroup, long valueMicros) {
        if (valueMicros > 0) {
            var its = seen.computeIfAbsent(adGroup, group -> new Seen());
            its.howMany++;
            its.sum += valueMicros;
        }
    }

    public synchronized long expectedMicros(UUID adGroup, long guess) {
        var its = seen.get(adGroup);
        return its == null ? guess : Math.round((its.sum + (double) PRIOR * guess) / (its.howMany + PRIOR));
    }
}
