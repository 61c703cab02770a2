package ovation.payouts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Attachment;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Role;
import ovation.identity.SecondFactors;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;

/** Paying creators, for finance. Releasing asks for a fresh second factor and another person than who made the batch. */
@RestController
@RequestMapping("/api/v1/finance/payouts")
@Tag(name = "payouts")
class FinancePayoutsApi {

    private final FinancePayouts payouts;
    private final Batches batches;
    private final Lines lines;
    private final HoldingEarnings holding;
    private final Details details;
    private final MakingStatements making;
    private final SecondFactors factors;
    private final Idempotency idempotency;
    private final Clock clock;

    FinancePayoutsApi(
            FinancePayouts payouts,
            Batches batches,
            Lines lines,
            HoldingEarnings holding,
            Details details,
            MakingStatements making,
            SecondFactors factors,
            Idempotency idempotency,
            Clock clock) {
        this.payouts = payouts;
        this.batches = batches;
        this.lines = lines;
        this.holding = holding;
        this.details = details;
        this.making = making;
        this.factors = factors;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    record NewBatch(@Nullable String currency, Batch.@Nullable Rail rail) {}

    record BatchView(Batch batch, List<Line> lines) {}

    record NewHold(
            @Nullable UUID person,
            @Nullable String currency,
            @Nullable Money amount,
            @Nullable String reason,
            @Nullable Instant until) {}

    record Release(@Nullable String note) {}

    record UsShare(int perMillion) {}

    record Made(int made) {}

    private record OfBatch(UUID batch) {}

    private record OfHold(UUID hold, @Nullable String note) {}

    @GetMapping("/preview")
    @Operation(summary = "Who would be paid how much now, and who would not, and why")
    MakingBatches.Preview preview(Viewer viewer, @RequestParam String currency, @RequestParam Batch.Rail rail) {
        finance(viewer);
        return payouts.preview(currency, rail);
    }

    @GetMapping("/batches")
    @Operation(summary = "Batches, newest first")
    Slice<Batch> batches(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        finance(viewer);
        if (limit < 1 || limit > 100) {
            throw Refused.field("limit", "out_of_range");
        }
        return batches.newest(cursor, limit);
    }

    @PostMapping("/batches")
    @Operation(summary = "Makes a batch of everybody who can be paid; needs an Idempotency-Key")
    ResponseEntity<Object> make(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewBatch asked) {
        var person = finance(viewer);
        var currency = asked.currency();
        var rail = asked.rail();
        if (currency == null || rail == null) {
            throw Refused.field(currency == null ? "currency" : "rail", "required");
        }
        return idempotency.once(
                viewer, "payouts.batches.make", key, asked, () -> ResponseEntity.status(HttpStatus.CREATED)
                        .body(view(payouts.make(Ids.next(clock), currency, rail, person))));
    }

    @GetMapping("/batches/{id}")
    BatchView batch(Viewer viewer, @PathVariable UUID id) {
        finance(viewer);
        return view(batches.find(id).orElseThrow(Refused::notFound));
    }

    @PostMapping("/batches/{id}/release")
    @Operation(summary = "Releases a batch that somebody else made; needs a fresh second factor and an Idempotency-Key")
    ResponseEntity<Object> release(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var person = finance(viewer);
        factors.demandFresh(viewer);
        return idempotency.once(viewer, "payouts.batches.release", key, new OfBatch(id), () -> {
            payouts.release(id, person);
            return ResponseEntity.ok(view(batches.find(id).orElseThrow(Refused::notFound)));
        });
    }

    @DeleteMapping("/batches/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Discards a draft")
    void discard(Viewer viewer, @PathVariable UUID id) {
        payouts.discard(id, finance(viewer));
    }

    @GetMapping(path = "/batches/{id}/pain001", produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(summary = "The file for the bank: ISO 20022 pain.001.001.09")
    ResponseEntity<byte[]> file(Viewer viewer, @PathVariable UUID id) {
        finance(viewer);
        var file = batches.file(id).orElseThrow(Refused::notFound);
        return Attachment.of(
                "payouts-" + id + ".xml", MediaType.APPLICATION_XML, file.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping(path = "/status-files", consumes = MediaType.APPLICATION_XML_VALUE)
    @Operation(summary = "The bank's answer: ISO 20022 pain.002. The same file again changes nothing")
    ReadingStatusFiles.Report status(Viewer viewer, InputStream body) throws IOException {
        var person = finance(viewer);
        var bytes = body.readNBytes(Pain002.MAX_CHARACTERS + 1);
        if (bytes.length > Pain002.MAX_CHARACTERS) {
            throw Refused.because(CommonProblem.TOO_LARGE);
        }
        return payouts.read(new String(bytes, StandardCharsets.UTF_8), person);
    }

    @GetMapping("/lines/{id}/events")
    @Operation(summary = "What became of a payout, and who did it")
    Slice<Lines.Event> events(Viewer viewer, @PathVariable UUID id) {
        finance(viewer);
        return new Slice<>(
                lines.events(lines.find(id).orElseThrow(Refused::notFound).id()), null);
    }

    @GetMapping("/stuck")
    @Operation(summary = "Payouts that a bank or provider has not decided for too long")
    Slice<Line> stuck(Viewer viewer) {
        finance(viewer);
        return new Slice<>(payouts.stuck(), null);
    }

    @GetMapping("/holds")
    @Operation(summary = "Holds that last; those with an appeal first")
    Slice<HoldingEarnings.Hold> holds(Viewer viewer) {
        holder(viewer);
        return new Slice<>(holding.open(), null);
    }

    @PostMapping("/holds")
    @Operation(summary = "Holds a creator's available money; needs an Idempotency-Key")
    ResponseEntity<Object> hold(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewHold asked) {
        var person = holder(viewer);
        return idempotency.once(viewer, "payouts.holds.make", key, asked, () -> {
            var id = holding.hold(
                    Ids.next(clock),
                    HoldingEarnings.NewHold.of(
                            asked.person(), asked.currency(), asked.amount(), asked.reason(), asked.until()),
                    person);
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(holding.find(id).orElseThrow(Refused::notFound));
        });
    }

    @PostMapping("/holds/{id}/release")
    @Operation(summary = "Ends a hold early; needs an Idempotency-Key")
    ResponseEntity<Object> release(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Release asked) {
        var person = holder(viewer);
        return idempotency.once(viewer, "payouts.holds.release", key, new OfHold(id, asked.note()), () -> {
            holding.release(id, person, asked.note());
            return ResponseEntity.ok(holding.find(id).orElseThrow(Refused::notFound));
        });
    }

    @PutMapping("/us-shares/{person}/{month}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "How much of a creator's audience was in the United States in a month, of a million")
    void usShare(Viewer viewer, @PathVariable UUID person, @PathVariable YearMonth month, @RequestBody UsShare share) {
        var by = finance(viewer);
        if (share.perMillion() < 0 || share.perMillion() > 1_000_000) {
            throw Refused.field("perMillion", "out_of_range");
        }
        if (month.isAfter(YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))) {
            throw Refused.because(PayoutsProblem.STATEMENT_MONTH_NOT_OVER);
        }
        details.recordUsShare(person, month.atDay(1), share.perMillion(), by);
    }

    @PutMapping("/statements/{month}")
    @Operation(summary = "Makes the statements of a month that is over; those that exist stay")
    Made statements(Viewer viewer, @PathVariable YearMonth month) {
        finance(viewer);
        return new Made(making.make(month));
    }

    private BatchView view(Batch batch) {
        return new BatchView(batch, lines.of(batch.id()));
    }

    private static UUID finance(Viewer viewer) {
        return viewer.as(Role.FINANCE, Role.ADMIN);
    }

    private static UUID holder(Viewer viewer) {
        return viewer.as(Role.FINANCE, Role.MODERATOR, Role.ADMIN);
    }
}
