package ovation.ads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;

/**
 * An honest first estimate of reach: how many of the seats that this node offered within the last day, and of the people
 * in them, an audience would have matched. The replay through the production auction comes later.
 */
@Component
class Reach {

    private static final int MOST_SEATS = 20_000;

    private record Seat(
            UUID viewer, String region, AgeBand age, boolean personalised, List<String> interests, Instant at) {}

    private final Cache<Long, Seat> seats = Caffeine.newBuilder()
            .maximumSize(MOST_SEATS)
            .expireAfterWrite(Duration.ofDays(1))
            .build();
    private final java.util.concurrent.atomic.AtomicLong count = new java.util.concurrent.atomic.AtomicLong();
    private final Prediction prediction;
    private final AdsSettings settings;
    private final Clock clock;

    Reach(Prediction prediction, AdsSettings settings, Clock clock) {
        this.prediction = prediction;
        this.settings = settings;
        this.clock = clock;
    }

    void offered(SeatRequest seat) {
        seats.put(
                count.getAndIncrement(),
                new Seat(
                        seat.viewer().id(),
                        seat.viewer().region(),
                        seat.viewer().age(),
                        seat.personalised(),
                        List.copyOf(seat.interests()),
                        seat.at()));
    }

    /**
     * @param people that were offered a matching seat within a day
     * @param impressionsFrom and {@code impressionsTo}: a day's impressions, between paying the bid and paying the reserve
     * @param seats all that were offered, matching or not: how much the estimate rests on
     */
    record Estimate(long people, long impressionsFrom, long impressionsTo, long seats) {}

    Estimate estimate(
            List<String> regions,
            List<String> ageBands,
            List<String> interests,
            String billing,
            long bidMicros,
            long budgetMicros) {
        var inputs = new Inputs();
        var targeting = inputs.targeting(notBlank(regions), notBlank(ageBands), notBlank(interests));
        var pays = inputs.billing(billing);
        if (bidMicros < 1 || budgetMicros < 1) {
            inputs.wrong("bid", "too_small");
        }
        inputs.check();
        var since = clock.instant().minus(Duration.ofDays(1));
        var people = new TreeSet<UUID>();
        var matching = 0L;
        var all = 0L;
        for (var seat : seats.asMap().values()) {
            if (seat.at().isBefore(since)) {
                continue;
            }
            all++;
            if (matches(targeting, seat)) {
                matching++;
                people.add(seat.viewer());
            }
        }
        var perImpression = pays.perEvent(bidMicros) * prediction.usualRate(pays);
        var cheapest = Math.min(perImpression, settings.reserveMicros() / 1000.0);
        return new Estimate(
                people.size(),
                Math.min(matching, (long) (budgetMicros / perImpression)),
                Math.min(matching, (long) (budgetMicros / cheapest)),
                all);
    }

    private static boolean matches(Targeting targeting, Seat seat) {
        return (targeting.regions().isEmpty() || targeting.regions().contains(seat.region()))
                && (targeting.ageBands().isEmpty() || targeting.ageBands().contains(seat.age()))
                && (targeting.interests().isEmpty()
                        || (seat.personalised() && seat.age().adult() && overlap(targeting.interests(), seat)));
    }

    private static boolean overlap(Set<String> interests, Seat seat) {
        return seat.interests().stream().anyMatch(interests::contains);
    }

    private static List<String> notBlank(List<String> values) {
        return values.stream().filter(value -> !value.isBlank()).toList();
    }
}
