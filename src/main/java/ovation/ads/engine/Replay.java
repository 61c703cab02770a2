package ovation.ads.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an ad that is not on air yet would win, from opportunities that real people had: each is put through the auction as it
 * stands now, and the ad beside it.
 */
public final class Replay {

    private static final int STEPS = 14;

    /** A seat that was offered. */
    public record Opportunity(UUID viewer, Instant at, Standing.Seat seat) {}

    /** Who won it of those on air. @param bidder null if nobody did */
    public record Rival(@Nullable UUID bidder, double score, double runnerUp) {

        static final Rival NONE = new Rival(null, 0, 0);

        /** Nobody competes with himself. */
        double against(UUID business) {
            return business.equals(bidder) ? runnerUp : score;
        }
    }

    /** @param worth the truthful bid for the impression @param toWin what would have won it */
    private record Chance(UUID viewer, Instant at, double worth, double toWin) {}

    /**
     * @param budget of the day, of the part of the people that the sample stands for
     * @param paced whether it is spread over the day: then the dearest chances are left out, not the latest
     * @param cap showings to one person within {@code window}; 0 for none
     */
    public record Terms(double budget, boolean paced, int cap, Duration window) {}

    /** @param bySquares sum of the squares of each person's impressions: how much single people weigh */
    public record Won(long people, long impressions, double spend, double bySquares) {}

    private Replay() {}

    /** One of those on air, as it is decided in production. */
    public static <T> Rival rival(Standing<T> standing, Standing.Seat seat, Predicate<T> may) {
        return standing.hold(seat, may)
                .map(Standing.Outcome::sale)
                .map(sale -> new Rival(
                        sale.winner().bidder(),
                        sale.winner().value() * sale.winner().quality(),
                        sale.runnerUp()))
                .orElse(Rival.NONE);
    }

    /**
     * @param open which of the opportunities the ad could take: its audience and its times
     * @param rivals of the opportunities, in their order
     */
    public static <T> Won play(
            Standing.Ad<T> ad,
            List<Opportunity> opportunities,
            List<Rival> rivals,
            Predicate<Opportunity> open,
            Terms terms) {
        var alone = new Standing<>(List.of(ad));
        var chances = new ArrayList<Chance>();
        for (var i = 0; i < opportunities.size(); i++) {
            var opportunity = opportunities.get(i);
            if (open.test(opportunity)) {
                chance(ad, alone, opportunity, rivals.get(i)).ifPresent(chances::add);
            }
        }
        chances.sort((one, other) -> one.at().compareTo(other.at()));
        var all = buy(chances, 1, terms, false);
        if (!terms.paced() || all.spend() <= terms.budget()) {
            return buy(chances, 1, terms, true);
        }
        var low = 0.0;
        var high = 1.0;
        for (var step = 0; step < STEPS; step++) {
            var middle = (low + high) / 2;
            if (buy(chances, middle, terms, false).spend() > terms.budget()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        // Where many chances are alike, the multiplier visits them in part: so the last step is bought until the money
        // is out.
        return buy(chances, high, terms, true);
    }

    private static <T> Optional<Chance> chance(
            Standing.Ad<T> ad, Standing<T> alone, Opportunity opportunity, Rival rival) {
        var seat = opportunity.seat();
        var offer = alone.offer(0, seat, alone.viewerLogits(seat));
        var price = Math.max(seat.reserve(), rival.against(ad.bidder()) / offer.quality());
        return offer.value() < price
                ? Optional.empty()
                : Optional.of(new Chance(opportunity.viewer(), opportunity.at(), offer.value(), price));
    }

    private static Won buy(List<Chance> chances, double multiplier, Terms terms, boolean untilBudget) {
        var byPerson = new HashMap<UUID, Integer>();
        var recent = new HashMap<UUID, ArrayDeque<Instant>>();
        var spend = 0.0;
        var impressions = 0L;
        for (var chance : chances) {
            if (chance.worth() * multiplier < chance.toWin() || capped(recent, chance, terms)) {
                continue;
            }
            if (untilBudget && spend + chance.toWin() > terms.budget()) {
                break;
            }
            spend += chance.toWin();
            impressions++;
            byPerson.merge(chance.viewer(), 1, Integer::sum);
        }
        var squares = byPerson.values().stream()
                .mapToDouble(count -> (double) count * count)
                .sum();
        return new Won(byPerson.size(), impressions, spend, squares);
    }

    private static boolean capped(Map<UUID, ArrayDeque<Instant>> recent, Chance chance, Terms terms) {
        if (terms.cap() == 0) {
            return false;
        }
        var times = recent.computeIfAbsent(chance.viewer(), viewer -> new ArrayDeque<>(4));
        while (!times.isEmpty() && !times.peekFirst().isAfter(chance.at().minus(terms.window()))) {
            times.removeFirst();
        }
        if (times.size() >= terms.cap()) {
            return true;
        }
        times.addLast(chance.at());
        return false;
    }
}
