package ovation.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The features of a clip for a viewer, what they are worth, and which of them made the difference. */
@Component
class Model {

    private static final int RECENT = 5;
    private static final Feature[] FEATURES = Feature.values();

    private final Heads heads = new Heads();
    private final DurationGroups groups = new DurationGroups();
    private final Clips clips;

    Model(Clips clips) {
        this.clips = clips;
    }

    Heads heads() {
        return heads;
    }

    DurationGroups groups() {
        return groups;
    }

    double[] features(Clip clip, Taste taste, long now) {
        return features(clip, taste, false, togetherOf(clip, taste), now);
    }

    /** @param taste null for the non-personalised mode: then nothing of a person is read */
    double[] features(Clip clip, @Nullable Taste taste, boolean following, double together, long now) {
        var features = clip.features(now, clips.lists().strongestTrend());
        if (taste != null) {
            var facts = clip.facts();
            features[6] = together / (1 + together);
            features[7] = following ? 1 : 0;
            features[8] = taste.affinityToTags(facts.tags(), now);
            features[9] = taste.affinityTo(facts.creator(), now);
            features[10] = taste.affinityTo(facts.sound(), now);
        }
        return features;
    }

    private double togetherOf(Clip clip, Taste taste) {
        var together = 0.0;
        var rank = 1;
        for (var earlier : taste.glad(RECENT)) {
            for (var neighbour : clips.at(earlier).nearest()) {
                if (neighbour.clip() == clip.index) {
                    together += neighbour.strength() / rank;
                }
            }
            rank++;
        }
        return together;
    }

    /** What one feature adds to the value: the value with it, less the value without it. */
    record Contribution(Feature feature, double points) {}

    /** The contributions that are not small, largest first. */
    List<Contribution> contributions(double[] features) {
        var value = heads.value(features);
        var contributions = new ArrayList<Contribution>();
        for (var i = 1; i < features.length; i++) {
            if (features[i] == 0) {
                continue;
            }
            var without = features.clone();
            without[i] = 0;
            contributions.add(new Contribution(FEATURES[i], value - heads.value(without)));
        }
        contributions.sort(Comparator.comparingDouble((Contribution c) -> Math.abs(c.points()))
                .reversed());
        return contributions;
    }
}
