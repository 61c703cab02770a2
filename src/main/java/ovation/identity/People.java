package ovation.identity;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People as other modules see them. */
public interface People {

    /** What everybody may see of a person. */
    record PersonCard(
            UUID id,
            String handle,
            String name,
            String bio,
            @Nullable String avatarUrl) {}

    /** Makes an account, as the sign-up page does. @throws ovation.base.Refused with the fields that are wrong */
    UUID signUp(SignUp signUp);

    record SignUp(
            String handle,
            String name,
            String email,
            String password,
            LocalDate birthDate,
            String region,
            String language) {}

    /** The card of a person; cached. Empty for unknown and deleted people. */
    Optional<PersonCard> card(UUID person);

    Map<UUID, PersonCard> cards(Collection<UUID> people);

    Optional<PersonCard> byHandle(String handle);

    void grant(UUID person, Role role);

    /** @param avatarUrl of our own origin */
    void describe(UUID person, String name, String bio, @Nullable String avatarUrl);

    void follow(UUID person, UUID followed);

    void unfollow(UUID person, UUID followed);

    void block(UUID person, UUID blocked);

    void unblock(UUID person, UUID blocked);

    /** Whom a person follows; cached, changes at once on this node. */
    Set<UUID> following(UUID person);

    /** Whom a person does not see: blocked by him or blocking him; cached, changes at once on this node. */
    Set<UUID> hiddenFrom(UUID person);

    long followers(UUID person);

    /** Signs in without a password; for the demo's one-click sign-ins only. */
    Viewer viewerOf(UUID person);
}
