package ovation.identity;

import java.util.Set;
import java.util.UUID;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/**
 * Who asks. Controllers take it as a parameter; it is there for everybody, signed in or not.
 *
 * @param id the person's id, or that of the visit
 * @param signedIn whether there is an account
 * @param region ISO 3166-1 alpha-2, of the account or guessed from the language header
 * @param language ISO 639-1
 * @param adChoices what the person lets advertising know
 * @param device what the browser says it runs on; {@link Device#UNKNOWN} outside a request
 */
public record Viewer(
        UUID id,
        boolean signedIn,
        Set<Role> roles,
        AgeBand age,
        String region,
        String language,
        AdChoices adChoices,
        Device device) {

    public Viewer {
        roles = Set.copyOf(roles);
    }

    public Viewer(UUID id, boolean signedIn, Set<Role> roles, AgeBand age, String region, String language) {
        this(id, signedIn, roles, age, region, language, AdChoices.NONE, Device.UNKNOWN);
    }

    public Viewer with(AdChoices choices) {
        return new Viewer(id, signedIn, roles, age, region, language, choices, device);
    }

    public Viewer on(Device other) {
        return new Viewer(id, signedIn, roles, age, region, language, adChoices, other);
    }

    public boolean visitor() {
        return !signedIn;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The person's id. @throws Refused 401 for a visitor */
    public UUID person() {
        if (!signedIn) {
            throw Refused.because(CommonProblem.SIGN_IN_NEEDED);
        }
        return id;
    }

    /** The person's id. @throws Refused 401 for a visitor, 403 without one of the roles */
    public UUID as(Role... oneOf) {
        var person = person();
        for (var role : oneOf) {
            if (is(role)) {
                return person;
            }
        }
        throw Refused.because(CommonProblem.NOT_ALLOWED);
    }
}
