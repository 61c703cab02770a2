package ovation.attention;

/** Where a subject was shown. */
public enum Surface {
    FOR_YOU,
    FOLLOWING,
    /** The non-personalised feed. */
    PLAIN,
    DISCOVER,
    PROFILE,
    HASHTAG,
    SOUND,
    /** A page of its own, as from a share link. */
    PAGE
}
