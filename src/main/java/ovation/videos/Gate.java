package ovation.videos;

import ovation.identity.Viewer;

/** SPI {@code videos.gates}: a bean that may keep a viewer from watching. Must be cheap: it is asked for every item. */
public interface Gate {

    boolean mayWatch(Viewer viewer, Videos.VideoFacts video);
}
