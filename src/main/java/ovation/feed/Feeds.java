package ovation.feed;

import java.util.Locale;
import ovation.base.Slice;
import ovation.identity.Viewer;

/** The feed for callers within the application: what {@code GET /api/v1/feed} answers. */
public interface Feeds {

    /** The next items of the personal feed; fewer than asked for when nothing is left. */
    Slice<FeedItem> forYou(Viewer viewer, int limit, Locale locale);
}
