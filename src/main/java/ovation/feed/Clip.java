package ovation.feed;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import ovation.videos.Videos.VideoFacts;

/**
 * A clip as ranking knows it: its facts, what everybody did with it, and what was watched after it. Written by the
 * learner alone; read by all.
 */
final class Clip {

    static final long TREND_HALF_LIFE = Duration.ofHours(6).toMillis();
    static final long TOGETHER_HALF_LIFE = Duration.ofHours(72).toMillis();
    private static final double FRESH_MILLIS = Duration.ofHours(48).toMillis();
    private static final int MAX_NEIGHBOURS = 60;
    /** How many views weigh as much as not knowing. */
    private static final double PRIOR_VIEWS = 12;

    private static final double PRIOR_LIKE_RATE = 0.04;
    private static final double PRIOR_SHARE_RATE = 0.008;
    private static final long GENERAL_FOR_MILLIS = 500;

    final int index;
    private volatile VideoFacts facts;
    private volatile boolean gone;

    private double shown;
    private double watchQuantiles;
    private double likes;
    private double shares;
    private final Decayed engagement = new Decayed();
    private final Map<Integer, Decayed> neighbours = new HashMap<>();
    private volatile Neighbour[] nearest = {};
    private volatile General general = new General(0, new double[Feature.COUNT]);

    /** @param strength decayed, at the time of the last change */
    record Neighbour(int clip, double strength) {}

    /** The features that are the same for everybody, kept for half a second. */
    private record General(long untilMillis, double[] features) {}

    Clip(int index, VideoFacts facts) {
        this.index = index;
        this.facts = facts;
    }

    VideoFacts facts() {
        return facts;
    }

    void changeTo(VideoFacts changed) {
        facts = changed;
        gone = false;
    }

    void remove() {
        gone = true;
    }

    boolean gone() {
        return gone;
    }

    double timesShown() {
        return shown;
    }

    void wasShown() {
        shown++;
    }

    /** @param quantileChange what the watch quantile of an exposure grew by */
    void wasWatched(double quantileChange, long now) {
        watchQuantiles += quantileChange;
        engagement.add(quantileChange, now, TREND_HALF_LIFE);
    }

    void wasLiked(double change, long now) {
        likes = Math.max(0, likes + change);
        engagement.add(change, now, TREND_HALF_LIFE);
    }

    /** Whether anybody has; what is expected of a new clip is no reason to say so. */
    boolean liked() {
        return likes > 0;
    }

    boolean shared() {
        return shares > 0;
    }

    void wasShared(long now) {
        shares++;
        engagement.add(2, now, TREND_HALF_LIFE);
    }

    void wasCommented(long now) {
        engagement.add(1, now, TREND_HALF_LIFE);
    }

    /** How much of what people did with it lately is still warm. */
    double trend(long now) {
        return engagement.at(now, TREND_HALF_LIFE);
    }

    /** Of the views, how many liked watching it: for Thompson sampling. */
    double successes() {
        return Math.min(shown, watchQuantiles + likes);
    }

    double meanQuantile() {
        return (watchQuantiles + PRIOR_VIEWS * 0.5) / (shown + PRIOR_VIEWS);
    }

    /** Somebody watched another clip gladly after this one. @param gap 1 for the next, 2 for the one after */
    void leadsTo(int other, int gap, long now) {
        neighbours.computeIfAbsent(other, unseen -> new Decayed()).add(1.0 / gap, now, TOGETHER_HALF_LIFE);
        if (neighbours.size() > MAX_NEIGHBOURS) {
            var weakest = neighbours.entrySet().stream()
                    .filter(entry -> entry.getKey() != other)
                    .min(Comparator.comparingDouble(entry -> entry.getValue().at(now, TOGETHER_HALF_LIFE)))
                    .orElseThrow();
            neighbours.remove(weakest.getKey());
        }
        var sorted = neighbours.entrySet().stream()
                .map(entry -> new Neighbour(entry.getKey(), entry.getValue().at(now, TOGETHER_HALF_LIFE)))
                .toArray(Neighbour[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(Neighbour::strength).reversed());
        nearest = sorted;
    }

    /** What is watched after this, strongest first. */
    Neighbour[] nearest() {
        return nearest;
    }

    /** A fresh copy of the general features. @param strongestTrend of all clips now */
    double[] features(long now, double strongestTrend) {
        var known = general;
        if (known.untilMillis < now) {
            known = new General(now + GENERAL_FOR_MILLIS, generalFeatures(now, strongestTrend));
            general = known;
        }
        return known.features.clone();
    }

    private double[] generalFeatures(long now, double strongestTrend) {
        var features = new double[Feature.COUNT];
        features[0] = 1;
        features[1] = 2 * meanQuantile() - 1;
        features[2] = strongestTrend <= 0 ? 0 : Math.sqrt(trend(now) / strongestTrend);
        features[3] = Math.exp(-Math.max(0, now - facts.publishedAt().toEpochMilli()) / FRESH_MILLIS);
        features[4] = Math.min(1, 5 * (likes + PRIOR_VIEWS * PRIOR_LIKE_RATE) / (shown + PRIOR_VIEWS));
        features[5] = Math.min(1, 20 * (shares + PRIOR_VIEWS * PRIOR_SHARE_RATE) / (shown + PRIOR_VIEWS));
        return features;
    }
}
