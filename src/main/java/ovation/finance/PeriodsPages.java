package ovation.finance;

import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import ovation.base.Attachment;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.BooksAsOf;
import ovation.ledger.BooksExport;
import ovation.ledger.Periods;

/** Months: closed ones with their hash and their files, and the close of the next in two steps. */
@Controller
class PeriodsPages {

    private final Periods periods;
    private final BooksAsOf asOf;
    private final BooksExport export;
    private final BooksQuestion question;

    PeriodsPages(Periods periods, BooksAsOf asOf, BooksExport export, BooksQuestion question) {
        this.periods = periods;
        this.asOf = asOf;
        this.export = export;
        this.question = question;
    }

    @GetMapping("/finance/periods")
    String periods(Viewer viewer, @RequestParam(required = false) @Nullable YearMonth closed, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        model.addAttribute("periods", periods.all());
        model.addAttribute("next", periods.next().orElse(null));
        model.addAttribute("currencies", question.currencies());
        model.addAttribute("justClosed", closed);
        return "finance/periods";
    }

    /** The first step: what would be closed, with its trial balance. */
    @GetMapping("/finance/periods/{month}/close")
    String preview(Viewer viewer, @PathVariable YearMonth month, Model model) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var next = periods.next().filter(each -> each.month().equals(month)).orElse(null);
        if (next == null) {
            return "redirect:/finance/periods";
        }
        model.addAttribute("next", next);
        model.addAttribute(
                "trials",
                question.currencies().stream()
                        .map(currency -> asOf.trialBalance(currency, next.endsAt(), BooksAsOf.Basis.EFFECTIVE))
                        .toList());
        return "finance/close";
    }

    /** The second step. Once more changes nothing. */
    @PostMapping("/finance/periods/{month}/close")
    String close(Viewer viewer, @PathVariable YearMonth month) {
        periods.close(month, viewer.as(Role.FINANCE, Role.ADMIN));
        return "redirect:/finance/periods?closed=" + month;
    }

    @GetMapping("/finance/periods/ledger.csv")
    ResponseEntity<StreamingResponseBody> csv(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable YearMonth month) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return csv(export, question.currency(currency), month);
    }

    @GetMapping("/finance/periods/books.journal")
    ResponseEntity<StreamingResponseBody> journal(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable YearMonth month) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return journal(export, question.currency(currency), month);
    }

    static ResponseEntity<StreamingResponseBody> csv(BooksExport export, String currency, @Nullable YearMonth month) {
        return file(name("ledger", currency, month, "csv"), Attachment.CSV, out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            export.csv(currency, month, writer);
            writer.flush();
        });
    }

    static ResponseEntity<StreamingResponseBody> journal(
            BooksExport export, String currency, @Nullable YearMonth month) {
        return file(name("books", currency, month, "journal"), Attachment.TEXT, out -> {
            var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            export.journal(currency, month, writer);
            writer.flush();
        });
    }

    private static String name(String what, String currency, @Nullable YearMonth month, String ending) {
        return what + "-" + currency + (month == null ? "" : "-" + month) + "." + ending;
    }

    /** Written as it is read, not kept first. */
    private static ResponseEntity<StreamingResponseBody> file(String name, MediaType type, StreamingResponseBody body) {
        return Attachment.of(name, type, body);
    }
}
