package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ovation.ads.Stands.Place;
import ovation.ads.engine.DaySample.Sample;
import ovation.ads.engine.Dimension;
import ovation.ads.engine.Replay;
import ovation.ads.engine.Replay.Opportunity;
import ovation.ads.engine.Standing;
import ovation.ads.engine.Subject;
import ovation.ads.engine.Timetable;
import ovation.ads.engine.Traits;
import ovation.ads.engine.Wanted;
import ovation.feed.SeatRequest;

/**
 * What an ad group would reach in a day: the seats of a sample of people within the last one, put through the auction as it
 * stands now with the ad group beside it, paced and capped as it would be. What competes is computed once for all questions
 * within ten seconds, so an answer takes milliseconds.
 */
@Component
class Reach {

    private static final Duration FRESH = Duration.ofSeconds(10);
    /** Two-sided 95 %. */
    private static final double Z = 1.96;

    private static final UUID NOBODY = new UUID(0, 0);
    private static final int USUAL_MILLIS = 15_000;

    private final Opportunities opportunities;
    private final Stands stands;
    private final Prediction prediction;
    private final Conversions conversions;
    private final Portraits portraits;
    private final Forecasts forecasts;
    private final Clock clock;
    private Field field = new Field(new Sample(List.of(), 1), List.of(), Instant.MIN);

    private record Field(Sample sample, List<Replay.Rival> rivals, Instant madeAt) {}

    Reach(
            Opportunities opportunities,
            Stands stands,
            Prediction prediction,
            Conversions conversions,
            Portraits portraits,
            Forecasts forecasts,
            Clock clock) {
        this.opportunities = opportunities;
        this.stands = stands;
        this.prediction = prediction;
        this.conversions = conversions;
        this.portraits = portraits;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    void offered(SeatRequest request, Standing.Seat seat) {
        opportunities.offered(request.viewer().id(), seat, request.at());
    }

    /** What is asked about. @param budgetMicros of a day */
    record Question(
            UUID business,
            Targeting targeting,
            Billing billing,
            long bidMicros,
            long budgetMicros,
            boolean paced,
            int cap,
            int capHours,
            Timetable timetable) {}

    /**
     * @param people reached within a day, with {@code peopleFrom} and {@code peopleTo} around it
     * @param impressionsFrom and {@code impressionsTo}: of ten days nine should lie within, by sampling and by how far earlier
     *     forecasts were off
     * @param spendMicros of the day
     * @param seats that the sample offered, matching or not: how much it rests on
     * @param samplePercent share of the people that were sampled
     * @param errorPercent how far earlier forecasts were off in the median
     */
    record Estimate(
            long people,
            long peopleFrom,
            long peopleTo,
            long impressions,
            long impressionsFrom,
            long impressionsTo,
            long spendMicros,
            long seats,
            double samplePercent,
            int errorPercent) {}

    Estimate estimate(Question question) {
        var now = field();
        var sample = now.sample();
        var wanted = question.targeting().wanted();
        var subject = new Subject(NOBODY, NOBODY, NOBODY, USUAL_MILLIS);
        var ad = new Standing.Ad<>(
                "new",
                question.business(),
                subject,
                question.billing().perEvent(question.bidMicros()),
                1,
                prediction.of(question.billing()),
                question.billing() == Billing.OCPM ? conversions.predictor() : null,
                1,
                wanted);
        var won = Replay.play(
                ad,
                sample.opportunities(),
                now.rivals(),
                seat -> question.timetable().open(seat.at()) && wanted.matches(traits(seat, wanted)),
                new Replay.Terms(
                        question.budgetMicros() * sample.share(),
                        question.paced(),
                        question.cap(),
                        Duration.ofHours(Math.max(1, question.capHours()))));
        return estimate(won, sample);
    }

    private Estimate estimate(Replay.Won won, Sample sample) {
        var own = forecasts.medianError();
        var sampling = won.impressions() == 0 ? 0 : Z * Math.sqrt(won.bySquares()) / won.impressions();
        var off = Math.min(0.95, Math.sqrt(sampling * sampling + own * own));
        var people = Math.round(won.people() / sample.share());
        var impressions = Math.round(won.impressions() / sample.share());
        return new Estimate(
                people,
                Math.round(people * (1 - off)),
                Math.round(people * (1 + off)),
                impressions,
                Math.round(impressions * (1 - off)),
                Math.round(impressions * (1 + off)),
                Math.round(won.spend() / sample.share()),
                sample.opportunities().size(),
                Math.round(sample.share() * 1_000) / 10.0,
                (int) Math.round(own * 100));
    }

    /** What no ad on air asks for was not looked up when the seat was offered. */
    private Traits traits(Opportunity seat, Wanted wanted) {
        var known = seat.seat().traits();
        var behaviours = both(wanted, Dimension.BEHAVIOUR);
        var lists = both(wanted, Dimension.AUDIENCE);
        if (!known.profiled() || behaviours.isEmpty() && lists.isEmpty()) {
            return known;
        }
        Map<Dimension, Collection<String>> all = new EnumMap<>(Dimension.class);
        for (var dimension : Dimension.values()) {
            all.put(dimension, known.of(dimension));
        }
        all.putAll(portraits.deeds(seat.viewer(), true, behaviours, lists, seat.at()));
        return Traits.of(true, all);
    }

    private static Set<String> both(Wanted wanted, Dimension dimension) {
        var all = new HashSet<>(wanted.of(dimension));
        all.addAll(wanted.not(dimension));
        return all;
    }

    private synchronized Field field() {
        var now = clock.instant();
        // also of a time to come: then the clock was ahead, and has been put right
        if (field.madeAt().isBefore(now.minus(FRESH)) || field.madeAt().isAfter(now)) {
            var sample = opportunities.sample();
            var standing = stands.now();
            field = new Field(
                    sample,
                    sample.opportunities().stream()
                            .map(seat -> Replay.rival(standing, seat.seat(), place -> serves(place, now)))
                            .toList(),
                    now);
        }
        return field;
    }

    private static boolean serves(Place place, Instant now) {
        var line = place.line();
        return line.onAir(now) && line.account().mayServe(line.period(now), now);
    }
}
