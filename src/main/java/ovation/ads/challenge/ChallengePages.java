package ovation.ads.challenge;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.Access;
import ovation.ads.challenge.BookingChallenges.Order;
import ovation.ads.promo.Places;
import ovation.ads.promo.PromotionProblem;
import ovation.ads.promo.SortingPosts;
import ovation.base.Refused;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;

/** The business's desk for challenges: written, booked, their entries sorted, their report. */
@Controller
@RequestMapping("/desk/ads/{business}/challenges")
class ChallengePages {

    private static final int TILES = 24;

    private final Access access;
    private final ChallengeDesk desk;
    private final BookingChallenges booking;
    private final SortingPosts sorting;
    private final Places places;
    private final Ledger ledger;
    private final MessageSource words;

    ChallengePages(
            Access access,
            ChallengeDesk desk,
            BookingChallenges booking,
            SortingPosts sorting,
            Places places,
            Ledger ledger,
            MessageSource words) {
        this.access = access;
        this.desk = desk;
        this.booking = booking;
        this.sorting = sorting;
        this.places = places;
        this.ledger = ledger;
        this.words = words;
    }

    record MarketChoice(String code, String name, Money day) {}

    /** What the order form holds, as typed. */
    record OrderForm(
            @Nullable List<String> markets,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable LocalDate openUntil,
            @Nullable String prize,
            @Nullable String shares,
            @Nullable String boosts,
            @Nullable Long atMost,
            @Nullable String key) {

        Order order(String currency) {
            return new Order(
                    markets,
                    firstDay,
                    lastDay,
                    openUntil,
                    money("prize", prize, currency),
                    shares == null || shares.isBlank() ? null : numbers(shares),
                    money("boosts", boosts, currency),
                    atMost == null ? null : new Money(atMost, currency));
        }

        private static @Nullable Money money(String field, @Nullable String amount, String currency) {
            try {
                return amount == null || amount.isBlank()
                        ? null
                        : Money.of(amount.strip().replace(',', '.'), currency);
            } catch (NumberFormatException | ArithmeticException notAnAmount) {
                throw Refused.field(field, "not_an_amount");
            }
        }

        private static List<Integer> numbers(String text) {
            try {
                return Arrays.stream(text.strip().split("[,;\\s]+"))
                        .map(Integer::valueOf)
                        .toList();
            } catch (NumberFormatException notANumber) {
                throw Refused.field("prizeShares", "out_of_range");
            }
        }
    }

    @GetMapping
    String list(Viewer viewer, @PathVariable UUID business, Model model) {
        model.addAttribute("business", access.toRead(viewer, business));
        model.addAttribute("challenges", desk.all(viewer, business));
        return "ads/challenges";
    }

    @GetMapping("/new")
    String write(Viewer viewer, @PathVariable UUID business, Model model) {
        model.addAttribute("business", access.toEdit(viewer, business));
        return "ads/challenge-form";
    }

    @GetMapping("/{id}")
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
        var challenge = desk.one(viewer, businessId, id);
        model.addAttribute("business", business);
        model.addAttribute("challenge", challenge);
        model.addAttribute("errors", errors);
        model.addAttribute("trouble", trouble);
        if (challenge.booking() != null) {
            model.addAttribute("report", desk.report(viewer, businessId, id));
            model.addAttribute("prizes", desk.prizes(id));
            model.addAttribute("entries", desk.entries(viewer, businessId, id, state, cursor, TILES));
            model.addAttribute("state", state == null ? "" : state);
            model.addAttribute(
                    "marketNames",
                    challenge.booking().markets().stream()
                            .map(market -> name(market, locale))
                            .toList());
        } else {
            var tomorrow = desk.today().plusDays(1);
            model.addAttribute(
                    "markets",
                    places.sold(Places.BANNER, business.currency()).stream()
                            .map(place -> new MarketChoice(
                                    place.market(),
                                    name(place.market(), locale),
                                    new Money(place.dayMicros(), business.currency())))
                            .toList());
            model.addAttribute(
                    "form",
                    form != null
                            ? form
                            : new OrderForm(
                                    List.of(viewer.region()),
                                    tomorrow,
                                    tomorrow.plusDays(2),
                                    tomorrow.plusDays(6),
                                    "500",
                                    "50, 30, 20",
                                    "100",
                                    null,
                                    null));
            model.addAttribute("first", tomorrow);
            model.addAttribute("key", UUID.randomUUID().toString());
            model.addAttribute("boostCpm", new Money(places.boostCpm(business.currency()), business.currency()));
            model.addAttribute(
                    "prepaid",
                    ledger.balance(new Account(AccountKind.ADVERTISER_PREPAID, businessId, business.currency()))
                            .posted());
        }
        return "ads/challenge";
    }

    /** The form carries a key made with the page, so that a second click books nothing more. */
    @PostMapping("/{id}/booking")
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
            booking.book(viewer, business, id, key, form.order(found.currency()));
            return "redirect:/desk/ads/" + business + "/challenges/" + id + "?done=booked";
        } catch (Refused refused) {
            var ours = refused.code() instanceof PromotionProblem;
            if (refused.fields().isEmpty() && !ours) {
                throw refused;
            }
            response.setStatus(ours ? refused.code().status() : 422);
            model.addAttribute("done", "");
            return page(
                    viewer,
                    business,
                    id,
                    null,
                    null,
                    form,
                    refused.fields(),
                    ours ? said(refused, locale) : "",
                    locale,
                    model);
        }
    }

    private String said(Refused refused, Locale locale) {
        return words.getMessage(
                "problem." + refused.code().code(), refused.arguments().toArray(), locale);
    }

    @PostMapping("/{id}/cancel")
    String cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        booking.cancel(viewer, business, id);
        return "redirect:/desk/ads/" + business + "/challenges/" + id + "?done=cancelled";
    }

    @PostMapping("/{id}/entries/{video}")
    String sort(
            Viewer viewer,
            @PathVariable UUID business,
            @PathVariable UUID id,
            @PathVariable UUID video,
            @RequestParam String state,
            @RequestParam(defaultValue = "") String tab) {
        sorting.become(desk.toEdit(viewer, business, id).id(), video, state, viewer);
        var query = SortingPosts.STATES.contains(tab) ? "?state=" + tab : "";
        return "redirect:/desk/ads/" + business + "/challenges/" + id + query + "#entries";
    }

    static String name(String market, Locale locale) {
        return Locale.of("", market).getDisplayCountry(locale);
    }
}
