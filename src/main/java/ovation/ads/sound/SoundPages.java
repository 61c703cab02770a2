package ovation.ads.sound;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.Access;
import ovation.ads.promo.Places;
import ovation.ads.promo.PromotionProblem;
import ovation.ads.promo.SortingPosts;
import ovation.ads.promo.TakingPart;
import ovation.ads.sound.PromotingSounds.Order;
import ovation.base.Refused;
import ovation.identity.Businesses;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.videos.Videos;

/** The label's desk for paid sounds, and the listener's answer on the sound's page. */
@Controller
class SoundPages {

    private static final String DESK = "/desk/ads/{business}/sounds";
    private static final int TILES = 24;
    private static final List<String> PLACES = List.of(Places.SOUND_DISCOVER, Places.SOUND_PICKER);

    private final Access access;
    private final SoundDesk desk;
    private final PromotingSounds promoting;
    private final SortingPosts sorting;
    private final TakingPart takingPart;
    private final SoundStage stage;
    private final Places places;
    private final Videos videos;
    private final Ledger ledger;
    private final MessageSource words;

    SoundPages(
            Access access,
            SoundDesk desk,
            PromotingSounds promoting,
            SortingPosts sorting,
            TakingPart takingPart,
            SoundStage stage,
            Places places,
            Videos videos,
            Ledger ledger,
            MessageSource words) {
        this.access = access;
        this.desk = desk;
        this.promoting = promoting;
        this.sorting = sorting;
        this.takingPart = takingPart;
        this.stage = stage;
        this.places = places;
        this.videos = videos;
        this.ledger = ledger;
        this.words = words;
    }

    /** @param discover price of a share of a day there, {@code picker} in the picker */
    record MarketChoice(String code, String name, Money discover, Money picker) {}

    /** What the order form holds, as typed. */
    record OrderForm(
            @Nullable List<String> places,
            @Nullable Boolean exclusive,
            @Nullable List<String> markets,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable LocalDate openUntil,
            @Nullable String boosts,
            @Nullable Long atMost,
            @Nullable String key) {

        Order order(String currency) {
            try {
                var budget = boosts == null || boosts.isBlank()
                        ? null
                        : Money.of(boosts.strip().replace(',', '.'), currency);
                var limit = atMost == null ? null : new Money(atMost, currency);
                return new Order(places, exclusive, markets, firstDay, lastDay, openUntil, budget, limit);
            } catch (NumberFormatException | ArithmeticException notAnAmount) {
                throw Refused.field("boosts", "not_an_amount");
            }
        }
    }

    @GetMapping(DESK)
    String list(Viewer viewer, @PathVariable UUID business, Model model) {
        var found = access.toRead(viewer, business);
        model.addAttribute("business", found);
        model.addAttribute("label", found.kind() == Businesses.Kind.LABEL);
        model.addAttribute("sounds", desk.all(viewer, business));
        return "ads/sounds";
    }

    @GetMapping(DESK + "/new")
    String write(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable UUID sound,
            Model model) {
        model.addAttribute("business", access.toEdit(viewer, business));
        model.addAttribute("sound", sound == null ? null : videos.sound(sound).orElse(null));
        return "ads/sound-form";
    }

