package ovation.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One check while it runs: takes the time of each invariant, and goes on when one cannot be checked. */
final class CheckRun {

    private static final Logger log = LoggerFactory.getLogger(CheckRun.class);

    private final CheckReport.Scope scope;
    private final Instant at;
    private final long started = System.nanoTime();
    private final List<CheckReport.Break> breaks = new ArrayList<>();
    private final List<CheckReport.Line> lines = new ArrayList<>();
    long entries;

    CheckRun(CheckReport.Scope scope, Instant at) {
        this.scope = scope;
        this.at = at;
    }

    record Result(long rows, List<CheckReport.Break> breaks) {}

    void add(String invariant, Supplier<Result> work) {
        addTogether(List.of(invariant), work);
    }

    /** Several that are answered by one query. */
    void addTogether(List<String> invariants, Supplier<Result> work) {
        var began = System.nanoTime();
        Result result;
        String failed = null;
        try {
            result = work.get();
        } catch (RuntimeException error) {
            // Not a break of the books, but nobody may take it for their soundness either.
            log.error("{} could not be checked", invariants, error);
            failed = String.valueOf(error.getMessage());
            result = new Result(0, List.of());
        }
        breaks.addAll(result.breaks());
        var took = Duration.ofNanos((System.nanoTime() - began) / invariants.size());
        for (var invariant : invariants) {
            var broken = (int) result.breaks().stream()
                    .filter(each -> each.invariant().equals(invariant))
                    .count();
            lines.add(new CheckReport.Line(invariant, scope, at, result.rows(), took, broken, failed));
        }
    }

    CheckReport report() {
        return new CheckReport(scope, at, Duration.ofNanos(System.nanoTime() - started), entries, breaks, lines);
    }
}
