package ovation.attention;

/** What somebody did. Clients may report the first ones; the others are written by the module that did them. */
public enum AttentionType {
    /** On screen: for ads the impression. */
    SHOWN(true),
    /** Watched so far in this exposure: a total, not a difference, so that lost and late reports do no harm. */
    WATCHED(true),
    /** The call to action was followed: for ads the click. */
    CLICKED(true),
    PROFILE_OPENED(true),
    SHARED(true),
    NOT_INTERESTED(true),
    LIKED(false),
    UNLIKED(false),
    COMMENTED(false),
    FOLLOWED(false),
    UNFOLLOWED(false),
    REPORTED(false),
    CONVERTED(false);

    private final boolean reportable;

    AttentionType(boolean reportable) {
        this.reportable = reportable;
    }

    /** Whether a client may report it. */
    public boolean reportable() {
        return reportable;
    }
}
