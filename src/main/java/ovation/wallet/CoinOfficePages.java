package ovation.wallet;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import ovation.base.Refused;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.ledger.Money;
import ovation.wallet.OfferingPacks.Offer;

/** Finance's side of coins: what they cost where, wallets that are frozen, and what is not used yet. */
@Controller
@RequestMapping("/finance/coins")
class CoinOfficePages {

    private static final int FROZEN = 200;
    private static final String HOME_REGION = "DE";

    private final Packs packs;
    private final OfferingPacks offering;
    private final Debts debts;
    private final Thawing thawing;
    private final UnusedCoins unused;
    private final People people;
    private final Clock clock;

    CoinOfficePages(
            Packs packs,
            OfferingPacks offering,
            Debts debts,
            Thawing thawing,
            UnusedCoins unused,
            People people,
            Clock clock) {
        this.packs = packs;
        this.offering = offering;
        this.debts = debts;
        this.thawing = thawing;
        this.unused = unused;
        this.people = people;
        this.clock = clock;
    }

    /** @param handle null if he has left */
    record Frozen(UUID person, @Nullable String handle, Instant since, List<Money> owed) {}

    @GetMapping
    ModelAndView home(
            Viewer viewer,
            @RequestParam(defaultValue = HOME_REGION) String region,
            @RequestParam(defaultValue = "web") String channel,
            @RequestParam(required = false) @Nullable String done) {
        viewer.as(Role.FINANCE, Role.ADMIN);
        return home(viewer, region, channel, Map.of(), HttpStatus.OK)
                .addObject("done", done != null && done.matches("offered|ended|thawed") ? done : null);
    }

    private ModelAndView home(
            Viewer viewer, String region, String channel, Map<String, String> errors, HttpStatus status) {
        var now = clock.instant();
        var here = packs.region(region).orElseThrow(Refused::notFound);
        if (!BuyingCoins.CHANNELS.contains(channel)) {
            throw Refused.notFound();
        }
        var frozen = debts.frozen(FROZEN);
        var names = people.cards(frozen.stream().map(Debts.FrozenWallet::person).toList());
        var page = new ModelAndView("wallet/office", status);
        page.addObject("regions", packs.regions());
        page.addObject("region", here);
        page.addObject("taxPercent", LookingAtCoins.percent(here.taxPerMillion()));
        page.addObject("channels", BuyingCoins.CHANNELS);
        page.addObject("channel", channel);
        page.addObject("packs", packs.offered(here.code(), channel, now));
        page.addObject("admin", viewer.is(Role.ADMIN));
        page.addObject(
                "frozen", frozen.stream().map(each -> frozen(each, names)).toList());
        page.addObject("unused", unused.asOf(LocalDate.ofInstant(now, ZoneOffset.UTC)));
        page.addObject("errors", errors);
        return page;
    }

    private Frozen frozen(Debts.FrozenWallet wallet, Map<UUID, People.PersonCard> names) {
        var card = names.get(wallet.person());
        return new Frozen(
                wallet.person(), card == null ? null : card.handle(), wallet.since(), debts.of(wallet.person()));
    }

    /** @param price such as {@code 9.99} */
    @PostMapping("/packs")
    ModelAndView offer(
            Viewer viewer,
            @RequestParam String region,
            @RequestParam String channel,
            @RequestParam int slot,
            @RequestParam long coins,
            @RequestParam(defaultValue = "0") long bonusCoins,
            @RequestParam String price) {
        var admin = viewer.as(Role.ADMIN);
        try {
            offering.offer(
                    admin, new Offer(region, channel, slot, true, coins, bonusCoins, money(price, region), null, 365));
        } catch (Refused refused) {
            if (refused.fields().isEmpty() || refused.fields().containsKey("region")) {
                throw refused;
            }
            return home(viewer, region, channel, refused.fields(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return back(region, channel, "offered");
    }

    private @Nullable Money money(String price, String region) {
        var currency = packs.region(region).map(Packs.Region::currency);
        if (currency.isEmpty() || !price.strip().matches("[0-9]{1,6}([.][0-9]{1,6})?")) {
            return null;
        }
        return Money.of(price.strip(), currency.get());
    }

    @PostMapping("/packs/{id}/end")
    ModelAndView end(Viewer viewer, @PathVariable UUID id) {
        var admin = viewer.as(Role.ADMIN);
        var pack = packs.find(id).orElseThrow(Refused::notFound);
        offering.offer(
                admin,
                new Offer(
                        pack.region(),
                        pack.channel(),
                        pack.slot(),
                        false,
                        pack.coins(),
                        pack.bonusCoins(),
                        pack.price(),
                        pack.validDays(),
                        pack.bonusValidDays()));
        return back(pack.region(), pack.channel(), "ended");
    }

    @PostMapping("/wallets/{person}/thaw")
    ModelAndView thaw(Viewer viewer, @PathVariable UUID person, @RequestParam(defaultValue = "") String why) {
        var by = viewer.as(Role.FINANCE, Role.ADMIN);
        try {
            thawing.thaw(by, person, why);
        } catch (Refused refused) {
            if (refused.fields().isEmpty()) {
                throw refused;
            }
            return home(viewer, HOME_REGION, "web", refused.fields(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return back(HOME_REGION, "web", "thawed");
    }

    private static ModelAndView back(String region, String channel, String done) {
        return new ModelAndView("redirect:/finance/coins?region=" + region + "&channel=" + channel + "&done=" + done);
    }
}
