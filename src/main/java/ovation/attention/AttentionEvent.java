package ovation.attention;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the book.
 *
 * @param id made by the client (or by the module that writes it)
 * @param exposure the showing it belongs to; for deeds outside a showing, one with a new id
 * @param watchedMillis total watched in this exposure so far, clamped to what is possible; 0 for other types
 * @param at when we received it
 * @param marks invalid-traffic marks as bits of {@link TrafficMark}; 0 for a plain person
 */
public record AttentionEvent(UUID id, AttentionType type, Exposure exposure, int watchedMillis, Instant at, int marks) {

    public boolean marked() {
        return marks != 0;
    }
}
