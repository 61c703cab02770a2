package ovation.ads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Standing;
import ovation.ads.engine.Traits;
import ovation.feed.SeatRequest;
import ovation.identity.Gender;
import ovation.identity.Viewer;

/**
 * What targeting may know of a seat. What no ad on air asks for is not looked up; the lists that somebody is on are asked of
 * the database once a minute and person at most, all else is in memory.
 */
@Component
class Portraits {

    private final Behaviours behaviours;
    private final Ratings ratings;
    private final Lists lists;
    private final Cache<UUID, List<String>> listed = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Portraits(Behaviours behaviours, Ratings ratings, Lists lists) {
        this.behaviours = behaviours;
        this.ratings = ratings;
        this.lists = lists;
    }

    /** Whether anything about the person may be read: adults only, and only where the feed is personalised. */
    static boolean profiled(SeatRequest seat) {
        return seat.personalised() && seat.viewer().age().adult();
    }

    Traits of(SeatRequest seat, Standing<?> standing) {
        var viewer = seat.viewer();
        var traits = known(viewer);
        if (standing.asks(Dimension.TAG)) {
            traits.put(
                    Dimension.TAG,
                    seat.around().stream()
                            .flatMap(clip -> clip.tags().stream())
                            .distinct()
                            .toList());
        }
        if (standing.asks(Dimension.INVENTORY)) {
            traits.put(Dimension.INVENTORY, List.of(ratings.of(seat.around())));
        }
        if (profiled(seat)) {
            traits.put(Dimension.INTEREST, seat.interests());
            traits.putAll(deeds(
                    viewer.id(),
                    viewer.adChoices().lists(),
                    standing.asked(Dimension.BEHAVIOUR),
                    standing.asked(Dimension.AUDIENCE),
                    seat.at()));
        }
        return Traits.of(profiled(seat), traits);
    }

    /** What is known without looking at what the person did. */
    private static Map<Dimension, Collection<String>> known(Viewer viewer) {
        var traits = new EnumMap<Dimension, Collection<String>>(Dimension.class);
        traits.put(Dimension.REGION, List.of(viewer.region()));
        traits.put(Dimension.AGE, List.of(viewer.age().name()));
        traits.put(Dimension.LANGUAGE, List.of(viewer.language()));
        traits.put(Dimension.DEVICE, some(viewer.device().kind()));
        traits.put(Dimension.OS, some(viewer.device().os()));
        traits.put(Dimension.BROWSER, some(viewer.device().browser()));
        if (viewer.adChoices().gender() != Gender.UNKNOWN) {
            traits.put(Dimension.GENDER, List.of(viewer.adChoices().gender().name()));
        }
        return traits;
    }

    /** For the ads that ask for them. @param agreed whether lists may be matched with the person */
    Map<Dimension, Collection<String>> deeds(
            UUID person, boolean agreed, Set<String> asked, Set<String> askedLists, Instant at) {
        var traits = new EnumMap<Dimension, Collection<String>>(Dimension.class);
        if (!asked.isEmpty()) {
            traits.put(Dimension.BEHAVIOUR, behaviours.of(person, asked, at));
        }
        if (agreed && !askedLists.isEmpty()) {
            traits.put(Dimension.AUDIENCE, listed.get(person, lists::of));
        }
        return traits;
    }

    /** After a list has changed on this node. */
    void listsChanged() {
        listed.invalidateAll();
    }

    private static List<String> some(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
