package ovation.finance;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ledger.CheckReport;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Seals;
import ovation.payments.Reconciliation;

/** The bean {@code booksGlance} of finance's home: what the other faces of finance have to say, in a figure each. */
@Component("booksGlance")
class BooksGlance {

    private final Reconciliation reconciliation;
    private final LedgerChecker checker;
    private final Seals seals;

    BooksGlance(Reconciliation reconciliation, LedgerChecker checker, Seals seals) {
        this.reconciliation = reconciliation;
        this.checker = checker;
        this.seals = seals;
    }

    /** @param oldest what has stood in clearing longest; null when all of it is empty */
    public record Clearing(int open, long late, Reconciliation.@Nullable OpenItem oldest) {}

    public Clearing clearing() {
        var ageing = reconciliation.ageing();
        return new Clearing(
                ageing.size(),
                ageing.stream().filter(Reconciliation.OpenItem::late).count(),
                ageing.isEmpty() ? null : ageing.getFirst());
    }

    /** Of the last check of everything; null before the first. */
    public CheckReport.@Nullable Line full() {
        return checker.runs().stream()
                .filter(line -> line.scope() == CheckReport.Scope.FULL)
                .max(Comparator.comparing(CheckReport.Line::at))
                .orElse(null);
    }

    public Seals.@Nullable Seal seal() {
        return seals.head().orElse(null);
    }
}
