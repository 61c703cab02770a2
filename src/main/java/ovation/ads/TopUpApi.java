package ovation.ads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;
import ovation.payments.ChargeOutcome;

@RestController
@RequestMapping("/api/v1/businesses/{business}")
@Tag(name = "ads")
class TopUpApi {

    private final TopUps topUps;
    private final Access access;
    private final Idempotency idempotency;

    TopUpApi(TopUps topUps, Access access, Idempotency idempotency) {
        this.topUps = topUps;
        this.access = access;
        this.idempotency = idempotency;
    }

    /**
     * @param state {@code succeeded}, {@code needs_action} (go to {@code url}), {@code pending} or {@code declined}
     * @param code why it was declined
     */
    record TopUpView(
            UUID charge,
            String state,
            Money amount,
            @Nullable String url,
            @Nullable String code) {

        static TopUpView of(ChargeOutcome outcome) {
            return switch (outcome) {
                case ChargeOutcome.Succeeded done ->
                    new TopUpView(done.charge(), "succeeded", done.amount(), null, null);
                case ChargeOutcome.NeedsAction action ->
                    new TopUpView(action.charge(), "needs_action", action.amount(), action.url(), null);
                case ChargeOutcome.Pending pending ->
                    new TopUpView(pending.charge(), "pending", pending.amount(), null, null);
                case ChargeOutcome.Declined declined ->
                    new TopUpView(declined.charge(), "declined", declined.amount(), null, declined.code());
            };
        }
    }

    private record Asked(UUID business, TopUps.TopUp topUp) {}

    @PostMapping("/topups")
    @Operation(summary = "Tops up the prepaid balance; needs an Idempotency-Key")
    ResponseEntity<Object> topUp(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TopUps.TopUp form) {
        access.toPay(viewer, business);
        return idempotency.once(
                viewer, "POST /businesses/topups", key, new Asked(business, form), () -> ResponseEntity.status(
                                HttpStatus.CREATED)
                        .body(TopUpView.of(topUps.topUp(viewer, business, String.valueOf(key), form))));
    }

    @GetMapping("/balance")
    @Operation(summary = "Prepaid, reserved for serving now, and spent so far")
    TopUps.BalanceView balance(Viewer viewer, @PathVariable UUID business) {
        return topUps.balance(access.toRead(viewer, business));
    }
}
