package ovation.feed;

import java.util.Locale;
import ovation.attention.Surface;
import ovation.base.Refused;

/** Which feed is asked for. */
enum FeedMode {
    FOR_YOU(Surface.FOR_YOU),
    FOLLOWING(Surface.FOLLOWING),
    /** The same for everybody: nothing about the person is read. */
    PLAIN(Surface.PLAIN);

    private final Surface surface;

    FeedMode(Surface surface) {
        this.surface = surface;
    }

    Surface surface() {
        return surface;
    }

    static FeedMode of(String text) {
        for (var mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw Refused.field("mode", "mode_unknown");
    }
}
