package ovation.ads;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/** What holds for a creative of whatever format. */
public interface AdCreatives {

    /** Those that are offered, in their order. */
    List<String> callsToAction();

    /** A clip of the viewer's own that was made for advertising, 5 to 60 s; what is wrong with it goes to the inputs. */
    Videos.VideoFacts madeForAds(Inputs inputs, Viewer viewer, @Nullable UUID video);
}
