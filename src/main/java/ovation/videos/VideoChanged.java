package ovation.videos;

import java.util.UUID;

/** A post was published, edited, hidden or deleted. A consequence only: ask {@link Videos#facts} for the truth. */
public record VideoChanged(UUID video) {}
