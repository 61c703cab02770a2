package ovation.rewards;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Canonical;
import ovation.base.Refused;

/** Receipts, for everybody: they say how an amount came about, and not whose it is. */
@RestController
@RequestMapping("/api/v1/rewards/receipts")
@Tag(name = "rewards")
class ReceiptApi {

    private final Receipts receipts;
    private final VerifyingReceipts verifying;

    ReceiptApi(Receipts receipts, VerifyingReceipts verifying) {
        this.receipts = receipts;
        this.verifying = verifying;
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "How an amount came about, with all that is needed to compute it again")
    ResponseEntity<String> receipt(@PathVariable UUID id) {
        var json = json(receipts.find(id).orElseThrow(Refused::notFound));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }

    @GetMapping("/{id}/verify")
    @Operation(summary = "Computes a receipt again and holds it against the books of attention and money")
    VerifyingReceipts.Verdict verify(@PathVariable UUID id) {
        return verifying.verify(id);
    }

    /** The hashed document, and beside it its hash and the list whose hash it contains. */
    private String json(Receipt receipt) {
        var document = new TreeMap<>(receipt.document());
        document.put("sha256", receipt.sha256());
        document.put(
                "allocation",
                receipts.allocation(receipt.pool().day(), receipt.pool().currency()).stream()
                        .map(Receipt.Share::document)
                        .toList());
        return Canonical.json(document);
    }
}
