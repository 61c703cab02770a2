package ovation.ads.promo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Businesses.Business;
import ovation.ledger.Account;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.PostingOutcome;
import ovation.ledger.Transfer;

/**
 * Buys days of places with a budget for boosts and prize money, and calls them off. The money is frozen in the transaction
 * that takes the days, in this order of locks: what is booked, the places' prices, the ledger.
 */
@Service
public class BookingPromotions {

    private final Places places;
    private final PromotionRows rows;
    private final Ledger ledger;
    private final PromotionSettings settings;
    private final Clock clock;

    BookingPromotions(Places places, PromotionRows rows, Ledger ledger, PromotionSettings settings, Clock clock) {
        this.places = places;
        this.rows = rows;
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param exclusive all lanes of its days; else one */
    public record Wish(String place, boolean exclusive) {}

    /**
     * @param markets where all the places are bought
     * @param firstDay from tomorrow on, to {@code lastDay} inclusive
     * @param openUntil the promotion's last day; people's posts count until then
     * @param atMost the price that the buyer has seen: a higher one is refused; null for whatever it is
     */
    public record Order(
            List<Wish> places,
            Set<String> markets,
            LocalDate firstDay,
            LocalDate lastDay,
            LocalDate openUntil,
            long boostMicros,
            long prizeMicros,
            @Nullable Money atMost) {}

    /** What it says where it is shown. */
    public record Face(
            String kind,
            String headline,
            String line,
            String callToAction,
            String link,
            @Nullable UUID video,
            @Nullable UUID sound) {}

    /** @param places the price of all days @param total with boosts and prizes: what is frozen */
    public record Quote(long days, Money places, Money boosts, Money prizes, Money total, Money boostCpm) {}

    /** @throws Refused with the fields that are wrong */
    public Quote quote(Business business, Order order) {
        check(order);
        var sum = 0L;
        for (var bought : bought(business, order)) {
            sum = Math.addExact(
                    sum,
                    Math.multiplyExact(
                            bought.lanes() * days(order), bought.place().dayMicros()));
        }
        var currency = business.currency();
        return new Quote(
                days(order),
                new Money(sum, currency),
                new Money(order.boostMicros(), currency),
                new Money(order.prizeMicros(), currency),
                new Money(Math.addExact(sum, Math.addExact(order.boostMicros(), order.prizeMicros())), currency),
                new Money(places.boostCpm(currency), currency));
    }

    private record Bought(Places.Place place, int lanes) {}

    private static long days(Order order) {
        return order.lastDay().toEpochDay() - order.firstDay().toEpochDay() + 1;
    }

    private void check(Order order) {
        var wrong = new LinkedHashMap<String, String>();
        var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        if (order.firstDay().isBefore(tomorrow)) {
            wrong.put("firstDay", "in_the_past");
        } else if (order.firstDay().isAfter(tomorrow.plusDays(settings.daysAhead()))) {
            wrong.put("firstDay", "too_far_ahead");
        }
        if (order.lastDay().isBefore(order.firstDay())) {
            wrong.put("lastDay", "ends_before_it_begins");
        } else if (days(order) > settings.mostDays()) {
            wrong.put("lastDay", "out_of_range");
        }
        if (order.openUntil().isBefore(order.lastDay())
                || order.openUntil().isAfter(order.firstDay().plusDays(settings.mostDays()))) {
            wrong.put("openUntil", "out_of_range");
        }
        if (order.markets().isEmpty()) {
            wrong.put("markets", "required");
        }
        if (order.places().isEmpty()) {
            wrong.put("places", "required");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
    }

    private List<Bought> bought(Business business, Order order) {
        var bought = new ArrayList<Bought>();
        for (var wish : order.places()) {
            var sold = new LinkedHashMap<String, Places.Place>();
            places.sold(wish.place(), business.currency()).forEach(place -> sold.put(place.market(), place));
            if (sold.isEmpty()) {
                throw Refused.field("places", "not_offered");
            }
            for (var market : new TreeSet<>(order.markets())) {
                var place = sold.get(market);
                if (place == null) {
                    throw Refused.field("markets", "not_offered");
                }
                bought.add(new Bought(place, wish.exclusive() ? place.lanes() : 1));
            }
        }
        return bought;
    }

    /**
     * Joins the transaction of who books, who has locked what is booked.
     *
     * @param key the caller's idempotency key: the same one books once, also when the answer was lost
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Promotion book(UUID id, Business business, Face face, Order order, UUID by, String key) {
        var known = rows.find(id);
        if (known.isPresent()) {
            if (known.get().bookingKey().equals(key)) {
                return known.get();
            }
            throw Refused.because(PromotionProblem.PROMOTION_BOOKED);
        }
        var quote = quote(business, order);
        refuseHigher(quote.total(), order.atMost());
        places.lock(order.places().stream().map(Wish::place).toList(), order.markets());
        var now = clock.instant();
        var promotion = new Promotion(
                id,
                face.kind(),
                business.id(),
                business.currency(),
                business.name(),
                face.headline(),
                face.line(),
                face.callToAction(),
                face.link(),
                face.video(),
                face.sound(),
                order.firstDay(),
                order.openUntil(),
                places.boostCpm(business.currency()),
                quote.places().micros(),
                order.boostMicros(),
                order.prizeMicros(),
                0,
                0,
                0,
                true,
                key,
                now,
                null,
                0);
        rows.insert(promotion, by);
        try {
            for (var each : bought(business, order)) {
                places.take(
                        id, each.place(), places.allot(each.place(), order.firstDay(), order.lastDay(), each.lanes()));
            }
        } catch (DataIntegrityViolationException atTheSameTime) {
            // Whoever did not ask for the lock: the constraint is the last defence.
            throw Refused.because(
                    PromotionProblem.PLACE_SOLD_OUT, "–", order.firstDay().toString());
        }
        freeze(promotion, now);
        rows.changed();
        return promotion;
    }

    private void freeze(Promotion promotion, Instant now) {
        var outcome = ledger.post(Transfer.between(
                Ids.at(now),
                "ads.promo.book",
                promotion.cause(),
                now,
                promotion.prepaid(),
                promotion.reserved(),
                promotion.money(promotion.frozenMicros())));
        if (outcome instanceof PostingOutcome.Rejected(var transfer, var reason)) {
            if (reason == PostingOutcome.Reason.INSUFFICIENT_FUNDS) {
                throw Refused.because(PromotionProblem.PROMOTION_BALANCE_TOO_LOW);
            }
            throw new IllegalStateException("The ledger rejected " + transfer + ": " + reason);
        }
    }

    /** Until its first day; everything goes back. Called off twice is called off. Joins the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(UUID id, UUID by) {
        var promotion = rows.lock(id).orElseThrow(Refused::notFound);
        if ("cancelled".equals(promotion.ended())) {
            return;
        }
        var now = clock.instant();
        if (!promotion.cancellable(now)) {
            throw Refused.because(PromotionProblem.PROMOTION_BEGUN);
        }
        rows.end(id, "cancelled", promotion.frozenMicros(), by, now);
        rows.giveSlotsBack(id);
        release(ledger, promotion, promotion.frozenMicros(), now);
        rows.changed();
    }

    /** Gives back what was not used, as part of its end. */
    static void release(Ledger ledger, Promotion promotion, long micros, Instant now) {
        move(ledger, "ads.promo.release", promotion, promotion.prepaid(), micros, now);
    }

    private static void move(Ledger ledger, String kind, Promotion promotion, Account to, long micros, Instant now) {
        ledger.post(Transfer.between(
                        Ids.of(now, kind + "/" + promotion.id()),
                        kind,
                        promotion.cause(),
                        now,
                        promotion.reserved(),
                        to,
                        promotion.money(micros)))
                .orThrow();
    }

    private static void refuseHigher(Money price, @Nullable Money atMost) {
        if (atMost != null && !atMost.currency().equals(price.currency())) {
            throw Refused.field("atMost", "other_currency");
        }
        if (atMost != null && atMost.compareTo(price) < 0) {
            throw Refused.because(PromotionProblem.PROMOTION_PRICE_MOVED, price.decimal(), price.currency());
        }
    }

    /** What a market's days look like: lanes left by day. */
    public Map<LocalDate, Integer> left(Places.Place place, LocalDate from, LocalDate to) {
        return places.left(place, from, to);
    }
}
