package ovation.feed;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.identity.Viewer;

/** SPI {@code feed.billboards}: a bean that has places on Discover and on search to show, from memory. */
public interface Billboard {

    List<Placed> onDiscover(Viewer viewer);

    /**
     * @param kind {@code challenge} or {@code sound}: message keys {@code discover.placed.<kind>}
     * @param exposure the signed permission to report that it was seen and clicked
     * @param sponsor who paid
     * @param url where it leads, a page of ours
     * @param poster its picture, if it has one
     */
    record Placed(
            String kind,
            UUID id,
            String exposure,
            String sponsor,
            String headline,
            String line,
            String callToAction,
            String url,
            @Nullable String poster,
            List<Why> why) {}
}
