package ovation.videos;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import ovation.identity.AgeBand;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;

/** People in memory. */
public final class FakePeople implements People {

    private final Map<UUID, Viewer> viewers = new ConcurrentHashMap<>();
    private final Map<UUID, PersonCard> cards = new ConcurrentHashMap<>();
    private final Map<UUID, Set<UUID>> follows = new ConcurrentHashMap<>();
    private final Map<UUID, Set<UUID>> blocks = new ConcurrentHashMap<>();

    /** A new adult. */
    public Viewer adult(String name) {
        return person(name, AgeBand.AGE_25_34);
    }

    public Viewer minor(String name) {
        return person(name, AgeBand.AGE_13_17);
    }

    private Viewer person(String name, AgeBand age) {
        var id = UUID.randomUUID();
        var handle = name.toLowerCase(Locale.ROOT) + id.toString().substring(0, 6);
        viewers.put(id, new Viewer(id, true, Set.of(Role.VIEWER, Role.CREATOR), age, "DE", "en"));
        cards.put(id, new PersonCard(id, handle, name, "", null));
        return viewers.get(id);
    }

    public static Viewer visitor() {
        return new Viewer(UUID.randomUUID(), false, Set.of(), AgeBand.UNKNOWN, "DE", "en");
    }

    public String handle(Viewer viewer) {
        return cards.get(viewer.id()).handle();
    }

    public Optional<Viewer> find(UUID id) {
        return Optional.ofNullable(viewers.get(id));
    }

    @Override
    public UUID signUp(SignUp signUp) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PersonCard> card(UUID person) {
        return Optional.ofNullable(cards.get(person));
    }

    @Override
    public Map<UUID, PersonCard> cards(Collection<UUID> people) {
        var found = new HashMap<UUID, PersonCard>();
        people.forEach(id -> card(id).ifPresent(card -> found.put(id, card)));
        return found;
    }

    @Override
    public Optional<PersonCard> byHandle(String handle) {
        return cards.values().stream()
                .filter(card -> card.handle().equalsIgnoreCase(handle))
                .findFirst();
    }

    @Override
    public void grant(UUID person, Role role) {}

    @Override
    public void describe(UUID person, String name, String bio, String avatarUrl) {
        cards.computeIfPresent(person, (id, card) -> new PersonCard(id, card.handle(), name, bio, avatarUrl));
    }

    @Override
    public void follow(UUID person, UUID followed) {
        follows.computeIfAbsent(person, _ -> ConcurrentHashMap.newKeySet()).add(followed);
    }

    @Override
    public void unfollow(UUID person, UUID followed) {
        follows.getOrDefault(person, new HashSet<>()).remove(followed);
    }

    @Override
    public void block(UUID person, UUID blocked) {
        blocks.computeIfAbsent(person, _ -> ConcurrentHashMap.newKeySet()).add(blocked);
    }

    @Override
    public void unblock(UUID person, UUID blocked) {
        blocks.getOrDefault(person, new HashSet<>()).remove(blocked);
    }

    @Override
    public Set<UUID> following(UUID person) {
        return Set.copyOf(follows.getOrDefault(person, Set.of()));
    }

    @Override
    public Set<UUID> hiddenFrom(UUID person) {
        var hidden = new HashSet<>(blocks.getOrDefault(person, Set.of()));
        blocks.forEach((blocker, blocked) -> {
            if (blocked.contains(person)) {
                hidden.add(blocker);
            }
        });
        return hidden;
    }

    @Override
    public long followers(UUID person) {
        return follows.values().stream().filter(set -> set.contains(person)).count();
    }

    @Override
    public Viewer viewerOf(UUID person) {
        return viewers.get(person);
    }
}
