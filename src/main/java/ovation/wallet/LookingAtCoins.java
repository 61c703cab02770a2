package ovation.wallet;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome;
import ovation.payments.Payments;

/** What pages and programs see of packs, purchases and lots. */
@Service
class LookingAtCoins {

    private static final int LOTS = 200;

    private final Packs packs;
    private final Purchases purchases;
    private final Lots lots;
    private final Payments payments;
    private final Clock clock;

    LookingAtCoins(Packs packs, Purchases purchases, Lots lots, Payments payments, Clock clock) {
        this.packs = packs;
        this.purchases = purchases;
        this.lots = lots;
        this.payments = payments;
        this.clock = clock;
    }

    /** @param tax contained in the price. @param taxPercent such as {@code 19} or {@code 8.1} */
    record PackView(
            UUID id,
            String channel,
            long coins,
            long bonusCoins,
            Money price,
            Money perCoin,
            Money tax,
            String taxPercent,
            boolean taxAtSale,
            @Nullable Integer validDays,
            @Nullable Integer bonusValidDays) {

        static PackView of(Pack pack) {
            return new PackView(
                    pack.id(),
                    pack.channel(),
                    pack.coins(),
                    pack.bonusCoins(),
                    pack.price(),
                    pack.perCoin(),
                    pack.tax(),
                    percent(pack.taxPerMillion()),
                    pack.taxAtSale(),
                    pack.validDays(),
                    pack.bonusValidDays());
        }
    }

    static String percent(int perMillion) {
        return java.math.BigDecimal.valueOf(perMillion, 4).stripTrailingZeros().toPlainString();
    }

    List<PackView> packs(Viewer viewer, String channel) {
        if (!BuyingCoins.CHANNELS.contains(channel)) {
            throw Refused.field("channel", "channel_unknown");
        }
        return packs.offered(viewer.region(), channel, clock.instant()).stream()
                .map(PackView::of)
                .toList();
    }

    boolean consentNeeded(Viewer viewer) {
        return packs.region(viewer.region()).map(Packs.Region::consentNeeded).orElse(false);
    }

    /**
     * @param state {@code paid}, {@code needs_action} (go to {@code url}), {@code pending} or {@code declined}
     * @param code why it was declined
     * @param disputed whether a bank decides about it now
     */
    record PurchaseView(
            UUID id,
            String state,
            long coins,
            long bonusCoins,
            Money price,
            Money tax,
            String taxPercent,
            Instant begunAt,
            @Nullable Instant paidAt,
            @Nullable Instant consentAt,
            @Nullable String url,
            @Nullable String code,
            long coinsLeft,
            long bonusLeft,
            boolean disputed) {}

    /** The buyer's own, and those that finance looks into. */
    PurchaseView purchase(Viewer viewer, UUID id) {
        var person = viewer.person();
        var finance = viewer.is(Role.FINANCE) || viewer.is(Role.ADMIN);
        return purchases
                .find(id)
                .filter(found -> finance || found.person().equals(person))
                .map(this::view)
                .orElseThrow(Refused::notFound);
    }

    private PurchaseView view(Purchase purchase) {
        var its = lots.of(purchase.id());
        var state = "pending";
        String url = null;
        String code = null;
        if (purchase.paidAt() != null) {
            state = "paid";
        } else {
            switch (payments.find(purchase.id()).orElse(null)) {
                case ChargeOutcome.NeedsAction action -> {
                    state = "needs_action";
                    url = action.url();
                }
                case ChargeOutcome.Declined declined -> {
                    state = "declined";
                    code = declined.code();
                }
                case ChargeOutcome.Succeeded _, ChargeOutcome.Pending _ -> {}
                case null -> {}
            }
        }
        return new PurchaseView(
                purchase.id(),
                state,
                purchase.coins(),
                purchase.bonusCoins(),
                purchase.price(),
                purchase.tax(),
                percent(purchase.taxPerMillion()),
                purchase.begunAt(),
                purchase.paidAt(),
                purchase.consentAt(),
                url,
                code,
                its.stream().filter(lot -> !lot.bonus()).mapToLong(Lot::left).sum(),
                its.stream().filter(Lot::bonus).mapToLong(Lot::left).sum(),
                its.stream().anyMatch(lot -> lot.frozenBy() != null));
    }

    /** @param paid for the coins that are left, tax included */
    record LotView(
            UUID id,
            UUID purchase,
            boolean bonus,
            long coins,
            long left,
            Money paid,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            boolean disputed) {}

    /** Those with coins left, in the order in which they are spent. */
    List<LotView> lots(UUID person) {
        var views = new ArrayList<LotView>();
        for (var lot : lots.left(person)) {
            if (views.size() < LOTS) {
                views.add(new LotView(
                        lot.id(),
                        lot.purchase(),
                        lot.bonus(),
                        lot.coins(),
                        lot.left(),
                        new Money(lot.back(lot.left()).price(), lot.currency()),
                        lot.issuedAt(),
                        lot.expiresAt(),
                        lot.frozenBy() != null));
            }
        }
        return views;
    }
}
