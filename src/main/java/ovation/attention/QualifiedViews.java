package ovation.attention;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ovation.base.SubjectRef;

/**
 * Views that count for rewards: the first of a person (with an account, not the owner) for a subject, in the For You
 * feed, at least 5 s long, unpaid, not marked. All others are kept with the reason why they do not count. A day is a
 * UTC day, that of the serving.
 */
public interface QualifiedViews {

    /** Per owner and subject: the day's views, counted and excluded. Ordered by owner, then subject. */
    List<DayOfViews> day(LocalDate day);

    /**
     * The same of these subjects on each of these days, which may still be open; days and subjects without a view are absent.
     *
     * @param ownerOf each subject's owner, by the id of the subject
     */
    Map<LocalDate, List<DayOfViews>> between(LocalDate first, LocalDate last, Map<UUID, UUID> ownerOf);

    /** Whether every event of the day has been read, so that its counts are final. */
    boolean complete(LocalDate day);

    /** @param excludedByReason reason code to number: too_short, repeat, not_for_you, paid, marked, visitor, own */
    record DayOfViews(UUID owner, SubjectRef subject, long qualified, Map<String, Long> excludedByReason) {}
}
