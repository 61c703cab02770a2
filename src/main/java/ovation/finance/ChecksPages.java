package ovation.finance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.CheckReport;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Seals;

/** What must always hold, when it was last held against the books, and the chain of seals. */
@Controller
class ChecksPages {

    private static final int SEALS = 10;

    private final LedgerChecker checker;
    private final Seals seals;

    ChecksPages(LedgerChecker checker, Seals seals) {
        this.checker = checker;
        this.seals = seals;
    }

    /** @param full the last run over everything; null if there was none. @param recent over what was new */
    record Row(String invariant, CheckReport.@Nullable Line full, CheckReport.@Nullable Line recent) {

        public boolean broken() {
            return full != null && full.breaks() > 0 || recent != null && recent.breaks() > 0;
        }

        public boolean failed() {
            return full != null && full.failed() != null || recent != null && recent.failed() != null;
        }
    }

    @GetMapping("/finance/checks")
    String checks(Viewer viewer, @RequestParam(required = false) @Nullable Boolean checked, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var runs = checker.runs();
        model.addAttribute("rows", rows(runs));
        model.addAttribute("stops", checker.stops());
        model.addAttribute("history", checker.history());
        model.addAttribute("seals", seals.newest(SEALS));
        model.addAttribute("checked", checked);
        model.addAttribute("full", latest(runs, CheckReport.Scope.FULL));
        model.addAttribute("recent", latest(runs, CheckReport.Scope.NEW));
        return "finance/checks";
    }

    /** Everything, now; a redirect, so that loading again does not check again. */
    @PostMapping("/finance/checks")
    String run(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return "redirect:/finance/checks?checked=" + checker.check().sound();
    }

    /** @param seconds with two places */
    record Latest(Instant at, long rows, String seconds) {}

    private static @Nullable Latest latest(List<CheckReport.Line> lines, CheckReport.Scope scope) {
        var known = lines.stream().filter(line -> line.scope() == scope).toList();
        if (known.isEmpty()) {
            return null;
        }
        var at = known.stream()
                .map(CheckReport.Line::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var took = known.stream().map(CheckReport.Line::took).reduce(Duration.ZERO, Duration::plus);
        var rows = known.stream().mapToLong(CheckReport.Line::rows).max().orElse(0);
        return new Latest(at, rows, seconds(took));
    }

    static String seconds(Duration took) {
        return java.math.BigDecimal.valueOf(took.toMillis(), 3).toPlainString();
    }

    private static List<Row> rows(List<CheckReport.Line> lines) {
        var rows = new TreeMap<String, Row>(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (var line : lines) {
            rows.merge(
                    line.invariant(),
                    line.scope() == CheckReport.Scope.FULL
                            ? new Row(line.invariant(), line, null)
                            : new Row(line.invariant(), null, line),
                    (one, other) -> new Row(
                            line.invariant(),
                            one.full() == null ? other.full() : one.full(),
                            one.recent() == null ? other.recent() : one.recent()));
        }
        return List.copyOf(rows.values());
    }
}
