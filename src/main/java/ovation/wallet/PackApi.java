package ovation.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;

/** What the house decides about coins: prices, which are new rows and never edits, and frozen wallets. */
@RestController
@RequestMapping("/api/v1/finance/coins")
@Tag(name = "wallet")
class PackApi {

    private static final long MOST_COINS = 1_000_000;
    private static final int MOST_SLOTS = 50;
    private static final int LEAST_DAYS = 180;
    private static final int LEAST_BONUS_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private final Packs packs;
    private final Thawing thawing;
    private final Idempotency idempotency;
    private final Clock clock;

    PackApi(Packs packs, Thawing thawing, Idempotency idempotency, Clock clock) {
        this.packs = packs;
        this.thawing = thawing;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @param offered false ends the offer of this slot */
    record Offer(
            @Nullable String region,
            @Nullable String channel,
            int slot,
            boolean offered,
            long coins,
            long bonusCoins,
            @Nullable Money price,
            @Nullable Integer validDays,
            @Nullable Integer bonusValidDays) {}

    @PostMapping("/packs")
    @Operation(summary = "Offers a pack in a slot from now on, in place of what stood there; administrators only")
    ResponseEntity<Object> offer(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Offer offer) {
        var admin = viewer.as(Role.ADMIN);
        return idempotency.once(viewer, "POST /finance/coins/packs", key, offer, () -> {
            var pack = pack(offer);
            packs.add(pack, offer.offered(), clock.instant(), admin);
            return ResponseEntity.status(HttpStatus.CREATED).body(LookingAtCoins.PackView.of(pack));
        });
    }

    private Pack pack(Offer offer) {
        var region =
                packs.region(String.valueOf(offer.region())).orElseThrow(() -> Refused.field("region", "pack_region"));
        var price = offer.price();
        var wrong = new HashMap<String, String>();
        if (!BuyingCoins.CHANNELS.contains(String.valueOf(offer.channel()))) {
            wrong.put("channel", "channel_unknown");
        }
        if (offer.slot() < 1 || offer.slot() > MOST_SLOTS) {
            wrong.put("slot", "pack_slot");
        }
        if (offer.coins() < 1
                || offer.coins() > MOST_COINS
                || offer.bonusCoins() < 0
                || offer.bonusCoins() > MOST_COINS) {
            wrong.put("coins", "pack_coins");
        }
        if (!valid(offer.validDays(), LEAST_DAYS)) {
            wrong.put("validDays", "pack_valid_days");
        }
        if (!valid(offer.bonusValidDays(), LEAST_BONUS_DAYS)) {
            wrong.put("bonusValidDays", "pack_bonus_valid_days");
        }
        if (price == null
                || !price.currency().equals(region.currency())
                || price.micros() < Money.MICROS
                || !Pack.payable(price).equals(price)) {
            wrong.put("price", "pack_price");
        }
        if (price == null || !wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        return new Pack(
                Ids.next(clock),
                region.code(),
                String.valueOf(offer.channel()),
                offer.slot(),
                offer.coins(),
                offer.bonusCoins(),
                price,
                region.taxPerMillion(),
                region.taxAtSale(),
                offer.validDays(),
                offer.bonusValidDays());
    }

    /** @param days null for ever */
    private static boolean valid(@Nullable Integer days, int least) {
        return days == null || days >= least && days <= MOST_DAYS;
    }

    record Thaw(@Nullable String why) {}

    @PostMapping("/wallets/{person}/thaw")
    @Operation(summary = "Lets a frozen wallet buy and spend again; who and why are kept")
    ResponseEntity<Void> thaw(Viewer viewer, @PathVariable UUID person, @RequestBody Thaw thaw) {
        thawing.thaw(viewer.as(Role.FINANCE, Role.ADMIN), person, thaw.why());
        return ResponseEntity.noContent().build();
    }
}
