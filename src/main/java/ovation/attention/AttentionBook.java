package ovation.attention;

import java.util.List;

/** The book's door for the modules above. */
public interface AttentionBook {

    /**
     * Writes events that we know to have happened: a like, a comment, the demo's history. Joins the caller's
     * transaction. Known ids change nothing.
     */
    void record(List<AttentionEvent> events);

    /** Whether every reader and listener of this node has what is committed by now: to wait for, in stories and the demo. */
    boolean caughtUp();
}
