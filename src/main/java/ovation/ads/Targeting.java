package ovation.ads;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Traits;
import ovation.ads.engine.Wanted;
import ovation.identity.AgeBand;

/**
 * Whom an ad group wants to reach. An empty set wants everybody.
 *
 * <p>Interests and all else that is personal ({@link Dimension#personal}) are read of adults only, and only of those whose
 * feed is personalised (DSA Art. 28(2)). A visitor, whose age nobody knows, sees only what is for all ages.
 *
 * @param also what else is wanted, and what is excluded
 */
record Targeting(Set<String> regions, Set<AgeBand> ageBands, Set<String> interests, Wanted also) {

    static final Targeting EVERYBODY = new Targeting(Set.of(), Set.of(), Set.of(), Wanted.EVERYBODY);

    Targeting {
        regions = Set.copyOf(regions);
        ageBands = Set.copyOf(ageBands);
        interests = Set.copyOf(interests);
    }

    static Targeting of(
            Collection<String> regions, Collection<AgeBand> ageBands, Collection<String> interests, Wanted also) {
        var bands = EnumSet.noneOf(AgeBand.class);
        bands.addAll(ageBands);
        // All the bands that can be chosen mean everybody, visitors too.
        return new Targeting(
                Set.copyOf(regions),
                bands.size() >= AgeBand.values().length - 1 ? Set.of() : bands,
                Set.copyOf(interests),
                also);
    }

    /** All of it, as the engine tests it. */
    Wanted wanted() {
        var values = new EnumMap<Dimension, Set<String>>(Dimension.class);
        values.putAll(also.values());
        values.put(Dimension.REGION, regions);
        values.put(Dimension.AGE, Set.copyOf(ageCodes()));
        values.put(Dimension.INTEREST, interests);
        return new Wanted(values, also.excluded());
    }

    boolean matches(Traits traits) {
        return wanted().matches(traits);
    }

    /** What was wanted and what of it a seat has, by dimension in their order: why it is shown there. */
    Map<Dimension, String> matched(Traits traits) {
        var matched = new LinkedHashMap<Dimension, String>();
        var wanted = wanted();
        for (var dimension : Dimension.values()) {
            var values = wanted.of(dimension);
            traits.of(dimension).stream()
                    .filter(values::contains)
                    .findFirst()
                    .ifPresent(value -> matched.put(dimension, value));
        }
        return matched;
    }

    List<String> ageCodes() {
        return ageBands.stream().map(Enum::name).sorted().toList();
    }
}
