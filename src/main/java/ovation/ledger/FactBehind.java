package ovation.ledger;

import java.util.Optional;
import java.util.UUID;
import ovation.base.SubjectRef;

/**
 * How a module tells which business fact stands behind a posting, so that every figure can be followed down to its cause.
 * Each module that posts gives one bean; the first that knows the cause answers.
 */
public interface FactBehind {

    /**
     * @param transfer the posting
     * @param kind the transfer's kind, for example {@code coins.purchase}
     * @param cause what the transfer names as its cause
     */
    Optional<Fact> of(UUID transfer, String kind, SubjectRef cause);

    /**
     * @param title one line in the language of the request, for example {@code 1,000 coins bought by @mia}
     * @param href the page of the fact, a path of ours; empty if it has none
     */
    record Fact(String title, String href) {}
}
