package ovation.moderation;

import java.util.UUID;
import ovation.base.SubjectRef;

/** A decision can be appealed once; another moderator looks at it, and that is final. */
public interface Appeals {

    /**
     * Opens a case for the last decision on a subject. Joins the caller's transaction.
     *
     * @param text why the decision is wrong, up to 1,000 characters
     * @throws ovation.base.Refused {@code not_appealable} unless the last decision is a rejection that is no appeal's itself
     */
    UUID appeal(String queue, SubjectRef subject, UUID appellant, String text, String title, String link);
}
