package ovation.ads.engine;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Whom an ad wants. Values of one dimension are alternatives, dimensions hold together.
 *
 * @param values by dimension: one of them must hold; a dimension that is missing or empty wants everybody
 * @param excluded by dimension: none of them may hold
 */
public record Wanted(Map<Dimension, Set<String>> values, Map<Dimension, Set<String>> excluded) {

    public static final Wanted EVERYBODY = new Wanted(Map.of(), Map.of());

    public Wanted {
        values = clean(values);
        excluded = clean(excluded);
    }

    public static Wanted of(Set<String> regions, Set<String> ages, Set<String> interests) {
        return new Wanted(
                Map.of(Dimension.REGION, regions, Dimension.AGE, ages, Dimension.INTEREST, interests), Map.of());
    }

    public Set<String> of(Dimension dimension) {
        return values.getOrDefault(dimension, Set.of());
    }

    public Set<String> not(Dimension dimension) {
        return excluded.getOrDefault(dimension, Set.of());
    }

    /** The same test as the bitmaps', for one ad. */
    public boolean matches(Traits traits) {
        for (var want : values.entrySet()) {
            if (!overlap(want.getValue(), traits.of(want.getKey()))) {
                return false;
            }
        }
        for (var not : excluded.entrySet()) {
            if (overlap(not.getValue(), traits.of(not.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean overlap(Set<String> those, Collection<String> its) {
        for (var value : its) {
            if (those.contains(value)) {
                return true;
            }
        }
        return false;
    }

    private static Map<Dimension, Set<String>> clean(Map<Dimension, Set<String>> given) {
        var kept = new EnumMap<Dimension, Set<String>>(Dimension.class);
        given.forEach((dimension, values) -> {
            if (!values.isEmpty()) {
                kept.put(dimension, Set.copyOf(values));
            }
        });
        return Map.copyOf(kept);
    }
}
