package ovation.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Companies that act through their members. */
public interface Businesses {

    enum Kind {
        ADVERTISER,
        SELLER,
        LABEL
    }

    enum MemberRole {
        /** Everything, also members. */
        ADMIN,
        /** Campaigns, no money. */
        OPERATOR,
        /** Reads only. */
        ANALYST,
        /** Money, no campaigns. */
        FINANCE
    }

    record Business(UUID id, Kind kind, String name, String website, String currency) {}

    /** Makes a business with its founder as admin, who gets the role of an advertiser. */
    Business found(UUID founder, Kind kind, String name, String website, String currency);

    Optional<Business> find(UUID business);

    /** Those that exist, in no order. */
    List<Business> all(Collection<UUID> businesses);

    List<Business> of(UUID person, Kind kind);

    /**
     * The business, if the person is a member with one of the roles (an admin always may).
     *
     * @throws ovation.base.Refused 404 for strangers, 403 for members without the role
     */
    Business asMember(UUID person, UUID business, Set<MemberRole> oneOf);

    void addMember(UUID admin, UUID business, UUID person, MemberRole role);
}
