package ovation.rewards;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.LedgerChecker;

/** The home of finance: do the books balance, which days wait, where did the money go. */
@Controller
class FinancePages {

    private static final int DAYS = 14;

    private final BooksAtAGlance books;
    private final LedgerChecker checker;
    private final Days days;
    private final SettlingRewards settling;

    FinancePages(BooksAtAGlance books, LedgerChecker checker, Days days, SettlingRewards settling) {
        this.books = books;
        this.checker = checker;
        this.days = days;
        this.settling = settling;
    }

    @GetMapping("/finance")
    String home(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable LocalDate closed,
            Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        model.addAttribute("books", books.look());
        model.addAttribute("check", checker.last().orElse(null));
        model.addAttribute("stops", checker.stops());
        model.addAttribute("open", days.open());
        model.addAttribute("days", days.closed(cursor, DAYS));
        model.addAttribute("cursor", cursor);
        model.addAttribute("justClosed", closed);
        return "rewards/finance";
    }

    /** A second click meets a closed day and changes nothing. */
    @PostMapping("/finance/days/{day}/close")
    String close(Viewer viewer, @PathVariable LocalDate day) {
        settling.settle(day, viewer.as(Role.FINANCE, Role.ADMIN));
        return "redirect:/finance?closed=" + day;
    }

    /** All invariants of all currencies, now. */
    @PostMapping("/finance/check")
    String check(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        checker.check();
        return "redirect:/finance";
    }
}
