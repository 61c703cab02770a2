package ovation.wallet;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.payments.ChargeOutcome;
import ovation.wallet.BuyingCoins.Buy;

/** A person's coins: what there is, what it costs, what became of it. */
@Controller
class CoinPages {

    private static final int RECENT = 5;
    private static final int PAGE = 30;

    private final Wallet wallet;
    private final LookingAtCoins looking;
    private final BuyingCoins buying;
    private final CoinHistory history;
    private final SettlingDebts settling;
    private final WalletSettings settings;

    CoinPages(
            Wallet wallet,
            LookingAtCoins looking,
            BuyingCoins buying,
            CoinHistory history,
            SettlingDebts settling,
            WalletSettings settings) {
        this.wallet = wallet;
        this.looking = looking;
        this.buying = buying;
        this.history = history;
        this.settling = settling;
        this.settings = settings;
    }

    /** @param declined there if a payment of what is owed has just been declined */
    @GetMapping("/coins")
    ModelAndView home(Viewer viewer, @RequestParam(required = false) @Nullable String declined) {
        viewer.person();
        return home(viewer, null, Map.of(), HttpStatus.OK).addObject("declined", declined != null);
    }

    /** @param key made with the page, so that a second click buys nothing more */
    @PostMapping("/coins/purchases")
    ModelAndView buy(
            Viewer viewer,
            @RequestParam(required = false) @Nullable UUID pack,
            @RequestParam(defaultValue = "page") String method,
            @RequestParam(defaultValue = "false") boolean consent,
            @RequestParam String key) {
        if (pack == null) {
            return home(viewer, null, Map.of("pack", "pack_needed"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            var outcome = buying.buy(viewer, key, new Buy(pack, method, consent));
            return new ModelAndView(
                    switch (outcome) {
                        case ChargeOutcome.NeedsAction action ->
                            "redirect:" + (ours(action.url()) ? action.url() : "/coins/purchases/" + action.charge());
                        case ChargeOutcome.Succeeded done -> "redirect:/coins/purchases/" + done.charge();
                        case ChargeOutcome.Pending pending -> "redirect:/coins/purchases/" + pending.charge();
                        case ChargeOutcome.Declined declined -> "redirect:/coins/purchases/" + declined.charge();
                    });
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            return home(viewer, pack, refused.fields(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** A payment that was begun is gone on with, so a second click pays nothing more. */
    @PostMapping("/coins/debts")
    String settle(Viewer viewer, @RequestParam String currency, @RequestParam(defaultValue = "page") String method) {
        return switch (settling.pay(viewer, currency, method)) {
            case ChargeOutcome.NeedsAction action when ours(action.url()) -> "redirect:" + action.url();
            case ChargeOutcome.Declined _ -> "redirect:/coins?declined";
            case ChargeOutcome.NeedsAction _, ChargeOutcome.Succeeded _, ChargeOutcome.Pending _ -> "redirect:/coins";
        };
    }

    /** Our policy lets no form lead to another company's page, a link does: the purchase's page has it. */
    private static boolean ours(String url) {
        return url.startsWith("/")
                || url.startsWith(
                        ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + "/");
    }

    private ModelAndView home(Viewer viewer, @Nullable UUID chosen, Map<String, String> errors, HttpStatus status) {
        var person = viewer.person();
        var packs = looking.packs(viewer, "web");
        var page = new ModelAndView("wallet/coins", status);
        page.addObject("holding", wallet.holding(person));
        page.addObject("debts", settling.of(person));
        page.addObject("packs", packs);
        page.addObject(
                "chosen",
                chosen != null || packs.isEmpty()
                        ? chosen
                        : packs.get(packs.size() / 2).id());
        page.addObject("consentNeeded", looking.consentNeeded(viewer));
        page.addObject("adult", viewer.age().adult());
        page.addObject("lots", looking.lots(person));
        page.addObject("history", history.of(person, null, RECENT));
        page.addObject("withdrawalDays", settings.withdrawal().toDays());
        page.addObject("errors", errors);
        page.addObject("key", UUID.randomUUID().toString());
        return page;
    }

    @GetMapping("/coins/history")
    String history(Viewer viewer, @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("history", history.of(viewer.person(), cursor, PAGE));
        model.addAttribute("first", cursor == null);
        return "wallet/history";
    }

    /** Where the provider leads back to. What it says comes from the provider's word, never from the way back. */
    @GetMapping("/coins/purchases/{id}")
    String purchase(Viewer viewer, @PathVariable UUID id, Model model) {
        model.addAttribute("purchase", looking.purchase(viewer, id));
        model.addAttribute("withdrawalDays", settings.withdrawal().toDays());
        return "wallet/purchase";
    }
}
