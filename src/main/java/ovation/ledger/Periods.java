package ovation.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Months of the books, in UTC and by the date of the facts. A closed month stays closed: nothing dated in it or before is taken
 * any more ({@code PERIOD_CLOSED}), and its trial balance keeps its hash. What becomes known later is dated in the open month
 * ({@link #dated}), and its cause tells the original date.
 */
public interface Periods {

    /** Closed months, newest first; a month that is being closed is among them. */
    List<Period> all();

    /** What closing the next month would do, and what stands in the way. Empty while nothing has ever been posted. */
    Optional<Preview> next();

    /**
     * Closes a month: takes nothing more of it, waits for who is still posting, takes the balances, and hashes them.
     *
     * @param by who answers for it
     * @throws ovation.base.Refused {@code period_not_over}, {@code period_out_of_order}, {@code period_held_up} or
     *     {@code period_busy}; then nothing has changed. A month that is closed already is answered as it is
     */
    Period close(YearMonth month, UUID by);

    /** When a fact is to be dated: when it happened, or if that month is closed, the first instant that is open. */
    Instant dated(Instant fact);

    /** Whether the books take nothing that is dated then. */
    boolean closed(Instant effective);

    /**
     * @param accounts in its trial balance
     * @param hash SHA-256 of the canonical trial balance up to its end, lower-case hex; null while it is being closed
     */
    record Period(
            YearMonth month,
            Instant endsAt,
            @Nullable Instant closedAt,
            UUID closedBy,
            long transfers,
            long entries,
            long accounts,
            @Nullable String hash) {}

    /** @param obstacles for people; empty when it can be closed now */
    record Preview(YearMonth month, Instant from, Instant endsAt, List<String> obstacles) {

        public Preview {
            obstacles = List.copyOf(obstacles);
        }
    }
}
