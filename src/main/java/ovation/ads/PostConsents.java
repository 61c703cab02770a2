package ovation.ads;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Whether creators let their posts be shown as ads: asked at every serving, answered from memory. */
public interface PostConsents {

    /** Called with every new revision of the board: what is not known from then on does not serve. */
    void read();

    /** The codes that stood when they were read. */
    Set<UUID> standing();

    boolean holds(UUID code, UUID video, Instant at);
}
