package ovation.payouts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Attachment;
import ovation.base.Slice;
import ovation.identity.SecondFactors;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** A creator's own payouts, and nobody else's. What changes details asks for a fresh second factor. */
@RestController
@RequestMapping("/api/v1/payouts")
@Tag(name = "payouts")
class PayoutsApi {

    private static final int NEWEST = 100;

    private final Standing standing;
    private final Details details;
    private final ChangingDetails changing;
    private final HoldingEarnings holding;
    private final Lines lines;
    private final Statements statements;
    private final OwnStatements own;
    private final StatementFiles files;
    private final SecondFactors factors;

    PayoutsApi(
            Standing standing,
            Details details,
            ChangingDetails changing,
            HoldingEarnings holding,
            Lines lines,
            Statements statements,
            OwnStatements own,
            StatementFiles files,
            SecondFactors factors) {
        this.standing = standing;
        this.details = details;
        this.changing = changing;
        this.holding = holding;
        this.lines = lines;
        this.statements = statements;
        this.own = own;
        this.files = files;
        this.factors = factors;
    }

    record MethodView(Method.Kind kind, String account, boolean verified) {}

    record Overview(
            List<Standing.Balance> balances,
            LocalDate nextPayout,
            @Nullable MethodView method,
            @Nullable TaxForm taxForm) {}

    record PayoutView(
            UUID id,
            Money gross,
            Money withheld,
            Money net,
            Line.State state,
            @Nullable String reason,
            Instant changedAt) {

        static PayoutView of(Line line) {
            return new PayoutView(
                    line.id(),
                    line.gross(),
                    line.withheld(),
                    line.net(),
                    line.state(),
                    line.reason(),
                    line.changedAt());
        }
    }

    record HoldView(
            UUID id,
            Money amount,
            String reason,
            Instant until,
            @Nullable String appeal,
            @Nullable Instant releasedAt) {

        static HoldView of(HoldingEarnings.Hold hold) {
            return new HoldView(
                    hold.id(), hold.amount(), hold.reason(), hold.until(), hold.appeal(), hold.releasedAt());
        }
    }

    record Code(@Nullable String code) {}

    record Appeal(@Nullable String text) {}

    @GetMapping
    @Operation(summary = "Where your money stands, and what is between it and your account")
    Overview overview(Viewer viewer) {
        var person = viewer.person();
        Optional<MethodView> method =
                details.method(person).map(each -> new MethodView(each.kind(), each.masked(), each.verified()));
        return new Overview(
                standing.of(person),
                standing.nextPayout(),
                method.orElse(null),
                details.taxForm(person).orElse(null));
    }

    @GetMapping("/history")
    @Operation(summary = "Your payouts, newest first")
    Slice<PayoutView> history(Viewer viewer) {
        return new Slice<>(
                lines.ofPerson(viewer.person(), NEWEST).stream()
                        .map(PayoutView::of)
                        .toList(),
                null);
    }

    @PutMapping("/identity")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Legal name and address; needs a fresh second factor")
    void identity(Viewer viewer, @RequestBody ChangingDetails.IdentityForm form) {
        changing.identity(factors.demandFresh(viewer), form);
    }

    @PostMapping("/tax-forms")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A signed W-9 or W-8BEN; needs a fresh second factor")
    void taxForm(Viewer viewer, @RequestBody ChangingDetails.TaxFormForm form) {
        changing.taxForm(factors.demandFresh(viewer), form);
    }

    @PutMapping("/method")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Where you are paid; a penny with a code goes there. Needs a fresh second factor")
    void method(Viewer viewer, @RequestBody ChangingDetails.MethodForm form) {
        changing.method(factors.demandFresh(viewer), form);
    }

    @PostMapping("/method/verification")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "The code that came with the penny")
    void verify(Viewer viewer, @RequestBody Code code) {
        changing.verify(viewer.person(), code.code());
    }

    @GetMapping("/holds")
    @Operation(summary = "What is held of your money, and why")
    Slice<HoldView> holds(Viewer viewer) {
        return new Slice<>(
                holding.of(viewer.person()).stream().map(HoldView::of).toList(), null);
    }

    @PutMapping("/holds/{id}/appeal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Object to a hold, once")
    void appeal(Viewer viewer, @PathVariable UUID id, @RequestBody Appeal appeal) {
        holding.appeal(id, viewer.person(), appeal.text());
    }

    @GetMapping("/statements")
    @Operation(summary = "Your monthly statements, newest first")
    Slice<Statements.Head> statements(Viewer viewer) {
        return new Slice<>(statements.of(viewer.person()), null);
    }

    @GetMapping("/statements/{number}")
    @Operation(summary = "One statement with every posting")
    Statement statement(Viewer viewer, @PathVariable String number) {
        return own.find(viewer, number);
    }

    @GetMapping(path = "/statements/{number}.csv", produces = "text/csv")
    @Operation(summary = "The same as CSV, every figure exact")
    ResponseEntity<byte[]> csv(Viewer viewer, @PathVariable String number) {
        var statement = own.find(viewer, number);
        return Attachment.of(
                "statement-" + statement.label() + ".csv",
                Attachment.CSV,
                files.csv(statement).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(path = "/statements/{number}.pdf", produces = "application/pdf")
    @Operation(summary = "The same as PDF")
    ResponseEntity<byte[]> pdf(Viewer viewer, @PathVariable String number, Locale locale) {
        var statement = own.find(viewer, number);
        return Attachment.of(
                "statement-" + statement.label() + ".pdf", MediaType.APPLICATION_PDF, files.pdf(statement, locale));
    }
}
