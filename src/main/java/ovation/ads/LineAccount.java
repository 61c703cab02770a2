package ovation.ads;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import ovation.ads.engine.Pacing;

/** An ad group's money on this node: its leases, and what the database said of its budget last. */
final class LineAccount {

    /** What was known of the budget of a period, all nodes together. */
    record Known(String period, long cap, long used) {}

    /** Until so small a part of the budget is spent, a node takes itself for the only one. */
    private static final double OWN_UNTIL_KNOWN = 20.0;

    private final List<Lease> leases = new CopyOnWriteArrayList<>();
    private volatile Known known = new Known("", 0, 0);
    private volatile boolean wanted = true;
    private volatile Instant notBefore = Instant.MIN;
    private volatile long lastUsed;
    private @Nullable Pacing pacing;
    private String ownPeriod = "";
    private double own;

    /** The lease from which the price was taken; empty if none has enough left. */
    Optional<UUID> take(long price, double probability, String period, Instant at) {
        for (var lease : leases) {
            if (lease.period().equals(period) && lease.take(price, probability, at)) {
                if (lease.remaining() < lease.amount() / 4) {
                    wanted = true;
                }
                taken(price * probability, period);
                return Optional.of(lease.id());
            }
        }
        wanted = true;
        return Optional.empty();
    }

    boolean mayServe(String period, Instant at) {
        for (var lease : leases) {
            if (lease.period().equals(period) && !lease.over(at) && lease.remaining() > 0) {
                return true;
            }
        }
        wanted = true;
        return false;
    }

    /** Share of the period's budget that is spent, promised or held by other nodes. */
    double usedShare(String period) {
        var now = known;
        if (!now.period().equals(period) || now.cap() <= 0) {
            return 0;
        }
        var unsold = leases.stream()
                .filter(lease -> lease.period().equals(period))
                .mapToLong(Lease::remaining)
                .sum();
        return Math.clamp((now.used() - unsold) / (double) now.cap(), 0.0, 1.0);
    }

    private synchronized void taken(double expected, String period) {
        own = period.equals(ownPeriod) ? own + expected : expected;
        ownPeriod = period;
    }

    /** About the part of the traffic that this node has, by what it has spent of all that was: the rest is others' to pace. */
    synchronized double ownShare(String period) {
        var now = known;
        var doubt = now.cap() / OWN_UNTIL_KNOWN;
        var mine = period.equals(ownPeriod) ? own : 0;
        var all = Math.max(mine, usedShare(period) * now.cap());
        return all + doubt <= 0 ? 1 : (mine + doubt) / (all + doubt);
    }

    /** Made when it is first wanted: most lines bid truthfully. */
    synchronized Pacing pacing() {
        var known = pacing;
        if (known == null) {
            known = new Pacing();
            pacing = known;
        }
        return known;
    }

    void learn(Known budget) {
        known = budget;
    }

    boolean exhausted(String period, long price) {
        var now = known;
        return now.period().equals(period) && now.cap() - now.used() < price;
    }

    List<Lease> leases() {
        return leases;
    }

    void add(Lease lease, Known budget) {
        leases.add(lease);
        known = budget;
        wanted = false;
    }

    void drop(Lease lease, long used) {
        leases.remove(lease);
        lastUsed = used;
        wanted = true;
    }

    /** What the lease before needed: the measure for the next. */
    long lastUsed() {
        return lastUsed;
    }

    boolean needsLease(Instant at) {
        return wanted && !at.isBefore(notBefore);
    }

    void waitUntil(Instant later) {
        notBefore = later;
    }
}
