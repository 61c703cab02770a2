package ovation.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the books found.
 *
 * @param entries how many entries it read
 * @param breaks empty when the books are sound; of each invariant the first 20
 * @param lines each invariant that was checked
 */
public record CheckReport(Scope scope, Instant at, Duration took, long entries, List<Break> breaks, List<Line> lines) {

    public CheckReport {
        breaks = List.copyOf(breaks);
        lines = List.copyOf(lines);
    }

    /** How much was looked at. */
    public enum Scope {
        /** Everything there is. */
        FULL,
        /** What was posted since the check before, and the accounts it touched. */
        NEW
    }

    /** Whether everything could be checked, and holds. */
    public boolean sound() {
        return breaks.isEmpty() && lines.stream().allMatch(line -> line.failed() == null);
    }

    /** @param invariant {@code I1} to {@code I17} of {@code docs/money.md} */
    public record Break(String invariant, String currency, String what) {}

    /**
     * One invariant's run.
     *
     * @param rows how many rows it was held against
     * @param failed why it could not be checked; null when it was
     */
    public record Line(
            String invariant,
            Scope scope,
            Instant at,
            long rows,
            Duration took,
            int breaks,
            @Nullable String failed) {}
}
