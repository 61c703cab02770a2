package ovation.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Proves the books. Checks what is new on a schedule (property {@code ovation.ledger.check-interval}, 15 s), everything once a
 * night ({@code ovation.ledger.full-check}, a cron expression in UTC) and on demand; a currency in
 * which an invariant is broken is stopped: every posting in it is rejected with {@code CURRENCY_STOPPED} until a person has
 * mended it and lets it go on.
 */
public interface LedgerChecker {

    /** Checks all invariants of all currencies now, everything there is, and stops what is broken. Reads whole tables. */
    CheckReport check();

    /**
     * Checks what was posted since the last check by any node, and the accounts it touched; seconds even after a busy day. In
     * full when there was none yet. Empty when another node is at it.
     */
    Optional<CheckReport> checkNew();

    /** The last run of each invariant on any node, in full and of what was new. */
    List<CheckReport.Line> runs();

    /** What the last check of this process found; empty before the first. */
    Optional<CheckReport> last();

    /** Currencies that are stopped now. */
    List<Stop> stops();

    /** Every stop there was, newest first, with who ended it and why. At most 200. */
    List<Stop> history();

    /**
     * Lets a currency go on, if its books are sound again.
     *
     * @param who the person that answers for it
     * @param why kept for ever
     * @return false if it is still broken or was not stopped
     */
    boolean resume(String currency, UUID who, String why);

    /** @param what the invariants and rows that were found, as text for people */
    record Stop(String currency, Instant since, String what, Optional<Resumption> resumed) {}

    record Resumption(Instant at, UUID who, String why) {}
}
