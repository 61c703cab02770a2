package ovation.ads.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * How long after a click conversions arrive: their share by buckets of age. A click without a conversion may still get one, so
 * it is learned as the part of a conversion that it probably is: with p its chance and S(e) the share of conversions that
 * come after the age e, {@code p·S / (1 − p + p·S)} (Chapelle, KDD 2014, with buckets for the exponential).
 */
public final class Delays {

    /** After which no conversion is attributed. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final List<Duration> ENDS =
            List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(3), LONGEST);
    /** Criteo's: 35 % within an hour, half within a day; worth so many conversions until ours are known. */
    private static final double[] PRIOR = {35, 8, 7, 20, 30};

    private final double[] arrived = PRIOR.clone();

    public void converted(Duration afterClick) {
        for (var bucket = 0; bucket < ENDS.size(); bucket++) {
            if (afterClick.compareTo(ENDS.get(bucket)) <= 0) {
                arrived[bucket]++;
                return;
            }
        }
    }

    /** Share of the conversions that come later than that after the click. */
    public double stillToCome(Duration age) {
        var all = 0.0;
        var later = 0.0;
        var from = Duration.ZERO;
        for (var bucket = 0; bucket < arrived.length; bucket++) {
            var to = ENDS.get(bucket);
            var within = (age.toMillis() - from.toMillis()) / (double) (to.toMillis() - from.toMillis());
            all += arrived[bucket];
            later += arrived[bucket] * (1 - Math.clamp(within, 0.0, 1.0));
            from = to;
        }
        return later / all;
    }

    /** How much of a conversion a click without one is, that many hours on. @param probability that it converts at all */
    public double hidden(double probability, Duration age) {
        var later = probability * stillToCome(age);
        return later / (1 - probability + later);
    }

    public byte[] save() {
        var bytes = ByteBuffer.allocate(8 * arrived.length);
        for (var count : arrived) {
            bytes.putDouble(count);
        }
        return bytes.array();
    }

    public void load(byte[] saved) {
        var bytes = ByteBuffer.wrap(saved);
        for (var bucket = 0; bucket < arrived.length; bucket++) {
            arrived[bucket] = bytes.getDouble();
        }
    }
}
