package ovation.ads.topview;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
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
import ovation.ads.AdCreatives;
import ovation.ads.Days;
import ovation.ads.topview.BookingTopViews.Order;
import ovation.ads.topview.BookingTopViews.Quote;
import ovation.base.Refused;
import ovation.identity.Businesses.Business;
import ovation.identity.Viewer;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.videos.Videos;

/** The advertiser's desk for TopView: the calendar, the order form, what is booked, the creatives. */
@Controller
@RequestMapping("/desk/ads/{business}/topview")
class TopViewPages {

    private static final int BOOKINGS = 100;
    private static final int FIRST_SHARE = 25;

    private final Access access;
    private final AdCreatives ads;
    private final BookingTopViews booking;
    private final TopViewBookings bookings;
    private final TopViewMarkets markets;
    private final TopViewCreatives creatives;
    private final Ledger ledger;
    private final Videos videos;
    private final TopViewSettings settings;
    private final MessageSource words;
    private final Clock clock;

    TopViewPages(
            Access access,
            AdCreatives ads,
            BookingTopViews booking,
            TopViewBookings bookings,
            TopViewMarkets markets,
            TopViewCreatives creatives,
            Ledger ledger,
            Videos videos,
            TopViewSettings settings,
            MessageSource words,
            Clock clock) {
        this.access = access;
        this.ads = ads;
        this.booking = booking;
        this.bookings = bookings;
        this.markets = markets;
        this.creatives = creatives;
        this.ledger = ledger;
        this.videos = videos;
        this.settings = settings;
        this.words = words;
        this.clock = clock;
    }

    /** @param prepaid free to be spent */
    record Balance(Money prepaid) {}

    record MarketChoice(String code, String name) {}

    /** @param state as in {@link TopViewBooking#state} @param creative what it shows */
    record BookingRow(
            TopViewBooking booking,
            String state,
            String market,
            TopViewCreative creative,
            Money frozen,
            Money charged,
            Money released,
            boolean cancellable) {}

    /** @param video null if the clip is gone */
    record CreativeRow(TopViewCreative creative, boolean frozen, Videos.@Nullable VideoCard video) {}

    /** What the form holds. */
    record Chosen(
            String market,
            LocalDate day,
            int share,
            @Nullable UUID creative) {}

    @GetMapping
    String page(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam(required = false) @Nullable String market,
            @RequestParam(required = false) @Nullable YearMonth month,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable Integer share,
            @RequestParam(defaultValue = "") String done,
            Locale locale,
            Model model) {
        var found = access.toRead(viewer, business);
        var part = share == null ? FIRST_SHARE : share;
        var place = marketOr(found, viewer, market);
        var when = day != null ? day : firstWith(found, place, month, part);
        var chosen = new Chosen(place, when, part, null);
        model.addAttribute("done", done);
        return show(found, chosen, month, Map.of(), "", locale, model);
    }

