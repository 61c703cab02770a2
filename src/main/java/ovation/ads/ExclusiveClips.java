package ovation.ads;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Clips that were bought for another seat of ours and run in no auction meanwhile. Answers from memory. */
public interface ExclusiveClips {

    Set<UUID> onlyThere(Instant at);
}
