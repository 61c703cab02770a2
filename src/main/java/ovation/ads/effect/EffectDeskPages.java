package ovation.ads.effect;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ovation.ads.Access;
import ovation.ads.effect.BookingFlights.Day;
import ovation.ads.effect.BookingFlights.Order;
import ovation.base.Refused;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.videos.Videos;

/** The advertiser's desk for branded effects: what was made, which days are free, what is booked, what it brought. */
@Controller
@RequestMapping("/desk/ads/{business}/effects")
class EffectDeskPages {

    private static final int SHOWN = 100;
    private static final int CALENDAR = 35;
    private static final int POSTS = 12;

    private final Access access;
    private final BookingFlights booking;
    private final EndingFlights ending;
    private final EffectBookings bookings;
    private final BrandedEffects branded;
    private final EffectMarkets markets;
    private final EffectReports reports;
    private final Videos videos;
    private final Ledger ledger;
    private final MessageSource words;
    private final Clock clock;

    EffectDeskPages(
            Access access,
            BookingFlights booking,
            EndingFlights ending,
            EffectBookings bookings,
            BrandedEffects branded,
            EffectMarkets markets,
            EffectReports reports,
            Videos videos,
            Ledger ledger,
            MessageSource words,
            Clock clock) {
        this.access = access;
        this.booking = booking;
        this.ending = ending;
        this.bookings = bookings;
        this.branded = branded;
        this.markets = markets;
        this.reports = reports;
        this.videos = videos;
        this.ledger = ledger;
        this.words = words;
        this.clock = clock;
    }

    static String name(String market, Locale locale) {
        return Locale.of("", market).getDisplayCountry(locale);
    }

    record MarketChoice(String code, String name, Money perDay) {}

    /** @param effect what it shows @param cancellable whether days can still be called off */
    record FlightRow(
            EffectBooking booking,
            String state,
            String market,
            String effect,
            Money frozen,
            Money charged,
            Money released,
            boolean cancellable) {}

    /** What the form holds. */
    record Chosen(
            String market,
            LocalDate from,
            int days,
            @Nullable UUID effect) {}

    @GetMapping
    String page(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable String market,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable UUID effect,
            @RequestParam(defaultValue = "") String done,
            Locale locale,
            Model model) {
        var found = access.toRead(viewer, business);
        var place = marketOr(found, viewer, market);
        var day = from == null ? firstFree(found, place) : from;
        model.addAttribute("done", done);
        return show(found, new Chosen(place, day, days, effect), Map.of(), "", locale, model);
    }

    /** @param key made with the page, so that a second click books nothing more */
    @PostMapping("/flights")
    String book(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String market,
            @RequestParam LocalDate from,
            @RequestParam int days,
            @RequestParam(required = false) @Nullable UUID effect,
            @RequestParam String key,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var found = access.toEdit(viewer, business);
        try {
            booking.book(viewer, business, key, new Order(market, from, days, effect, null));
            return "redirect:/desk/ads/" + business + "/effects?done=booked&market=" + market + "#flights";
        } catch (Refused refused) {
            var ours = refused.code() instanceof EffectProblem;
            if (refused.fields().isEmpty() && !ours) {
                throw refused;
            }
            response.setStatus(ours ? refused.code().status() : 422);
            model.addAttribute("done", "");
            return show(
                    found,
                    new Chosen(market, from, days, effect),
                    refused.fields(),
                    ours ? said(refused, locale) : "",
                    locale,
                    model);
        }
    }

