package ovation.ads.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The ten thousand buckets into which the people of a day fall (ads.md §2.4). A share of voice is so many of them, in one
 * range or, where others have called off between, in several.
 */
public final class Buckets {

    public static final int ALL = 10_000;
    private static final int PER_CENT = ALL / 100;

    private Buckets() {}

    /** @param from inclusive; @param to exclusive */
    public record Range(int from, int to) {

        public int size() {
            return to - from;
        }

        public boolean has(int bucket) {
            return from <= bucket && bucket < to;
        }
    }

    /** The same person falls into another bucket each day, so that nobody is always the same brand's. */
    public static int of(UUID person, LocalDate day) {
        var mixed =
                mix(person.getMostSignificantBits() + mix(person.getLeastSignificantBits() + mix(day.toEpochDay())));
        return Math.floorMod(mixed, ALL);
    }

    /** The same person stays in the same bucket of a test; those of different tests have nothing to do with each other. */
    public static int of(UUID person, UUID test) {
        var salt = mix(test.getMostSignificantBits() + mix(test.getLeastSignificantBits()));
        return Math.floorMod(mix(person.getMostSignificantBits() + mix(person.getLeastSignificantBits() + salt)), ALL);
    }

    /** Finalizer of SplitMix64 (Steele, Lea, Flood 2014, variant 13 of Stafford). */
    private static long mix(long value) {
        var z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /** @param sold ordered, without overlap */
    public static List<Range> free(List<Range> sold) {
        var free = new ArrayList<Range>();
        var from = 0;
        for (var range : sold) {
            if (range.from() > from) {
                free.add(new Range(from, range.from()));
            }
            from = range.to();
        }
        if (from < ALL) {
            free.add(new Range(from, ALL));
        }
        return free;
    }

    /**
     * Ranges for a share: one if any gap is large enough, the smallest such, else from the largest gaps on.
     *
     * @param percent of all buckets
     * @return empty if there are not so many left
     */
    public static Optional<List<Range>> allot(List<Range> free, int percent) {
        var wanted = percent * PER_CENT;
        if (free.stream().mapToInt(Range::size).sum() < wanted) {
            return Optional.empty();
        }
        var fitting = free.stream()
                .filter(range -> range.size() >= wanted)
                .min(java.util.Comparator.comparingInt(Range::size));
        if (fitting.isPresent()) {
            var from = fitting.get().from();
            return Optional.of(List.of(new Range(from, from + wanted)));
        }
        var taken = new ArrayList<Range>();
        var left = wanted;
        for (var range : free.stream()
                .sorted(java.util.Comparator.comparingInt(Range::size).reversed())
                .toList()) {
            var size = Math.min(left, range.size());
            taken.add(new Range(range.from(), range.from() + size));
            left -= size;
            if (left == 0) {
                break;
            }
        }
        return Optional.of(taken);
    }

    /** Whole per cents that are left. */
    public static int percentLeft(List<Range> free) {
        return free.stream().mapToInt(Range::size).sum() / PER_CENT;
    }
}
