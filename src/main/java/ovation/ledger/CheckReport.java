package ovation.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a check of the books found.
 *
 * @param entries how many entries it read
 * @param breaks empty when the books are sound; of each invariant the first 20
 */
public record CheckReport(Instant at, Duration took, long entries, List<Break> breaks) {

    public CheckReport {
        breaks = List.copyOf(breaks);
    }

    public boolean sound() {
        return breaks.isEmpty();
    }

    /** @param invariant {@code I1} to {@code I8} of {@code docs/money.md} */
    public record Break(String invariant, String currency, String what) {}
}
