package ovation.attention;

/**
 * What somebody did. Clients may report the first ones; the others are written by the module that did them. The codes
 * are stored: they never change.
 */
public enum AttentionType {
    /** On screen: for ads the impression. */
    SHOWN(1, true),
    /** Watched so far in this exposure: a total, not a difference, so that lost and late reports do no harm. */
    WATCHED(2, true),
    /** The call to action was followed: for ads the click. */
    CLICKED(3, true),
    PROFILE_OPENED(4, true),
    SHARED(5, true),
    NOT_INTERESTED(6, true),
    LIKED(7, false),
    UNLIKED(8, false),
    COMMENTED(9, false),
    FOLLOWED(10, false),
    UNFOLLOWED(11, false),
    REPORTED(12, false),
    CONVERTED(13, false),
    /** At least half of it was on screen for two seconds on end, as the client measured it. */
    VIEWABLE(14, true),
    /** An effect was opened in the camera. */
    OPENED(20, true),
    /** A clip was recorded with an effect. */
    USED(21, true);

    private static final AttentionType[] BY_CODE = new AttentionType[32];

    static {
        for (var type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final boolean reportable;

    AttentionType(int code, boolean reportable) {
        this.code = code;
        this.reportable = reportable;
    }

    /** Whether a client may report it. */
    public boolean reportable() {
        return reportable;
    }

    int code() {
        return code;
    }

    static AttentionType of(int code) {
        return BY_CODE[code];
    }
}
