package ovation.finance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksAsOf;
import ovation.ledger.BooksExport;
import ovation.ledger.CheckReport;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.ledger.Periods;
import ovation.ledger.Seals;
import ovation.partners.Idempotency;

/** The books for programs of finance. */
@RestController
@RequestMapping("/api/v1/finance/books")
@Tag(name = "finance")
class BooksApi {

    private final BooksAsOf asOf;
    private final Ledger ledger;
    private final Periods periods;
    private final BooksExport export;
    private final LedgerChecker checker;
    private final Seals seals;
    private final BooksQuestion question;
    private final ExplainingCents explaining;
    private final Idempotency idempotency;

    BooksApi(
            BooksAsOf asOf,
            Ledger ledger,
            Periods periods,
            BooksExport export,
            LedgerChecker checker,
            Seals seals,
            BooksQuestion question,
            ExplainingCents explaining,
            Idempotency idempotency) {
        this.asOf = asOf;
        this.ledger = ledger;
        this.periods = periods;
        this.export = export;
        this.checker = checker;
        this.seals = seals;
        this.question = question;
        this.explaining = explaining;
        this.idempotency = idempotency;
    }

    /** @param debitBalance what stands on this side; at most one of the two is not zero */
    record Line(
            AccountKind kind, long accounts, Money debits, Money credits, Money debitBalance, Money creditBalance) {}

    record TrialBalance(
            String currency,
            @Nullable LocalDate asOf,
            BooksAsOf.Basis basis,
            boolean balances,
            Money debits,
            Money credits,
            List<Line> items) {}

    @GetMapping("/trial-balance")
    @Operation(summary = "Debits and credits by kind of account, now or at the end of a day, by booking or by effect")
    TrialBalance trialBalance(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String basis) {
        allow(viewer);
        var asked = question.of(currency, asOf, basis);
        var trial = this.asOf.trialBalance(asked.currency(), asked.before(), asked.basis());
        return new TrialBalance(
                asked.currency(),
                asked.asOf(),
                asked.basis(),
                trial.balances(),
                trial.total().debits(),
                trial.total().credits(),
                trial.lines().stream()
                        .map(line -> new Line(
                                line.kind(),
                                line.accounts(),
                                line.turnover().debits(),
                                line.turnover().credits(),
                                line.turnover().debitBalance(),
                                line.turnover().creditBalance()))
                        .toList());
    }

    /** @param balance in the account's own direction */
    record AccountLine(UUID owner, Money debits, Money credits, Money balance) {}

    @GetMapping("/accounts")
    @Operation(summary = "The accounts behind a line of the trial balance")
    Slice<AccountLine> accounts(
            Viewer viewer,
            @RequestParam String kind,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable String basis,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        allow(viewer);
        var asked = question.of(currency, asOf, basis);
        return this.asOf
                .accounts(
                        BooksQuestion.kind(kind),
                        asked.currency(),
                        asked.before(),
                        asked.basis(),
                        cursor,
                        BooksQuestion.limit(limit))
                .map(each -> new AccountLine(
                        each.account().owner(),
                        each.turnover().debits(),
                        each.turnover().credits(),
                        BooksPages.inItsDirection(
                                each.account(), each.turnover().net().micros())));
    }

    @GetMapping("/statement")
    @Operation(summary = "The entries of an account, newest first")
    Slice<Ledger.StatementLine> statement(
            Viewer viewer,
            @RequestParam String kind,
            @RequestParam UUID owner,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        allow(viewer);
        var account = new Account(BooksQuestion.kind(kind), owner, question.currency(currency));
        return ledger.statement(account, cursor, BooksQuestion.limit(limit));
    }

    @GetMapping("/transfers/{id}")
    @Operation(summary = "A transfer: legs, balances after, hash, seal, reversals, and the business fact behind it")
    ExplainingCents.Explained transfer(Viewer viewer, @PathVariable UUID id) {
        allow(viewer);
        return explaining.transfer(id).orElseThrow(Refused::notFound);
    }

    @GetMapping("/explain")
    @Operation(
            summary = "Where it comes from: a transfer's id, the id of a cause, or an amount; at most 50, newest first")
    ExplainingCents.Answer explain(
            Viewer viewer, @RequestParam String q, @RequestParam(required = false) @Nullable String currency) {
        allow(viewer);
        return explaining.answer(q, question.currency(currency));
    }

    record Months(List<Periods.Period> items, Periods.@Nullable Preview nextToClose) {}

    @GetMapping("/periods")
    @Operation(summary = "Closed months with the hash of their trial balance, and the next to close")
    Months periods(Viewer viewer) {
        allow(viewer);
        return new Months(periods.all(), periods.next().orElse(null));
    }

    record Close(YearMonth month) {}

    @PostMapping("/periods/{month}/close")
    @Operation(summary = "Closes a month for good")
    ResponseEntity<Object> close(
            Viewer viewer,
            @PathVariable YearMonth month,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var person = viewer.as(Role.FINANCE, Role.ADMIN);
        return idempotency.once(
                viewer,
                "finance.periods.close",
                key,
                new Close(month),
                () -> ResponseEntity.ok(periods.close(month, person)));
    }

    @GetMapping("/ledger.csv")
    @Operation(summary = "The general ledger, one line for each entry")
    ResponseEntity<StreamingResponseBody> csv(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable YearMonth month) {
        allow(viewer);
        return PeriodsPages.csv(export, question.currency(currency), month);
    }

    @GetMapping("/books.journal")
    @Operation(summary = "The same as a journal that hledger reads")
    ResponseEntity<StreamingResponseBody> journal(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable YearMonth month) {
        allow(viewer);
        return PeriodsPages.journal(export, question.currency(currency), month);
    }

    record Checks(List<CheckReport.Line> items, List<LedgerChecker.Stop> stops) {}

    @GetMapping("/checks")
    @Operation(summary = "The last run of each invariant, in full and of what was new, and what is stopped")
    Checks checks(Viewer viewer) {
        allow(viewer);
        return new Checks(checker.runs(), checker.stops());
    }

    @PostMapping("/checks")
    @Operation(summary = "Checks everything now; moves nothing, so it needs no key")
    CheckReport check(Viewer viewer) {
        allow(viewer);
        return checker.check();
    }

    @GetMapping("/seal")
    @Operation(summary = "The head of the chain of seals, to be kept elsewhere; 404 before the first")
    Seals.Seal seal(Viewer viewer) {
        allow(viewer);
        return seals.head().orElseThrow(Refused::notFound);
    }

    private static void allow(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
    }
}
