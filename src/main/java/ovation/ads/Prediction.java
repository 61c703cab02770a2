package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.ads.engine.Context;
import ovation.ads.engine.Predictor;
import ovation.ads.engine.Subject;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionListener;

/**
 * Learns from each impression, once, what was clicked and what was watched for six seconds. An impression is learned when its
 * {@link #WINDOW} is over, in the order of showing: nobody's late click is taken for none, and the time up to which
 * everything was learned is a mark from which a restart goes on.
 */
@Component
class Prediction implements AttentionListener {

    /** Within which clicks and views follow an impression. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final double CLICK_PRIOR = 0.01;
    private static final double VIEW_PRIOR = 0.25;
    private static final UUID NOBODY = new UUID(0, 0);
    static final Subject UNKNOWN = new Subject(NOBODY, NOBODY, NOBODY, 15_000);
    private static final int MOST_WAITING = 500_000;

    private static final class Impression {
        private final Instant at;
        private final Context context;
        private final Subject subject;
        private boolean clicked;
        private boolean viewed;

        Impression(Instant at, Context context, Subject subject) {
            this.at = at;
            this.context = context;
            this.subject = subject;
        }
    }

    private final Predictor clicks = new Predictor(CLICK_PRIOR);
    private final Predictor views = new Predictor(VIEW_PRIOR);
    private final Map<UUID, Impression> waiting = new HashMap<>();
    private final ArrayDeque<UUID> order = new ArrayDeque<>();
    private final PredictionRows rows;
    private final Clock clock;
    private Instant learnedUntil;
    private Instant heardUntil = Instant.MIN;

    Prediction(PredictionRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
        this.learnedUntil = rows.load(Map.of("click", clicks, "view", views));
    }

    /** Of the billed event, for oCPM of the click before the conversion; null if that is the impression itself. */
    @Nullable
    Predictor of(Billing billing) {
        return switch (billing) {
            case CPM -> null;
            case CPC, OCPM -> clicks;
            case CPV -> views;
        };
    }

    Predictor clicks() {
        return clicks;
    }

    /** How often the billed event follows an impression of an ad of which nothing is known. */
    double usualRate(Billing billing) {
        var event = of(billing);
        return event == null ? 1 : event.probability(Context.UNKNOWN, UNKNOWN);
    }

    @Override
    public String name() {
        return "ads-prediction";
    }

    @Override
    public Duration memory() {
        return Frequency.MEMORY;
    }

    @Override
    public void hear(List<AttentionEvent> events, boolean live) {
        for (var event : events) {
            if (!event.marked() && event.exposure().paid()) {
                Claim.decode(event.exposure().claim()).ifPresent(claim -> hear(event, claim));
            }
            heard(event.at());
        }
        learnDue();
    }

    private synchronized void heard(Instant at) {
        if (at.isAfter(heardUntil)) {
            heardUntil = at;
        }
    }

    private synchronized void hear(AttentionEvent event, Claim claim) {
        var exposure = event.exposure();
        switch (event.type()) {
            case SHOWN -> impression(event, claim);
            case CLICKED -> {
                // A click proves the impression whose report was lost.
                var impression = impression(event, claim);
                if (impression != null) {
                    impression.clicked = true;
                }
            }
            case WATCHED -> {
                var impression = waiting.get(exposure.id());
                if (impression != null && Billing.isView(event.watchedMillis(), exposure.durationMillis())) {
                    impression.viewed = true;
                }
            }
            default -> {
                // says nothing of clicks and views
            }
        }
    }

    private @Nullable Impression impression(AttentionEvent event, Claim claim) {
        var exposure = event.exposure();
        var known = waiting.get(exposure.id());
        // A report so late, or one from before the mark, was learned of.
        if (known == null
                && event.at().isAfter(learnedUntil)
                && event.at().isBefore(exposure.servedAt().plus(WINDOW))
                && waiting.size() < MOST_WAITING) {
            known = new Impression(
                    event.at(),
                    claim.context(),
                    new Subject(claim.ad(), claim.adGroup(), exposure.owner(), exposure.durationMillis()));
            waiting.put(exposure.id(), known);
            order.add(exposure.id());
        }
        return known;
    }

    /** The order of the book is nearly that of time; a mark between two is good enough. */
    private synchronized void learnDue() {
        while (!order.isEmpty()) {
            var next = waiting.get(order.peek());
            if (next != null && next.at.plus(WINDOW).isAfter(heardUntil)) {
                return;
            }
            waiting.remove(order.poll());
            if (next != null) {
                clicks.learn(next.context, next.subject, next.clicked);
                views.learn(next.context, next.subject, next.viewed);
                learnedUntil = next.at.isAfter(learnedUntil) ? next.at : learnedUntil;
            }
        }
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void save() {
        List<PredictionRows.Snapshot> snapshots;
        Instant until;
        synchronized (this) {
            snapshots = List.of(PredictionRows.Snapshot.of("click", clicks), PredictionRows.Snapshot.of("view", views));
            until = learnedUntil;
        }
        rows.save(snapshots, until, clock.instant());
    }
}
