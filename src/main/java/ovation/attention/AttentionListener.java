package ovation.attention;

import java.util.List;

/**
 * A bean that keeps state in memory only. It is handed what was committed within a second, from all nodes, from
 * {@link #memory} ago on: first the past, then what comes. Never fails a writer.
 */
public interface AttentionListener {

    String name();

    /** How far back its memory reaches. */
    java.time.Duration memory();

    /** In the book's order; {@code live} is false while the past is replayed. */
    void hear(List<AttentionEvent> events, boolean live);
}
