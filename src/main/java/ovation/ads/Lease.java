package ovation.ads;

import java.time.Instant;
import java.util.UUID;

/**
 * A slice of a budget in this node's memory. What is promised to viewers comes out of it.
 *
 * <p>An impression is billed nearly always, so its whole price is committed. A click is rare: committing its whole price
 * for each showing would tie up a budget a hundred times over. So of click prices four times the expected sum is committed,
 * and at least three whole ones; the database never settles more than the slice, so clicks beyond that are free.
 */
final class Lease {

    private static final int CLICK_MARGIN = 4;
    private static final int LEAST_CLICKS = 3;

    private final UUID id;
    private final String period;
    private final long amount;
    private Instant servesUntil;
    private long promised;
    private double expected;
    private long dearest;
    private boolean ended;

    Lease(UUID id, String period, long amount, Instant servesUntil) {
        this.id = id;
        this.period = period;
        this.amount = amount;
        this.servesUntil = servesUntil;
    }

    UUID id() {
        return id;
    }

    String period() {
        return period;
    }

    long amount() {
        return amount;
    }

    /** @param probability that the price falls due; 1 for an impression */
    synchronized boolean take(long price, double probability, Instant at) {
        if (ended || !at.isBefore(servesUntil)) {
            return false;
        }
        var dearer = Math.max(dearest, price);
        var more = expected + (probability >= 1 ? price : price * Math.min(1, CLICK_MARGIN * probability));
        if (committed(promised + price, more, dearer) > amount) {
            return false;
        }
        promised += price;
        expected = more;
        dearest = dearer;
        return true;
    }

    /** What must stay for the tokens that are out. */
    synchronized long committed() {
        return committed(promised, expected, dearest);
    }

    synchronized long remaining() {
        return ended ? 0 : amount - committed();
    }

    synchronized boolean used() {
        return promised > 0;
    }

    synchronized boolean over(Instant at) {
        return ended || !at.isBefore(servesUntil);
    }

    synchronized void extend(Instant until) {
        servesUntil = until;
    }

    /** Serves no more. @return what must stay for the tokens that are out */
    synchronized long end() {
        ended = true;
        return committed();
    }

    private static long committed(long promised, double expected, long dearest) {
        return Math.min(promised, Math.max((long) Math.ceil(expected), LEAST_CLICKS * dearest));
    }
}
