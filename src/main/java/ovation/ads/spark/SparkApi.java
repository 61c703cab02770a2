package ovation.ads.spark;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ovation.ads.Access;
import ovation.base.Slice;
import ovation.identity.Viewer;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "spark")
class SparkApi {

    private final MakingSparkCodes making;
    private final RedeemingSparkCodes redeeming;
    private final SparkDesk desk;
    private final Access access;

    SparkApi(MakingSparkCodes making, RedeemingSparkCodes redeeming, SparkDesk desk, Access access) {
        this.making = making;
        this.redeeming = redeeming;
        this.desk = desk;
        this.access = access;
    }

    @PutMapping("/spark-codes/{id}")
    @Operation(
            summary =
                    "The creator lets one public post of hers be promoted. The id is made by the caller: the same again"
                            + " changes nothing")
    SparkDesk.CodeView make(Viewer viewer, @PathVariable UUID id, @RequestBody MakingSparkCodes.Terms terms) {
        return desk.code(making.make(viewer, id, terms));
    }

    @GetMapping("/spark-codes")
    @Operation(summary = "Own codes, the newest first, at most 200; of one post if asked")
    Slice<SparkDesk.CodeView> codes(Viewer viewer, @RequestParam(required = false) @Nullable UUID video) {
        return new Slice<>(desk.codes(viewer.person(), video), null);
    }

    @GetMapping("/spark-codes/{id}")
    @Operation(summary = "A code of one's own, who uses it, what it earned, and its ledger of consent")
    SparkDesk.CodeView code(Viewer viewer, @PathVariable UUID id) {
        return desk.code(making.own(viewer, id));
    }

    @DeleteMapping("/spark-codes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes consent back: every ad that stands on it stops within a second")
    void revoke(Viewer viewer, @PathVariable UUID id) {
        making.revoke(viewer, id);
    }

    @GetMapping("/spark-earnings")
    @Operation(summary = "Shares by day and code; the last 28 days unless asked otherwise, at most 366")
    Slice<SparkDesk.EarningView> earnings(
            Viewer viewer,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return new Slice<>(desk.earnings(viewer.person(), from, to), null);
    }

    record Redeeming(@Nullable String code) {}

    @PostMapping("/businesses/{business}/sparks")
    @Operation(
            summary =
                    "Redeems a creator's code for the business; the same again is the same answer. Its id goes into an"
                            + " ad as spark")
    SparkDesk.SparkView redeem(Viewer viewer, @PathVariable UUID business, @RequestBody Redeeming form) {
        return desk.spark(redeeming.redeem(viewer, business, form.code()));
    }

    @GetMapping("/businesses/{business}/sparks")
    @Operation(summary = "What the business has redeemed, the newest first, at most 200")
    Slice<SparkDesk.SparkView> sparks(Viewer viewer, @PathVariable UUID business) {
        access.toRead(viewer, business);
        return new Slice<>(desk.sparks(business), null);
    }

    @GetMapping("/businesses/{business}/sparks/{id}")
    SparkDesk.SparkView spark(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        access.toRead(viewer, business);
        return desk.spark(redeeming.ofBusiness(business, id));
    }
}
