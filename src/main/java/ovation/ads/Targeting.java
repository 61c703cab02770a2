package ovation.ads;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;

/**
 * Whom an ad group wants to reach. An empty set wants everybody.
 *
 * <p>Interests are read of adults only, and only of those whose feed is personalised (DSA Art. 28(2)). A visitor, whose
 * age nobody knows, sees only what is for all ages.
 */
record Targeting(Set<String> regions, Set<AgeBand> ageBands, Set<String> interests) {

    static final Targeting EVERYBODY = new Targeting(Set.of(), Set.of(), Set.of());

    Targeting {
        regions = Set.copyOf(regions);
        ageBands = Set.copyOf(ageBands);
        interests = Set.copyOf(interests);
    }

    static Targeting of(Collection<String> regions, Collection<AgeBand> ageBands, Collection<String> interests) {
        var bands = EnumSet.noneOf(AgeBand.class);
        bands.addAll(ageBands);
        // All the bands that can be chosen mean everybody, visitors too.
        return new Targeting(
                Set.copyOf(regions),
                bands.size() >= AgeBand.values().length - 1 ? Set.of() : bands,
                Set.copyOf(interests));
    }

    boolean matches(SeatRequest seat) {
        return (regions.isEmpty() || regions.contains(seat.viewer().region()))
                && (ageBands.isEmpty() || ageBands.contains(seat.viewer().age()))
                && (interests.isEmpty() || matchedInterest(seat) != null);
    }

    @Nullable
    String matchedInterest(SeatRequest seat) {
        if (!seat.personalised() || !seat.viewer().age().adult()) {
            return null;
        }
        for (var interest : seat.interests()) {
            if (interests.contains(interest)) {
                return interest;
            }
        }
        return null;
    }

    List<String> ageCodes() {
        return ageBands.stream().map(Enum::name).sorted().toList();
    }
}
