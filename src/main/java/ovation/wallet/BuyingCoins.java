package ovation.wallet;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;
import ovation.payments.ChargeOutcome;
import ovation.payments.Payments;
import ovation.payments.Payments.ChargeRequest;

/** From a pack to a charge. The purchase is committed before the provider is asked; the coins come when he confirms. */
@Service
class BuyingCoins {

    static final List<String> CHANNELS = List.of("web", "app");
    static final List<String> METHODS = List.of("page", "sandbox_approve", "sandbox_decline", "sandbox_dispute");

    private final Packs packs;
    private final Purchases purchases;
    private final Lots lots;
    private final Payments payments;
    private final Clock clock;

    BuyingCoins(Packs packs, Purchases purchases, Lots lots, Payments payments, Clock clock) {
        this.packs = packs;
        this.purchases = purchases;
        this.lots = lots;
        this.payments = payments;
        this.clock = clock;
    }

    /** @param consent the buyer's express wish to have the coins at once, needed where the law asks for it */
    record Buy(
            @Nullable UUID pack,
            @Nullable String method,
            @Nullable Boolean consent) {}

    /** In no transaction: the provider is called. @param key the caller's idempotency key */
    ChargeOutcome buy(Viewer viewer, String key, Buy buy) {
        var person = viewer.person();
        if (!viewer.age().adult()) {
            throw Refused.because(WalletProblem.ADULTS_ONLY);
        }
        var name = "coins/" + person + "/" + key;
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // The id follows from the key and the day, so a request repeated after a crash, also past midnight, charges
        // once.
        var known = purchases
                .find(Ids.of(start(today.minusDays(1)), name))
                .or(() -> purchases.find(Ids.of(start(today), name)));
        if (known.isPresent()) {
            if (!known.get().pack().equals(buy.pack())) {
                throw Refused.because(CommonProblem.ID_REUSED);
            }
            return payments.charge(charge(known.get()));
        }
        var purchase = purchase(viewer, Ids.of(start(today), name), buy);
        purchases.add(purchase);
        return payments.charge(charge(purchase));
    }

    private Purchase purchase(Viewer viewer, UUID id, Buy buy) {
        var region =
                packs.region(viewer.region()).orElseThrow(() -> Refused.because(WalletProblem.COINS_NOT_SOLD_HERE));
        if (lots.frozen(viewer.person())) {
            throw Refused.because(WalletProblem.WALLET_FROZEN);
        }
        var now = clock.instant();
        var pack = CHANNELS.stream()
                .flatMap(channel -> packs.offered(region.code(), channel, now).stream())
                .filter(offer -> offer.id().equals(buy.pack()))
                .findFirst()
                .orElseThrow(() -> Refused.because(WalletProblem.PACK_NOT_OFFERED));
        var method = String.valueOf(buy.method());
        if (!METHODS.contains(method)) {
            throw Refused.field("method", "charge_method_unknown");
        }
        var consented = Boolean.TRUE.equals(buy.consent());
        if (region.consentNeeded() && !consented) {
            throw Refused.field("consent", "consent_needed");
        }
        return new Purchase(
                id,
                viewer.person(),
                pack.id(),
                pack.region(),
                pack.channel(),
                pack.coins(),
                pack.bonusCoins(),
                pack.price(),
                pack.tax(),
                pack.taxPerMillion(),
                pack.taxAtSale(),
                pack.validDays(),
                pack.bonusValidDays(),
                method,
                consented ? now : null,
                now,
                null);
    }

    static ChargeRequest charge(Purchase purchase) {
        var currency = purchase.price().currency();
        var credits = new ArrayList<Leg>();
        credits.add(Leg.credit(Account.platform(AccountKind.COIN_DEFERRED_REVENUE, currency), purchase.deferred()));
        if (purchase.taxAtSale() && purchase.tax().isPositive()) {
            credits.add(Leg.credit(Account.platform(AccountKind.SALES_TAX_PAYABLE, currency), purchase.tax()));
        }
        return new ChargeRequest(
                purchase.id(),
                purchase.person(),
                Purchase.KIND,
                purchase.cause(),
                credits,
                purchase.price(),
                purchase.method(),
                purchase.page());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
