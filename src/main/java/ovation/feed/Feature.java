package ovation.feed;

import java.util.Locale;

/** What a prediction looks at. All lie between -1 and 1, all are those of the moment of asking. */
enum Feature {
    BIAS(false),
    /** Mean watch quantile of the clip over everybody, towards 0 while few have seen it. */
    QUALITY(false),
    /** Decayed engagement, against the strongest clip of now. */
    TRENDING(false),
    /** How young the clip is. */
    FRESH(false),
    LIKE_RATE(false),
    SHARE_RATE(false),
    /** Watched after what this viewer watched last, by others. */
    WATCHED_TOGETHER(true),
    FOLLOWING(true),
    TAG(true),
    CREATOR(true),
    SOUND(true);

    static final int COUNT = values().length;

    private final boolean personal;

    Feature(boolean personal) {
        this.personal = personal;
    }

    /** Whether it reads something about the person; zero in the non-personalised mode. */
    boolean personal() {
        return personal;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
