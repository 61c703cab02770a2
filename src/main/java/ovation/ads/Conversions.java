package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Context;
import ovation.ads.engine.Delays;
import ovation.ads.engine.OrderValues;
import ovation.ads.engine.Predictor;
import ovation.ads.engine.Subject;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionListener;

/**
 * Learns from each click whether something was bought after it. A click is learned after a day, when half of the conversions
 * have come: one without is learned as the part of a conversion that it may still be. How late they come is learned beside,
 * from those that come after that day too, and beside that what an ad group's orders are worth.
 *
 * <p>It hears of the conversions that were attributed to the click ({@link AdTouch#converted}); of an ad group that bids for one kind only that
 * kind counts.
 */
@Component
class Conversions implements AttentionListener {

    static final Duration PATIENCE = Duration.ofDays(1);

    private static final String EVENT = "conversion";
    private static final double PRIOR = 0.02;
    private static final int MOST_CLICKS = 200_000;

    private static final class Click {
        private final UUID exposure;
        private final Instant at;
        private final Context context;
        private final Subject subject;
        private boolean converted;
        private boolean learned;

        Click(UUID exposure, Instant at, Context context, Subject subject) {
            this.exposure = exposure;
            this.at = at;
            this.context = context;
            this.subject = subject;
        }
    }

    private final Predictor predictor = new Predictor(PRIOR);
    private final Delays delays = new Delays();
    private final OrderValues values = new OrderValues();
    private final Map<UUID, Click> clicks = new HashMap<>();
    private final ArrayDeque<Click> toLearn = new ArrayDeque<>();
    private final ArrayDeque<Click> toForget = new ArrayDeque<>();
    private final PredictionRows rows;
    private final Clock clock;
    private Instant learnedUntil;
    private Instant heardUntil = Instant.MIN;

    Conversions(PredictionRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
        this.learnedUntil = rows.load(Map.of(EVENT, predictor));
        rows.loadDelays(EVENT).ifPresent(delays::load);
    }

    @Override
    public String name() {
        return "ads-conversions";
    }

    /** As far back as a click may still be converted. */
    @Override
    public Duration memory() {
        return Delays.LONGEST;
    }

    /** Probability that a click on the ad is followed by a conversion within {@link Delays#LONGEST}. */
    double probability(Context context, Subject subject) {
        return predictor.probability(context, subject);
    }

    Predictor predictor() {
        return predictor;
    }

    double usualRate() {
        return predictor.probability(Context.UNKNOWN, Prediction.UNKNOWN);
    }

    /** What a conversion of the ad group is worth. @param guess what the advertiser says, worth a few conversions */
    long orderMicros(UUID adGroup, long guess) {
        return values.expectedMicros(adGroup, guess);
    }

    int learned() {
        return predictor.modelVersion();
    }

    @Override
    public synchronized void hear(List<AttentionEvent> events, boolean live) {
        for (var event : events) {
            if (!event.marked() && event.exposure().paid()) {
                Claim.decode(event.exposure().claim()).ifPresent(claim -> hear(event, claim));
            }
            heardUntil = event.at().isAfter(heardUntil) ? event.at() : heardUntil;
        }
        learnDue();
    }

    private void hear(AttentionEvent event, Claim claim) {
        var exposure = event.exposure();
        switch (event.type()) {
            case CLICKED -> {
                if (clicks.size() < MOST_CLICKS && !clicks.containsKey(exposure.id())) {
                    var subject = new Subject(claim.ad(), claim.adGroup(), exposure.owner(), exposure.durationMillis());
                    var click = new Click(exposure.id(), event.at(), claim.context(), subject);
                    // Before the mark it was learned; it stays for a late conversion's sake.
                    click.learned = !event.at().isAfter(learnedUntil);
                    clicks.put(exposure.id(), click);
                    toLearn.add(click);
                    toForget.add(click);
                }
            }
            case CONVERTED -> {
                var click = clicks.get(exposure.id());
                var deed = AdTouch.deed(exposure.claim());
                if (!claim.goal().isEmpty()
                        && deed.filter(its -> !its.event().equals(claim.goal())).isPresent()) {
                    return;
                }
                deed.ifPresent(its -> values.learn(claim.adGroup(), its.valueMicros()));
                if (click != null && !click.converted) {
                    click.converted = true;
                    if (event.at().isAfter(learnedUntil.plus(PATIENCE))) {
                        delays.converted(Duration.between(click.at, event.at()));
                    }
                }
            }
            default -> {
                // neither a click nor a conversion
            }
        }
    }

    private void learnDue() {
        while (!toLearn.isEmpty() && !toLearn.element().at.plus(PATIENCE).isAfter(heardUntil)) {
            var click = toLearn.remove();
            if (!click.learned) {
                var chance = predictor.probability(click.context, click.subject);
                predictor.learnPart(
                        click.context, click.subject, click.converted ? 1 : delays.hidden(chance, PATIENCE));
                click.learned = true;
                learnedUntil = click.at.isAfter(learnedUntil) ? click.at : learnedUntil;
            }
        }
        while (!toForget.isEmpty()
                && !toForget.element().at.plus(Delays.LONGEST).isAfter(heardUntil)) {
            clicks.remove(toForget.remove().exposure);
        }
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void save() {
        PredictionRows.Snapshot snapshot;
        byte[] seenDelays;
        Instant until;
        synchronized (this) {
            snapshot = PredictionRows.Snapshot.of(EVENT, predictor);
            seenDelays = delays.save();
            until = learnedUntil;
        }
        rows.save(List.of(snapshot), until, clock.instant());
        rows.saveDelays(EVENT, seenDelays);
    }
}
