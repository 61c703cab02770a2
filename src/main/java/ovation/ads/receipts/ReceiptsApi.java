package ovation.ads.receipts;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.base.Canonical;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;

/** Charges with their receipts for the business, and the verifier for everybody. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "ads")
class ReceiptsApi {

    private static final int MAX_PAGE = 100;

    private final Access access;
    private final Charges charges;
    private final Receipts receipts;
    private final ReceiptKeys keys;
    private final VerifyingReceipts verifying;

    ReceiptsApi(Access access, Charges charges, Receipts receipts, ReceiptKeys keys, VerifyingReceipts verifying) {
        this.access = access;
        this.charges = charges;
        this.receipts = receipts;
        this.keys = keys;
        this.verifying = verifying;
    }

    /**
     * @param format {@code auction}, {@code topview}, {@code boost} (a post of a challenge or sound), {@code place} (a day of a
     *     banner or of a sound's place) or {@code effect} (a day in the effects tray)
     * @param event {@code impression}, {@code click}, {@code view} or {@code day}; a day is served from its beginning (UTC)
     * @param promotional what promotional credit paid of the price
     */
    record ChargeView(
            UUID id,
            String format,
            @Nullable UUID campaign,
            @Nullable UUID ad,
            @Nullable UUID booking,
            String event,
            Instant servedAt,
            Instant chargedAt,
            Money price,
            Money promotional,
            UUID transfer) {

        static ChargeView of(ChargeRow row) {
            return new ChargeView(
                    row.id(),
                    row.kind(),
                    row.campaign(),
                    row.ad(),
                    row.booking(),
                    row.event(),
                    row.servedAt(),
                    row.chargedAt(),
                    row.price(),
                    new Money(row.grantMicros(), row.price().currency()),
                    row.transfer());
        }
    }

    @GetMapping("/businesses/{business}/charges")
    @Operation(summary = "What was billed, newest first: a line for each impression, click, view or day")
    Slice<ChargeView> charges(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable UUID campaign,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        access.toRead(viewer, business);
        Slice.checkLimit(limit, MAX_PAGE);
        return charges.of(business, campaign, cursor, limit).map(ChargeView::of);
    }

    @GetMapping(path = "/businesses/{business}/charges/{id}/receipt", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The signed receipt of a charge, with all that is needed to compute its price again")
    ResponseEntity<String> receipt(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        access.toRead(viewer, business);
        var charge = charges.find(id)
                .filter(found -> found.business().equals(business))
                .orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Canonical.json(receipts.signed(charge)));
    }

    @PostMapping(path = "/receipts/verify", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Checks a receipt line by line: form, signature, arithmetic, our books, the ledger's seal",
            description = "For everybody. Takes a receipt's JSON as it is, at most 10,000 characters.")
    VerifyingReceipts.Verdict verify(@RequestBody String receipt) {
        return verifying.verify(receipt);
    }

    @GetMapping("/receipts/keys")
    @Operation(summary = "The public Ed25519 keys of receipts, the newest first: check them outside")
    Slice<ReceiptKeys.PublishedKey> keys() {
        return new Slice<>(keys.published(), null);
    }
}
