package ovation.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The chain of seals over the log of transfers: each seal is the SHA-256 of what was posted and of the seal before it, so a
 * change of anything older shows. Made in the background a few seconds after a posting; its head is written to the log and to a
 * file beside the database, where who changes the database does not reach.
 */
public interface Seals {

    /** The newest seal; empty before the first. */
    Optional<Seal> head();

    /** The seal over a transfer; empty if there is no such transfer or it is not sealed yet. */
    Optional<Seal> over(UUID transfer);

    /** Newest first. @param limit 1 to 100 */
    List<Seal> newest(int limit);

    /**
     * Holds the chain, or its end, against the books.
     *
     * @param afterSeal 0 for the whole chain, else only what was sealed later
     */
    Verdict verify(long afterSeal);

    /**
     * @param content lower-case hex: SHA-256 over the transfers' SHA-256 in the order of (transaction, id)
     * @param hash lower-case hex: what the next seal contains
     */
    record Seal(
            long seq, long transfers, long entries, String content, String previous, String hash, Instant sealedAt) {}

    /** @param broken what is wrong, for people; empty when every byte is as it was */
    record Verdict(long seals, long transfers, List<String> broken) {

        public Verdict {
            broken = List.copyOf(broken);
        }

        public boolean sound() {
            return broken.isEmpty();
        }
    }
}
