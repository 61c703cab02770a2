package ovation.moderation;

import java.util.UUID;
import ovation.base.SubjectRef;

/** The queue of what must be seen by a moderator before it goes out, and of what people reported. */
public interface Reviews {

    /**
     * Puts a subject into the queue; once while a case is open. Joins the caller's transaction.
     *
     * @param queue {@code ads} or {@code reports}
     * @param title what the moderator reads first
     * @param link the page of ours where it can be seen
     */
    UUID submit(String queue, SubjectRef subject, UUID submitter, String title, String link);

    /** Closes an open case without a decision, for example after an edit. */
    void withdraw(SubjectRef subject);
}