    @GetMapping(DESK + "/{id}")
    String one(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "") String done,
            Locale locale,
            Model model) {
        model.addAttribute("done", done);
        return page(viewer, business, id, state, cursor, null, Map.of(), "", locale, model);
    }

    private String page(
            Viewer viewer,
            UUID businessId,
            UUID id,
            @Nullable String state,
            @Nullable String cursor,
            @Nullable OrderForm form,
            Map<String, String> errors,
            String trouble,
            Locale locale,
            Model model) {
        var business = access.toRead(viewer, businessId);
        var sound = desk.one(viewer, businessId, id);
        var currency = business.currency();
        model.addAttribute("business", business);
        model.addAttribute("sound", sound);
        model.addAttribute("errors", errors);
        model.addAttribute("trouble", trouble);
        if (sound.booking() != null) {
            model.addAttribute("report", desk.report(viewer, businessId, id));
            model.addAttribute("entries", desk.posts(viewer, businessId, id, state, cursor, TILES));
            model.addAttribute("state", state == null ? "" : state);
            model.addAttribute(
                    "marketNames",
                    sound.booking().markets().stream()
                            .map(market -> name(market, locale))
                            .toList());
            return "ads/sound";
        }
        var picker = new HashMap<String, Long>();
        places.sold(Places.SOUND_PICKER, currency).forEach(place -> picker.put(place.market(), place.dayMicros()));
        var tomorrow = desk.today().plusDays(1);
        model.addAttribute("placeNames", PLACES);
        model.addAttribute(
                "markets",
                places.sold(Places.SOUND_DISCOVER, currency).stream()
                        .map(place -> new MarketChoice(
                                place.market(),
                                name(place.market(), locale),
                                new Money(place.dayMicros(), currency),
                                new Money(picker.getOrDefault(place.market(), 0L), currency)))
                        .toList());
        model.addAttribute(
                "form",
                form != null
                        ? form
                        : new OrderForm(
                                PLACES,
                                false,
                                List.of(viewer.region()),
                                tomorrow,
                                tomorrow.plusDays(2),
                                tomorrow.plusDays(6),
                                "100",
                                null,
                                null));
        model.addAttribute("first", tomorrow);
        model.addAttribute("key", UUID.randomUUID().toString());
        model.addAttribute("boostCpm", new Money(places.boostCpm(currency), currency));
        model.addAttribute(
                "prepaid",
                ledger.balance(new Account(AccountKind.ADVERTISER_PREPAID, businessId, currency))
                        .posted());
        return "ads/sound";
    }

    /** The form carries a key made with the page, so that a second click books nothing more. */
    @PostMapping(DESK + "/{id}/booking")
    String book(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @ModelAttribute OrderForm form,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var found = access.toEdit(viewer, business);
        try {
            var key = form.key() == null ? UUID.randomUUID().toString() : form.key();
            promoting.book(viewer, business, id, key, form.order(found.currency()));
            return "redirect:/desk/ads/" + business + "/sounds/" + id + "?done=booked";
        } catch (Refused refused) {
            var ours = refused.code() instanceof PromotionProblem;
            if (refused.fields().isEmpty() && !ours) {
                throw refused;
            }
            response.setStatus(ours ? refused.code().status() : 422);
            model.addAttribute("done", "");
            var said = !ours
                    ? ""
                    : words.getMessage(
                            "problem." + refused.code().code(),
                            refused.arguments().toArray(),
                            locale);
            return page(viewer, business, id, null, null, form, refused.fields(), said, locale, model);
        }
    }

    @PostMapping(DESK + "/{id}/cancel")
    String cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        promoting.cancel(viewer, business, id);
        return "redirect:/desk/ads/" + business + "/sounds/" + id + "?done=cancelled";
    }

    @PostMapping(DESK + "/{id}/entries/{video}")
    String sort(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @PathVariable UUID video,
            @RequestParam String state,
            @RequestParam(defaultValue = "") String tab) {
        sorting.become(desk.toEdit(viewer, business, id).id(), video, state, viewer);
        var query = SortingPosts.STATES.contains(tab) ? "?state=" + tab : "";
        return "redirect:/desk/ads/" + business + "/sounds/" + id + query + "#entries";
    }

    @PostMapping("/sound-promotions/{id}/consent")
    String consent(Viewer viewer, @PathVariable UUID id, @RequestParam boolean mayBoost, @RequestParam UUID sound) {
        stage.one(id, viewer);
        takingPart.join(viewer, id, mayBoost);
        return "redirect:/sounds/" + sound;
    }

    private static String name(String market, Locale locale) {
        return Locale.of("", market).getDisplayCountry(locale);
    }
}