    /** @param key made with the page, so that a second click books nothing more */
    @PostMapping("/bookings")
    String book(
            Viewer viewer,
            @PathVariable UUID business,
            @RequestParam String market,
            @RequestParam LocalDate day,
            @RequestParam int share,
            @RequestParam(required = false) @Nullable UUID creative,
            @RequestParam(required = false) @Nullable Long atMost,
            @RequestParam String key,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var found = access.toEdit(viewer, business);
        try {
            var limit = atMost == null ? null : new Money(atMost, found.currency());
            var booked = booking.book(viewer, business, key, new Order(market, day, share, creative, limit));
            return "redirect:/desk/ads/" + business + "/topview?done=booked&market=" + booked.market() + "&month="
                    + YearMonth.from(booked.day()) + "#bookings";
        } catch (Refused refused) {
            var ours = refused.code() instanceof TopViewProblem;
            if (refused.fields().isEmpty() && !ours) {
                throw refused;
            }
            response.setStatus(ours ? refused.code().status() : 422);
            model.addAttribute("done", "");
            return show(
                    found,
                    new Chosen(market, day, share, creative),
                    YearMonth.from(day),
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

    @PostMapping("/bookings/{id}/cancel")
    String cancel(Viewer viewer, @PathVariable UUID business, @PathVariable UUID id) {
        booking.cancel(viewer, business, id);
        return "redirect:/desk/ads/" + business + "/topview?done=cancelled#bookings";
    }

    private String show(
            Business business,
            Chosen chosen,
            @Nullable YearMonth month,
            Map<String, String> errors,
            String trouble,
            Locale locale,
            Model model) {
        var today = Days.of(clock.instant());
        var last = today.plusDays(settings.daysAhead());
        var sold = markets.in(business.currency());
        model.addAttribute("business", business);
        model.addAttribute(
                "markets",
                sold.stream()
                        .map(market -> new MarketChoice(market.market(), name(market.market(), locale)))
                        .sorted(java.util.Comparator.comparing(
                                MarketChoice::name, java.text.Collator.getInstance(locale)))
                        .toList());
        model.addAttribute("chosen", chosen);
        model.addAttribute("marketName", name(chosen.market(), locale));
        model.addAttribute("first", today);
        model.addAttribute("last", last);
        model.addAttribute("errors", errors);
        model.addAttribute("trouble", trouble);
        model.addAttribute(
                "balance",
                new Balance(ledger.balance(TopViewBooking.prepaid(business.id(), business.currency()))
                        .available()));
        model.addAttribute("key", UUID.randomUUID().toString());
        model.addAttribute("calls", ads.callsToAction());
        model.addAttribute("bookings", bookingRows(business, locale));
        model.addAttribute("creatives", creativeRows(business));
        var offered = sold.stream().anyMatch(market -> market.market().equals(chosen.market()));
        if (offered) {
            var shown = month == null ? YearMonth.from(chosen.day()) : month;
            shown = shown.isBefore(YearMonth.from(today)) || shown.isAfter(YearMonth.from(last))
                    ? YearMonth.from(today)
                    : shown;
            model.addAttribute("calendar", calendar(business, chosen.market(), shown, today, last));
            model.addAttribute("quote", quote(business, chosen));
        }
        return "ads/topview";
    }

    /** Of what the form holds; null if that cannot be bought at all. */
    private @Nullable Quote quote(Business business, Chosen chosen) {
        try {
            return booking.quote(business, chosen.market(), chosen.day(), chosen.share());
        } catch (Refused outOfRange) {
            return null;
        }
    }

    private TopViewCalendar calendar(
            Business business, String market, YearMonth month, LocalDate today, LocalDate last) {
        var quotes = new HashMap<LocalDate, Quote>();
        for (var quote : booking.calendar(business, market, month.atDay(1), 31)) {
            quotes.put(quote.day(), quote);
        }
        return TopViewCalendar.of(month, today, last, quotes);
    }

    private List<BookingRow> bookingRows(Business business, Locale locale) {
        var now = clock.instant();
        var byId = new HashMap<UUID, TopViewCreative>();
        creatives.of(business.id()).forEach(creative -> byId.put(creative.id(), creative));
        return bookings.of(business.id(), null, BOOKINGS).stream()
                .map(found -> new BookingRow(
                        found,
                        found.state(now),
                        name(found.market(), locale),
                        byId.computeIfAbsent(
                                found.creative(), id -> creatives.find(id).orElseThrow()),
                        found.money(found.frozenMicros()),
                        found.money(found.settledMicros()),
                        found.money(found.releasedMicros()),
                        found.ended() == null && !found.begun(now)))
                .toList();
    }

    private List<CreativeRow> creativeRows(Business business) {
        var its = creatives.of(business.id());
        var cards = new HashMap<UUID, Videos.VideoCard>();
        videos.cards(its.stream().map(TopViewCreative::video).distinct().toList())
                .forEach(card -> cards.put(card.id(), card));
        return its.stream()
                .map(creative ->
                        new CreativeRow(creative, creatives.booked(creative.id()), cards.get(creative.video())))
                .toList();
    }

    /** The first day from tomorrow, or from the month's first, of which so much is left; else the first of these days. */
    private LocalDate firstWith(Business business, String market, @Nullable YearMonth month, int share) {
        var tomorrow = Days.of(clock.instant()).plusDays(1);
        var from = month == null || !month.isAfter(YearMonth.from(tomorrow)) ? tomorrow : month.atDay(1);
        if (markets.find(market, business.currency()).isEmpty()) {
            return from;
        }
        return booking.calendar(business, market, from, BookingTopViews.MOST_DAYS).stream()
                .filter(quote -> quote.free() >= share)
                .map(Quote::day)
                .findFirst()
                .orElse(from);
    }

    /** The one asked for, else the viewer's own region, else the first. */
    private String marketOr(Business business, Viewer viewer, @Nullable String asked) {
        var sold = markets.in(business.currency()).stream()
                .map(TopViewMarkets.Market::market)
                .toList();
        if (asked != null && sold.contains(asked)) {
            return asked;
        }
        return sold.isEmpty() || sold.contains(viewer.region()) ? viewer.region() : sold.getFirst();
    }

    static String name(String market, Locale locale) {
        return Locale.of("", market).getDisplayCountry(locale);
    }
}
