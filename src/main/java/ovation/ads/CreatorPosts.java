package ovation.ads;

import java.util.Optional;
import java.util.UUID;
import ovation.identity.Viewer;
import ovation.videos.Videos;

/** Creators' posts as creatives of ads. */
public interface CreatorPosts {

    /** The post of a code that is the business's and still stands; else the inputs say why not. */
    Optional<Videos.VideoFacts> creative(Inputs inputs, UUID business, UUID code);

    /** The ad stands on the code from now on; in the caller's transaction. */
    void used(Viewer viewer, UUID code, UUID ad);
}
