package ovation.finance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;
import ovation.payments.Reconciliation;

/** Reconciliation for programs of finance. */
@RestController
@RequestMapping("/api/v1/finance/payments")
@Tag(name = "finance")
class PaymentsApi {

    private final Reconciliation reconciliation;
    private final Idempotency idempotency;
    private final Clock clock;

    PaymentsApi(Reconciliation reconciliation, Idempotency idempotency, Clock clock) {
        this.reconciliation = reconciliation;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    record DayToRead(@Nullable LocalDate day) {}

    record Reason(@Nullable String reason) {}

    private record Asked(UUID difference, Reason reason) {}

    record WriteOffView(
            UUID id,
            UUID difference,
            Money amount,
            String reason,
            UUID proposedBy,
            Instant proposedAt,
            String state,
            @Nullable UUID decidedBy) {

        static WriteOffView of(Reconciliation.WriteOff writeOff) {
            return new WriteOffView(
                    writeOff.id(),
                    writeOff.difference(),
                    writeOff.amount(),
                    writeOff.reason(),
                    writeOff.proposedBy(),
                    writeOff.proposedAt(),
                    writeOff.state(),
                    writeOff.decidedBy().orElse(null));
        }
    }

    @GetMapping("/ageing")
    @Operation(summary = "What stands in clearing accounts, oldest first, and whether it is late")
    Slice<Reconciliation.OpenItem> ageing(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return new Slice<>(reconciliation.ageing(), null);
    }

    @GetMapping("/tie-outs")
    @Operation(summary = "What clearing accounts hold, and what their open items explain")
    Slice<Reconciliation.TieOut> tieOuts(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return new Slice<>(reconciliation.tieOuts(), null);
    }

    @GetMapping("/differences")
    @Operation(summary = "Open differences between the provider's reports and the books")
    Slice<Reconciliation.Difference> differences(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return new Slice<>(reconciliation.differences(), null);
    }

    @GetMapping("/write-offs")
    Slice<WriteOffView> writeOffs(Viewer viewer) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return new Slice<>(reconciliation.writeOffs(100), null).map(WriteOffView::of);
    }

    @PostMapping("/reconciliations")
    @Operation(summary = "Reads the provider's report of a day that is over; each of its lines counts once")
    Reconciliation.Day reconcile(Viewer viewer, @RequestBody DayToRead asked) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        var day = asked.day();
        return reconciliation.reconcile(
                day == null
                        ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1)
                        : day);
    }

    @PostMapping("/differences/{difference}/write-offs")
    @Operation(summary = "Proposes a write-off, which another person decides; needs an Idempotency-Key")
    ResponseEntity<Object> propose(
            Viewer viewer,
            @PathVariable UUID difference,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Reason reason) {
        var who = viewer.as(Role.FINANCE, Role.ADMIN);
        var why = reason.reason();
        if (why == null) {
            throw Refused.field("reason", "write_off_reason");
        }
        return idempotency.once(
                viewer,
                "POST /finance/payments/write-offs",
                key,
                new Asked(difference, reason),
                () -> ResponseEntity.status(HttpStatus.CREATED)
                        .body(WriteOffView.of(reconciliation.propose(Ids.next(clock), difference, who, why))));
    }

    @PutMapping("/write-offs/{id}/approval")
    @Operation(summary = "Books a write-off that somebody else proposed")
    WriteOffView approve(Viewer viewer, @PathVariable UUID id) {
        return WriteOffView.of(reconciliation.approve(id, viewer.as(Role.FINANCE, Role.ADMIN)));
    }

    @PutMapping("/write-offs/{id}/rejection")
    WriteOffView reject(Viewer viewer, @PathVariable UUID id) {
        return WriteOffView.of(reconciliation.reject(id, viewer.as(Role.FINANCE, Role.ADMIN)));
    }
}
