package ovation.ads;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a budget from being gone in the first hour: an ad group takes part in an auction with a probability that falls from
 * 1 to 0 as the share spent runs ahead of the share of time elapsed (throttling, as LinkedIn 2014; the adaptive multiplier
 * comes later). Taking part does not depend on the bid, so the auction stays truthful.
 */
final class Pacer {

    /** How far ahead of time spending may be without being slowed: an hour's part of a day and a bit. */
    private static final double HEADSTART = 0.05;
    /** Over which lead the probability falls to zero. */
    private static final double SLOPE = 0.10;

    private Pacer() {}

    static double probability(Line line, Instant at) {
        if (!line.smooth()) {
            return 1;
        }
        var elapsed = elapsedShare(line, at);
        if (elapsed.isEmpty()) {
            return 1;
        }
        var lead = line.account().usedShare(line.period(at)) - elapsed.get() - HEADSTART;
        return Math.clamp(1 - lead / SLOPE, 0.0, 1.0);
    }

    /** Empty for a lifetime budget without an end: there is nothing to spread it over. */
    private static Optional<Double> elapsedShare(Line line, Instant at) {
        Instant from;
        Instant to;
        if (line.daily()) {
            from = later(Days.startOf(Days.of(at)), line.startsAt());
            to = line.endsAt() == null ? Days.endOf(at) : earlier(Days.endOf(at), line.endsAt());
        } else if (line.endsAt() != null) {
            from = line.startsAt();
            to = line.endsAt();
        } else {
            return Optional.empty();
        }
        var whole = Duration.between(from, to).toMillis();
        return whole <= 0
                ? Optional.empty()
                : Optional.of(Math.clamp(Duration.between(from, at).toMillis() / (double) whole, 0.0, 1.0));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
