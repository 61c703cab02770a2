package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How often a person has seen what, exactly, in memory: by ad, ad group, campaign and business. A showing counts tentatively
 * when it is served, so that ten seats of one page, or thirty-two requests at once, cannot pass a cap together, and for good
 * when it is seen; unseen, it is forgotten with its token. All of one person happens under one lock.
 */
@Component
class Frequency {

    static final Duration MEMORY = Duration.ofHours(Cap.MOST_HOURS);

    /** Whom a showing counts for. */
    record Owners(UUID ad, UUID adGroup, UUID campaign, UUID business) {

        List<UUID> all() {
            return List.of(ad, adGroup, campaign, business);
        }
    }

    private static final class Showing {
        private final UUID exposure;
        private final Instant servedAt;
        private boolean seen;

        Showing(UUID exposure, Instant servedAt) {
            this.exposure = exposure;
            this.servedAt = servedAt;
        }
    }

    private static final class Person {
        /** In the order of serving. */
        private final Map<UUID, List<Showing>> byOwner = new HashMap<>(8);

        private final Map<UUID, Instant> dismissed = new HashMap<>(2);
    }

    private final Map<UUID, Person> people = new ConcurrentHashMap<>();
    private final Duration tentative;
    private final Clock clock;

    Frequency(AdsSettings settings, Clock clock) {
        this.tentative = settings.impressionValid();
        this.clock = clock;
    }

    /** Cheap first look, before the auction. */
    boolean reached(UUID viewer, UUID adGroup, List<Cap> caps, Instant at) {
        var person = people.get(viewer);
        if (person == null) {
            return false;
        }
        synchronized (person) {
            return full(person, adGroup, caps, at);
        }
    }

    /** Counts the showing unless a cap is reached: both in one step. */
    boolean hold(UUID viewer, Owners owners, List<Cap> caps, UUID exposure, Instant at) {
        var held = new boolean[1];
        people.compute(viewer, (id, known) -> {
            var person = known == null ? new Person() : known;
            synchronized (person) {
                held[0] = !full(person, owners.adGroup(), caps, at);
                if (held[0]) {
                    add(person, owners, new Showing(exposure, at));
                }
            }
            return person;
        });
        return held[0];
    }

    void seen(UUID viewer, Owners owners, UUID exposure, Instant servedAt) {
        people.compute(viewer, (id, known) -> {
            var person = known == null ? new Person() : known;
            synchronized (person) {
                var showing = showing(person, owners.adGroup(), exposure);
                if (showing == null) {
                    showing = new Showing(exposure, servedAt);
                    add(person, owners, showing);
                }
                showing.seen = true;
            }
            return person;
        });
    }

    /** "Not interested": this ad group is not shown to the person again while we remember. */
    void dismissed(UUID viewer, UUID adGroup) {
        people.compute(viewer, (id, known) -> {
            var person = known == null ? new Person() : known;
            synchronized (person) {
                person.dismissed.put(adGroup, clock.instant());
            }
            return person;
        });
    }

    void release(UUID viewer, Owners owners, UUID exposure) {
        people.computeIfPresent(viewer, (id, person) -> {
            synchronized (person) {
                for (var owner : owners.all()) {
                    person.byOwner
                            .getOrDefault(owner, new ArrayList<>())
                            .removeIf(showing -> showing.exposure.equals(exposure));
                }
            }
            return person;
        });
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        var oldest = clock.instant().minus(MEMORY);
        var oldestUnseen = clock.instant().minus(tentative);
        Set<UUID> everybody = new HashSet<>(people.keySet());
        for (var viewer : everybody) {
            people.computeIfPresent(viewer, (id, person) -> {
                synchronized (person) {
                    person.byOwner
                            .values()
                            .forEach(list -> list.removeIf(
                                    showing -> !showing.servedAt.isAfter(showing.seen ? oldest : oldestUnseen)));
                    person.byOwner.values().removeIf(List::isEmpty);
                    person.dismissed.values().removeIf(oldest::isAfter);
                    return person.byOwner.isEmpty() && person.dismissed.isEmpty() ? null : person;
                }
            });
        }
    }

    private boolean full(Person person, UUID adGroup, List<Cap> caps, Instant at) {
        if (person.dismissed.containsKey(adGroup)) {
            return true;
        }
        for (var cap : caps) {
            if (count(person, cap, at) >= cap.impressions()) {
                return true;
            }
        }
        return false;
    }

    /** From the newest on, and no further than the cap. */
    private int count(Person person, Cap cap, Instant at) {
        var showings = person.byOwner.get(cap.owner());
        if (showings == null) {
            return 0;
        }
        var oldest = at.minus(cap.window());
        var oldestUnseen = at.minus(tentative);
        var count = 0;
        for (var i = showings.size() - 1; i >= 0 && count < cap.impressions(); i--) {
            var showing = showings.get(i);
            if (showing.seen ? showing.servedAt.isAfter(oldest) : showing.servedAt.isAfter(oldestUnseen)) {
                count++;
            } else if (!showing.servedAt.isAfter(oldest) && !showing.servedAt.isAfter(oldestUnseen)) {
                break;
            }
        }
        return count;
    }

    private static @Nullable Showing showing(Person person, UUID adGroup, UUID exposure) {
        for (var showing : person.byOwner.getOrDefault(adGroup, List.of())) {
            if (showing.exposure.equals(exposure)) {
                return showing;
            }
        }
        return null;
    }

    private static void add(Person person, Owners owners, Showing showing) {
        for (var owner : owners.all()) {
            var showings = person.byOwner.computeIfAbsent(owner, id -> new ArrayList<>(4));
            var place = showings.size();
            while (place > 0 && showings.get(place - 1).servedAt.isAfter(showing.servedAt)) {
                place--;
            }
            showings.add(place, showing);
        }
    }
}
