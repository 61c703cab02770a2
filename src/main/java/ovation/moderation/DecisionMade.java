package ovation.moderation;

import java.util.UUID;
import ovation.base.SubjectRef;

/**
 * A moderator has decided. Published inside the deciding transaction, so the owner's change commits with it.
 *
 * @param reason catalogued code, message key {@code review.reason.<code>}; {@code none} when approved
 */
public record DecisionMade(
        UUID reviewCase, SubjectRef subject, boolean approved, String reason, String note, UUID moderator) {}
