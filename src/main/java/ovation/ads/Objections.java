package ovation.ads;

import java.util.UUID;

/** Who does not want it measured what an ad has brought about in him. Answers from memory. */
public interface Objections {

    boolean objects(UUID person);
}
