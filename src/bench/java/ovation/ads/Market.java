package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import ovation.ads.engine.Fair;
import ovation.ads.engine.Standing;
import ovation.ads.engine.StraightLoop;
import ovation.ads.engine.Timetable;

/** Ads with lines, leases and frequency as in production, and people who take turns. */
final class Market {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final int PEOPLE = 1_000;
    private static final double RESERVE = 1_000;
    private static final long SECOND = 1_000_000_000L;

    private final List<Standing.Ad<Integer>> ads;
    private final List<Line> lines = new ArrayList<>();
    private final List<Standing.Seat> seats = new ArrayList<>();
    private final List<UUID> people = new ArrayList<>();
    private final Frequency frequency = new Frequency(AdsSettings.standard(), Clock.systemUTC());
    private Standing<Integer> standing;
    private final StraightLoop<Integer> loop;
    private long madeAt = System.nanoTime();

    Market(int number) {
        var fair = new Fair(42);
        ads = fair.ads(number, 1);
        fair.learn(ads, 50_000);
        standing = new Standing<>(ads);
        loop = new StraightLoop<>(ads, standing);
        for (var ad : ads) {
            lines.add(line(ad));
        }
        for (var i = 0; i < PEOPLE; i++) {
            people.add(new UUID(9, i));
            seats.add(fair.seat(RESERVE));
            for (var seen = 0; seen < 20; seen++) {
                var line = lines.get((i * 31 + seen * 977) % number);
                frequency.hold(people.get(i), owners(line), line.caps(), new UUID(i, seen), NOW);
            }
        }
    }

    private static Frequency.Owners owners(Line line) {
        return new Frequency.Owners(line.adGroup(), line.adGroup(), line.campaign(), line.business());
    }

    private static Line line(Standing.Ad<Integer> ad) {
        var account = new LineAccount();
        var line = new Line(
                new UUID(5, ad.what()),
                new UUID(6, ad.what()),
                ad.bidder(),
                "EUR",
                Billing.CPM,
                5_000_000,
                true,
                1_000_000_000,
                null,
                NOW.minusSeconds(3_600),
                null,
                Targeting.EVERYBODY,
                false,
                Timetable.ALWAYS,
                List.of(new Cap(new UUID(5, ad.what()), 2, 24)),
                ovation.ads.goal.Goal.NONE,
                List.of(),
                account);
        account.add(
                new Lease(UUID.randomUUID(), line.period(NOW), 1_000_000_000, NOW.plusSeconds(3_600)),
                new LineAccount.Known(line.period(NOW), 1_000_000_000, 0));
        return line;
    }

    /** Mean share of the ads that match. */
    double matching() {
        return seats.stream().mapToInt(standing::candidates).average().orElse(0) / ads.size();
    }

    /** @param ours false for the straight loop */
    double perSecond(Duration duration, boolean ours) {
        var begun = System.nanoTime();
        var count = 0;
        while (System.nanoTime() - begun < duration.toNanos()) {
            for (var i = 0; i < 16; i++) {
                decide(count++, ours);
            }
        }
        return count * 1e9 / (System.nanoTime() - begun);
    }

    Histogram latency(Duration duration) {
        var histogram = new Histogram(3);
        var begun = System.nanoTime();
        for (var count = 0; System.nanoTime() - begun < duration.toNanos(); count++) {
            var from = System.nanoTime();
            decide(count, true);
            histogram.recordValue(System.nanoTime() - from);
        }
        return histogram;
    }

    private void decide(int number, boolean ours) {
        var person = number % PEOPLE;
        var viewer = people.get(person);
        var hidden = Set.<UUID>of();
        Predicate<Integer> may = ad -> {
            var line = lines.get(ad);
            return line.onAir(NOW)
                    && !hidden.contains(line.business())
                    && !frequency.reached(viewer, line.adGroup(), line.caps(), NOW)
                    && line.account().mayServe(line.period(NOW), NOW);
        };
        if (ours) {
            // What production does each second, on the same thread here.
            if (System.nanoTime() - madeAt > SECOND) {
                madeAt = System.nanoTime();
                standing = standing.anew(ad -> ad.with(ad.multiplier(), ad.quality()));
            }
            standing.hold(seats.get(person), may).ifPresent(Market::keep);
        } else {
            loop.hold(seats.get(person), may).ifPresent(Market::keep);
        }
    }

    private static volatile Object kept = "";

    /** Or the compiler would see that nobody wants it. */
    private static void keep(Object outcome) {
        kept = outcome;
    }
}
