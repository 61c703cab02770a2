package ovation.ads.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * The forecast traffic curve: how the opportunities of a day spread over its hours (UTC). What was counted an hour fades over
 * days; an hour that was never counted is taken as the mean of the others, so at first the curve is flat.
 */
public final class Traffic {

    private static final int HOURS = 24;
    private static final int HALF_HOUR = 1_800;
    private static final double FADE = 0.7;
    /** No hour is quite without traffic: a plan must not stand still. */
    private static final double LEAST = 0.05;

    private final double[] perHour = new double[HOURS];
    private final boolean[] known = new boolean[HOURS];
    private long hour = Long.MIN_VALUE;
    private long count;
    private boolean whole;
    /** Share of the day that is over at the beginning of each hour. */
    private volatile double[] over = curve();

    /** Opportunities since the last call. */
    public synchronized void count(Instant at, long opportunities) {
        var now = Math.floorDiv(at.getEpochSecond(), 3600);
        if (now != hour) {
            // The hour in which counting begins is not whole.
            if (whole) {
                var of = Math.floorMod(hour, HOURS);
                perHour[of] = known[of] ? FADE * perHour[of] + (1 - FADE) * count : count;
                known[of] = true;
                over = curve();
            }
            whole = hour == now - 1;
            hour = now;
            count = 0;
        }
        count += opportunities;
    }

    /** Share of the opportunities between two instants that come before {@code at}. */
    public double progress(Instant from, Instant to, Instant at) {
        var plan = position(to) - position(from);
        return plan <= 0 ? 1 : Math.clamp((position(at) - position(from)) / plan, 0.0, 1.0);
    }

    /** The same where only some half hours count: the plan stands still in the others. */
    public double progress(Instant from, Instant to, Instant at, Predicate<Instant> open) {
        var plan = 0.0;
        var past = 0.0;
        var begun = from;
        while (begun.isBefore(to)) {
            var next = Instant.ofEpochSecond(Math.floorDiv(begun.getEpochSecond(), HALF_HOUR) * HALF_HOUR + HALF_HOUR);
            var end = next.isBefore(to) ? next : to;
            if (open.test(begun)) {
                plan += position(end) - position(begun);
                past += begun.isBefore(at) ? position(end.isBefore(at) ? end : at) - position(begun) : 0;
            }
            begun = end;
        }
        return plan <= 0 ? 1 : Math.clamp(past / plan, 0.0, 1.0);
    }

    private double position(Instant at) {
        var drawn = over;
        var day = Math.floorDiv(at.getEpochSecond(), 86_400);
        var hours = Duration.between(Instant.ofEpochSecond(day * 86_400), at).toMillis() / 3_600_000.0;
        var begun = Math.min(HOURS - 1, (int) hours);
        return day + drawn[begun] + (drawn[begun + 1] - drawn[begun]) * (hours - begun);
    }

    private double[] curve() {
        var sum = 0.0;
        var number = 0;
        for (var i = 0; i < HOURS; i++) {
            if (known[i]) {
                sum += perHour[i];
                number++;
            }
        }
        var mean = number == 0 || sum == 0 ? 1 : sum / number;
        var drawn = new double[HOURS + 1];
        for (var i = 0; i < HOURS; i++) {
            drawn[i + 1] = drawn[i] + (known[i] ? Math.max(perHour[i], LEAST * mean) : mean);
        }
        for (var i = 1; i < HOURS; i++) {
            drawn[i] /= drawn[HOURS];
        }
        drawn[HOURS] = 1;
        return drawn;
    }
}
