package ovation.media;

import java.util.UUID;

/** An asset has become playable or got a further rendition. A consequence only: the row is the truth. */
public record RenditionReady(UUID asset) {}
