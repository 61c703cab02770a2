package ovation.identity;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.identity.People.PersonCard;

/** What a request needs to know of who asks, as cached. Of living accounts only. */
record Account(
        UUID id,
        String handle,
        String name,
        String bio,
        @Nullable String avatarUrl,
        LocalDate birthDate,
        String region,
        String language,
        int revocation,
        Set<Role> roles,
        AdChoices adChoices) {

    PersonCard card() {
        return new PersonCard(id, handle, name, bio, avatarUrl);
    }

    boolean needsServerSession() {
        return roles.stream().anyMatch(Role::needsServerSession);
    }

    Viewer viewer(LocalDate today) {
        return new Viewer(id, true, roles, AgeBand.of(birthDate, today), region, language).with(adChoices);
    }
}