    @PostMapping("/flights/{id}/cancel")
    String cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        ending.cancel(viewer, business, id);
        return "redirect:/desk/ads/" + business + "/effects?done=cancelled#flights";
    }

    @GetMapping("/flights/{id}")
    String report(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id, Locale locale, Model model) {
        var found = access.toRead(viewer, business);
        var flight = bookings.find(id)
                .filter(each -> each.business().equals(business))
                .orElseThrow(Refused::notFound);
        model.addAttribute("business", found);
        model.addAttribute("booking", flight);
        model.addAttribute("state", flight.state(clock.instant()));
        model.addAttribute("effect", branded.find(flight.effect()).orElseThrow().effect());
        model.addAttribute("marketName", name(flight.market(), locale));
        model.addAttribute("frozen", flight.money(flight.frozenMicros()));
        model.addAttribute("charged", flight.money(flight.settledMicros()));
        model.addAttribute("released", flight.money(flight.releasedMicros()));
        model.addAttribute("perDay", flight.money(flight.dayMicros()));
        model.addAttribute("report", reports.of(flight));
        model.addAttribute("cards", videos.cards(reports.posts(id, POSTS)));
        return "ads/effect-report";
    }

    private String said(Refused refused, Locale locale) {
        return String.valueOf(words.getMessage(
                "problem." + refused.code().code(), refused.arguments().toArray(), locale));
    }

    private String show(
            Business business, Chosen chosen, Map<String, String> errors, String trouble, Locale locale, Model model) {
        var sold = markets.in(business.currency());
        var made = branded.of(business.id());
        model.addAttribute("business", business);
        model.addAttribute(
                "markets",
                sold.stream()
                        .map(each -> new MarketChoice(
                                each.market(),
                                name(each.market(), locale),
                                new Money(each.dayMicros(), each.currency())))
                        .sorted(Comparator.comparing(MarketChoice::name, java.text.Collator.getInstance(locale)))
                        .toList());
        model.addAttribute("chosen", chosen);
        model.addAttribute("marketName", name(chosen.market(), locale));
        model.addAttribute("errors", errors);
        model.addAttribute("trouble", trouble);
        model.addAttribute("first", EffectBooking.dayOf(clock.instant()));
        model.addAttribute("effects", made);
        model.addAttribute(
                "approved",
                made.stream().filter(each -> each.state().equals("approved")).toList());
        model.addAttribute("flights", rows(business, made, locale));
        model.addAttribute("days", calendar(business, chosen.market()));
        model.addAttribute("key", UUID.randomUUID().toString());
        model.addAttribute(
                "prepaid",
                ledger.balance(new Account(AccountKind.ADVERTISER_PREPAID, business.id(), business.currency()))
                        .available());
        sold.stream()
                .filter(each -> each.market().equals(chosen.market()))
                .findFirst()
                .ifPresent(each -> model.addAttribute("perDay", new Money(each.dayMicros(), each.currency())));
        return "ads/effects";
    }

    private List<Day> calendar(Business business, String market) {
        return markets.find(market, business.currency()).isEmpty()
                ? List.of()
                : booking.calendar(business, market, null, CALENDAR);
    }

    /** From tomorrow on; tomorrow if none of the next weeks is. */
    private LocalDate firstFree(Business business, String market) {
        var tomorrow = EffectBooking.dayOf(clock.instant()).plusDays(1);
        return calendar(business, market).stream()
                .filter(day -> day.free() && !day.day().isBefore(tomorrow))
                .map(Day::day)
                .findFirst()
                .orElse(tomorrow);
    }

    private List<FlightRow> rows(Business business, List<BrandedEffect> made, Locale locale) {
        var now = clock.instant();
        var today = EffectBooking.dayOf(now);
        var names = new HashMap<UUID, String>();
        made.forEach(each -> names.put(each.id(), each.effect().name()));
        return bookings.of(business.id(), null, SHOWN).stream()
                .map(found -> new FlightRow(
                        found,
                        found.state(now),
                        name(found.market(), locale),
                        names.getOrDefault(found.effect(), "–"),
                        found.money(found.frozenMicros()),
                        found.money(found.settledMicros()),
                        found.money(found.releasedMicros()),
                        found.ended() == null && found.lastDay().isAfter(today)))
                .toList();
    }

    /** The one asked for, else the viewer's own region, else the first. */
    private String marketOr(Business business, Viewer viewer, @Nullable String asked) {
        var sold = markets.in(business.currency()).stream()
                .map(EffectMarkets.Market::market)
                .toList();
        if (asked != null && sold.contains(asked)) {
            return asked;
        }
        return sold.isEmpty() || sold.contains(viewer.region()) ? viewer.region() : sold.getFirst();
    }
}
