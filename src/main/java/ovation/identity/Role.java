package ovation.identity;

/** What a person may be, beside being a viewer, which everyone is. Advertiser members get theirs by a business. */
public enum Role {
    VIEWER,
    CREATOR,
    ADVERTISER,
    FINANCE,
    MODERATOR,
    ADMIN;

    /** Whether the role handles money or other people's things, so that its sign-in is a server-side session. */
    public boolean needsServerSession() {
        return this == ADVERTISER || this == FINANCE || this == MODERATOR || this == ADMIN;
    }
}
