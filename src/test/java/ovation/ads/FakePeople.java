package ovation.ads;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;

final class FakePeople implements People {

    private final AdsHouse.World world;

    FakePeople(AdsHouse.World world) {
        this.world = world;
    }

    @Override
    public Set<UUID> hiddenFrom(UUID person) {
        return world.blocked.getOrDefault(person, Set.of());
    }

    @Override
    public Optional<PersonCard> card(UUID person) {
        return Optional.empty();
    }

    @Override
    public Map<UUID, PersonCard> cards(Collection<UUID> people) {
        return Map.of();
    }

    @Override
    public Optional<PersonCard> byHandle(String handle) {
        return Optional.empty();
    }

    @Override
    public Set<UUID> following(UUID person) {
        return Set.of();
    }

    @Override
    public long followers(UUID person) {
        return 0;
    }

    @Override
    public UUID signUp(SignUp signUp) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void grant(UUID person, Role role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void describe(UUID person, String name, String bio, @Nullable String avatarUrl) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void follow(UUID person, UUID followed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unfollow(UUID person, UUID followed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void block(UUID person, UUID blocked) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unblock(UUID person, UUID blocked) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Viewer viewerOf(UUID person) {
        throw new UnsupportedOperationException();
    }
}
