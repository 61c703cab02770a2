package ovation.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last postings of which this node has told somebody that they stand. Written by the lane's one writer. */
final class Acknowledged {

    static final int KEPT = 4_096;

    private final @Nullable Ack[] kept = new Ack[KEPT];
    private long count;

    record Ack(UUID transfer, String currency) {}

    synchronized void keep(List<Transfer> told) {
        for (var transfer : told) {
            kept[(int) (count++ % KEPT)] =
                    new Ack(transfer.id(), transfer.legs().getFirst().account().currency());
        }
    }

    synchronized List<Ack> last() {
        var last = new ArrayList<Ack>(KEPT);
        for (var ack : kept) {
            if (ack != null) {
                last.add(ack);
            }
        }
        return last;
    }
}
