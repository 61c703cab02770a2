package ovation.thanks;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;
import ovation.wallet.SpendOutcome;

@RestController
@RequestMapping("/api/v1/videos/{video}/thanks")
@Tag(name = "wallet")
class ThanksApi {

    private final Thanking thanking;
    private final Idempotency idempotency;

    ThanksApi(Thanking thanking, Idempotency idempotency) {
        this.thanking = thanking;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(summary = "The amounts to thank with, with their price in money")
    Thanking.Offer offer(Viewer viewer, @PathVariable UUID video) {
        return thanking.offer(viewer, video);
    }

    record Thank(@Nullable Long coins) {}

    private record Asked(UUID video, @Nullable Long coins) {}

    /** @param paid what the giver had paid for these coins */
    record Thanked(UUID id, long coins, List<Money> paid) {}

    @PostMapping
    @Operation(summary = "Gives the video's creator coins; needs an Idempotency-Key")
    ResponseEntity<Object> thank(
            Viewer viewer,
            @PathVariable UUID video,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Thank thank) {
        viewer.person();
        return idempotency.once(
                viewer, "POST /videos/thanks", key, new Asked(video, thank.coins()), () -> ResponseEntity.status(
                                HttpStatus.CREATED)
                        .body(thanked(thanking.thank(viewer, video, String.valueOf(key), thank.coins()))));
    }

    private static Thanked thanked(SpendOutcome outcome) {
        return switch (outcome) {
            case SpendOutcome.Spent spent ->
                new Thanked(spent.spend(), spent.coins().number(), spent.paid());
            case SpendOutcome.NotEnough few ->
                throw Refused.because(ThanksProblem.NOT_ENOUGH_COINS, few.left().number());
            case SpendOutcome.Frozen _ -> throw Refused.because(ThanksProblem.COINS_FROZEN);
            case SpendOutcome.OverLimit over ->
                throw Refused.because(
                        ThanksProblem.COINS_OVER_LIMIT, over.left().number());
        };
    }
}
