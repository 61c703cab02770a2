package ovation.wallet;

import java.time.Clock;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.Money;

/** Prices are new rows and never edits: a slot's newest row is what is offered from then on. */
@Service
class OfferingPacks {

    private static final long MOST_COINS = 1_000_000;
    private static final int MOST_SLOTS = 50;
    private static final int LEAST_DAYS = 180;
    private static final int LEAST_BONUS_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private final Packs packs;
    private final Clock clock;

    OfferingPacks(Packs packs, Clock clock) {
        this.packs = packs;
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

    /** @throws Refused for the fields that are wrong */
    Pack offer(UUID admin, Offer offer) {
        var pack = pack(offer);
        packs.add(pack, offer.offered(), clock.instant(), admin);
        return pack;
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
}
