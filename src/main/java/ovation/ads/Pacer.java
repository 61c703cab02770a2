package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Timetable;
import ovation.ads.engine.Traffic;
import ovation.ads.goal.Goal;
import ovation.ads.goal.Strategy;

/**
 * Spreads budgets over their time: each second every smoothly paced ad group's multiplier is set anew from what is left, the
 * forecast traffic curve and the opportunities seen. Fast pacing, and a lifetime budget without an end, bid truthfully.
 */
@Component
class Pacer {

    /** An auction is shown to all that matched, but of the large ones only so many in a row that a few dozen ads look on average. */
    private static final int WITNESSES = 32;

    private static final Duration LONGEST_COUNTED = Duration.ofDays(60);

    private final Clock clock;
    private final Traffic traffic = new Traffic();
    private final AtomicLong auctions = new AtomicLong();

    Pacer(Clock clock) {
        this.clock = clock;
    }

    static double multiplier(Line line) {
        return paced(line) ? line.account().pacing().multiplier() : 1;
    }

    static boolean paced(Line line) {
        return line.smooth() && (line.daily() || line.endsAt() != null);
    }

    void auctionHeld() {
        auctions.incrementAndGet();
    }

    /** @return how many auctions one that is witnessed stands for */
    static double weight(int candidates) {
        return Math.max(1, candidates / (double) WITNESSES);
    }

    void tick(Board board) {
        var now = clock.instant();
        traffic.count(now, auctions.getAndSet(0));
        for (var line : board.byAdGroup().values()) {
            if (paced(line) && line.onAir(now)) {
                tick(line, now);
            }
        }
    }

    private void tick(Line line, Instant now) {
        var timetable = line.timetable();
        var from = line.daily() ? later(timetable.startOfDay(now), line.startsAt()) : line.startsAt();
        var end = line.endsAt();
        var to = line.daily() ? earlier(timetable.endOfDay(now), end) : end;
        if (to == null) {
            return;
        }
        var account = line.account();
        var period = line.period(now);
        var share = account.ownShare(period);
        var budget = line.budgetMicros() * share;
        var left = budget * (1 - account.usedShare(period));
        var pacing = account.pacing();
        synchronized (pacing) {
            var progress = progress(timetable, from, to, now);
            if (line.goal().strategy() == Strategy.COST_CAP) {
                // The average may be the cap: so much less than the highest single bid.
                pacing.tick(progress, budget, left, 100.0 / Goal.STRETCH_PERCENT, 0);
            } else {
                pacing.tick(progress, budget, left);
            }
        }
    }

    /** Closed half hours are no part of the plan; over months they are the same part of each week, so nobody counts them. */
    private double progress(Timetable timetable, Instant from, Instant to, Instant now) {
        return timetable.always() || Duration.between(from, to).compareTo(LONGEST_COUNTED) > 0
                ? traffic.progress(from, to, now)
                : traffic.progress(from, to, now, timetable::open);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }
}
