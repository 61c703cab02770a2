package ovation.ads.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import ovation.ads.engine.Replay.Opportunity;

/**
 * The seats that were offered within the last day to a sample of people, drawn by a hash of the person. The sample halves
 * whenever it holds more than enough and grows again when it holds too little; since people who were left out have no past
 * here, a larger share counts as sampled only once a whole day was drawn from it.
 */
public final class DaySample {

    /** So many are enough to forecast from; where there are more, fewer people are sampled, down to one per cent. */
    public static final int ENOUGH = 5_000;

    private static final int TOO_FEW = ENOUGH / 4;
    private static final int LEAST_BUCKETS = Buckets.ALL / 100;
    private static final UUID SALT = new UUID(0x6f70_706f_7274_756eL, 1);
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Drawn> kept = new ArrayList<>();
    private volatile int buckets = Buckets.ALL;

    /** @param buckets that people were drawn from when this seat was offered */
    public record Drawn(Opportunity opportunity, int buckets) {}

    /** @param opportunities in the order of time @param share of the people that they are drawn from, in (0, 1] */
    public record Sample(List<Opportunity> opportunities, double share) {}

    /** How many of {@link Buckets#ALL} are drawn from now. May be asked without a lock. */
    public int buckets() {
        return buckets;
    }

    public static boolean draws(int buckets, UUID viewer) {
        return Buckets.of(viewer, SALT) < buckets;
    }

    /** Takes in what was drawn, drops what is not of the day that ends {@code now}, and widens or narrows the draw. */
    public synchronized void add(Collection<Drawn> fresh, Instant now) {
        var oldest = now.minus(DAY);
        kept.addAll(fresh);
        kept.removeIf(seat -> seat.opportunity().at().isBefore(oldest)
                || seat.opportunity().at().isAfter(now));
        while (kept.size() > ENOUGH && buckets > LEAST_BUCKETS) {
            buckets = Math.max(LEAST_BUCKETS, buckets / 2);
            kept.removeIf(seat -> !draws(buckets, seat.opportunity().viewer()));
        }
        if (kept.size() < TOO_FEW) {
            buckets = Math.min(Buckets.ALL, buckets * 2);
        }
    }

    public synchronized Sample sample() {
        var all = kept.stream().mapToInt(Drawn::buckets).reduce(buckets, Math::min);
        return new Sample(
                kept.stream()
                        .map(Drawn::opportunity)
                        .filter(seat -> draws(all, seat.viewer()))
                        .sorted(Comparator.comparing(Opportunity::at))
                        .toList(),
                all / (double) Buckets.ALL);
    }
}
