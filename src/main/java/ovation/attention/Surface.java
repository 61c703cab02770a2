package ovation.attention;

/** Where a subject was shown. The codes are stored and signed: they never change. */
public enum Surface {
    FOR_YOU(1),
    FOLLOWING(2),
    /** The non-personalised feed. */
    PLAIN(3),
    DISCOVER(4),
    PROFILE(5),
    HASHTAG(6),
    SOUND(7),
    /** A page of its own, as from a share link. */
    PAGE(8);

    private static final Surface[] BY_CODE = new Surface[9];

    static {
        for (var surface : values()) {
            BY_CODE[surface.code] = surface;
        }
    }

    private final int code;

    Surface(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Surface of(int code) {
        return BY_CODE[code];
    }
}
