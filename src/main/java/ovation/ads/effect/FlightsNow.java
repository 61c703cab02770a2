package ovation.ads.effect;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ovation.ads.effect.EffectBookings.Flight;
import ovation.videos.EffectOffers;
import ovation.videos.Effects;

/** The flights around today, in memory, read again every second: what the tray shows first. */
@Component
class FlightsNow implements EffectOffers {

    /** What was recorded on the last evening may be posted until the next day is over. */
    private static final int DAYS_AFTER = 1;

    private record Known(Flight flight, String sponsor) {}

    private final EffectBookings bookings;
    private final Effects effects;
    private final Clock clock;
    private volatile List<Known> known = List.of();

    FlightsNow(EffectBookings bookings, Effects effects, Clock clock) {
        this.bookings = bookings;
        this.effects = effects;
        this.clock = clock;
    }

    @Override
    public List<Offer> first(String region) {
        var today = today();
        return known.stream()
                .filter(each -> !each.flight().stopped() && in(each.flight(), region, today, 0))
                .map(each -> new Offer(
                        each.flight().effect(),
                        each.flight().business(),
                        each.sponsor(),
                        new EffectClaim(each.flight().booking()).encode(),
                        each.flight().firstDay(),
                        each.flight().lastDay()))
                .toList();
    }

    @Override
    public boolean offers(UUID effect, String region) {
        return flightOf(effect, region).isPresent();
    }

    /** The latest in which a post of this region may have been made. */
    Optional<Flight> flightOf(UUID effect, String region) {
        var today = today();
        return known.stream()
                .map(Known::flight)
                .filter(flight -> flight.effect().equals(effect) && in(flight, region, today, DAYS_AFTER))
                .max(java.util.Comparator.comparing(Flight::firstDay));
    }

    /** With the commit it holds on this node, a second later on the others. */
    void changed() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                read();
            }
        });
    }

    @Scheduled(fixedDelay = 1000)
    void read() {
        var today = today();
        var flights = bookings.flights(today.minusDays(DAYS_AFTER), today.plusDays(1));
        var drawn =
                effects.findAll(flights.stream().map(Flight::effect).distinct().toList());
        known = flights.stream()
                .flatMap(flight -> Optional.ofNullable(drawn.get(flight.effect()))
                        .map(effect -> new Known(flight, String.valueOf(effect.sponsor())))
                        .stream())
                .toList();
    }

    private static boolean in(Flight flight, String region, LocalDate today, int after) {
        return flight.market().equals(region)
                && !today.isBefore(flight.firstDay())
                && !today.isAfter(flight.lastDay().plusDays(after));
    }

    private LocalDate today() {
        return EffectBooking.dayOf(clock.instant());
    }
}
