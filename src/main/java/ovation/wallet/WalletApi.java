package ovation.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;
import ovation.base.Slice;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.partners.Idempotency;
import ovation.payments.ChargeOutcome;
import ovation.wallet.BuyingCoins.Buy;
import ovation.wallet.LookingAtCoins.LotView;
import ovation.wallet.LookingAtCoins.PackView;
import ovation.wallet.LookingAtCoins.PurchaseView;

/** The reader's own coins. There is no way to hand them to somebody else or to cash them. */
@RestController
@RequestMapping("/api/v1/wallet")
@Tag(name = "wallet")
class WalletApi {

    private static final int MOST = 100;

    private final Wallet wallet;
    private final LookingAtCoins looking;
    private final BuyingCoins buying;
    private final RefundingCoins refunding;
    private final CoinHistory history;
    private final SettlingDebts settling;
    private final Idempotency idempotency;

    WalletApi(
            Wallet wallet,
            LookingAtCoins looking,
            BuyingCoins buying,
            RefundingCoins refunding,
            CoinHistory history,
            SettlingDebts settling,
            Idempotency idempotency) {
        this.wallet = wallet;
        this.looking = looking;
        this.buying = buying;
        this.refunding = refunding;
        this.history = history;
        this.settling = settling;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(summary = "What can be spent, and what was paid for it")
    Wallet.Holding holding(Viewer viewer) {
        return wallet.holding(viewer.person());
    }

    record Packs(List<PackView> items, boolean consentNeeded) {}

    @GetMapping("/packs")
    @Operation(summary = "What coins cost in the reader's country; channel web or app")
    Packs packs(Viewer viewer, @RequestParam(defaultValue = "web") String channel) {
        return new Packs(looking.packs(viewer, channel), looking.consentNeeded(viewer));
    }

    @PostMapping("/purchases")
    @Operation(summary = "Buys a pack; needs an Idempotency-Key")
    ResponseEntity<Object> buy(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Buy buy) {
        viewer.person();
        return idempotency.once(viewer, "POST /wallet/purchases", key, buy, () -> ResponseEntity.status(
                        HttpStatus.CREATED)
                .body(looking.purchase(
                        viewer, buying.buy(viewer, String.valueOf(key), buy).charge())));
    }

    @GetMapping("/purchases/{id}")
    @Operation(summary = "Where a purchase stands")
    PurchaseView purchase(Viewer viewer, @PathVariable UUID id) {
        return looking.purchase(viewer, id);
    }

    @GetMapping("/purchases/{id}/refund")
    @Operation(summary = "What exactly comes back if the purchase is refunded now")
    RefundingCoins.Quote quote(Viewer viewer, @PathVariable UUID id) {
        return refunding.quote(viewer, id);
    }

    /** @param coins the paid coins that the quote named */
    record Confirm(@Nullable Long coins) {}

    record Confirmed(UUID purchase, @Nullable Long coins) {}

    /** @param state {@code pending}, {@code refunded} or {@code failed} */
    record RefundView(
            UUID id, UUID purchase, String state, long coins, long bonusCoins, Money amount, Instant askedAt) {

        static RefundView of(Refund refund) {
            return new RefundView(
                    refund.id(),
                    refund.purchase(),
                    refund.state(),
                    refund.coins(),
                    refund.bonusCoins(),
                    refund.amount(),
                    refund.askedAt());
        }
    }

    @PostMapping("/purchases/{id}/refund")
    @Operation(summary = "Gives unspent coins back for the price paid; needs an Idempotency-Key")
    ResponseEntity<Object> refund(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Confirm confirm) {
        viewer.person();
        var coins = confirm.coins();
        if (coins == null) {
            throw Refused.field("coins", "coins_needed");
        }
        return idempotency.once(
                viewer, "POST /wallet/purchases/refund", key, new Confirmed(id, coins), () -> ResponseEntity.status(
                                HttpStatus.CREATED)
                        .body(RefundView.of(refunding.confirm(viewer, id, coins))));
    }

    @GetMapping("/refunds/{id}")
    @Operation(summary = "Where a refund stands")
    RefundView refund(Viewer viewer, @PathVariable UUID id) {
        return RefundView.of(refunding.find(viewer, id));
    }

    record Owed(List<SettlingDebts.Debt> items) {}

    @GetMapping("/debts")
    @Operation(
            summary = "What the reader owes after payments that were taken back; until it is paid the wallet is frozen")
    Owed debts(Viewer viewer) {
        return new Owed(settling.of(viewer.person()));
    }

    /** @param currency in which all that is owed is paid */
    record Settle(@Nullable String currency, @Nullable String method) {}

    @PostMapping("/debts/payments")
    @Operation(summary = "Pays all that is owed in a currency; needs an Idempotency-Key")
    ResponseEntity<Object> settle(
            Viewer viewer,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Settle settle) {
        viewer.person();
        return idempotency.once(
                viewer, "POST /wallet/debts/payments", key, settle, () -> ResponseEntity.status(HttpStatus.CREATED)
                        .body(paying(settling.pay(viewer, settle.currency(), settle.method()))));
    }

    /** @param state {@code paid}, {@code needs_action} (go to {@code url}), {@code pending} or {@code declined} */
    record Paying(
            UUID id,
            String state,
            Money amount,
            @Nullable String url,
            @Nullable String code) {}

    private static Paying paying(ChargeOutcome outcome) {
        return switch (outcome) {
            case ChargeOutcome.Succeeded done -> new Paying(done.charge(), "paid", done.amount(), null, null);
            case ChargeOutcome.NeedsAction action ->
                new Paying(action.charge(), "needs_action", action.amount(), action.url(), null);
            case ChargeOutcome.Pending pending -> new Paying(pending.charge(), "pending", pending.amount(), null, null);
            case ChargeOutcome.Declined declined ->
                new Paying(declined.charge(), "declined", declined.amount(), null, declined.code());
        };
    }

    record Listing(List<LotView> items) {}

    @GetMapping("/lots")
    @Operation(summary = "Coins that are left, in the order in which they are spent, with what was paid for them")
    Listing lots(Viewer viewer) {
        return new Listing(looking.lots(viewer.person()));
    }

    @GetMapping("/history")
    @Operation(summary = "Everything that ever moved the reader's coins, newest first")
    Slice<CoinHistory.Entry> history(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "30") int limit) {
        Slice.checkLimit(limit, MOST);
        return history.of(viewer.person(), cursor, limit);
    }
}
