package ovation.attention;

import java.util.List;

/**
 * A bean that reads the book to the end and goes on reading, with a cursor of its own in the database. Each batch is
 * handed over in a transaction that also moves the cursor: what the reader writes there happens exactly once.
 */
public interface AttentionReader {

    /** Stable: the cursor's name. */
    String name();

    /** Called by one thread of one node at a time, in the book's order, within a transaction. */
    void read(List<AttentionEvent> events);
}
