package ovation.feed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what made the difference into reasons that name what they are about. */
final class Reasons {

    private static final int MOST = 3;
    /** Less than this is no reason. */
    private static final double SMALL = 0.01;

    private Reasons() {}

    static List<Why> of(
            Candidates.Candidate candidate,
            List<Model.Contribution> contributions,
            @Nullable Taste taste,
            Clips clips,
            long now) {
        var reasons = new ArrayList<Why>(MOST);
        for (var contribution : contributions) {
            if (reasons.size() < MOST
                    && contribution.points() >= SMALL
                    && happened(contribution.feature(), candidate.clip)) {
                reasons.add(new Why(
                        contribution.feature().code(),
                        about(contribution.feature(), candidate.clip, taste, clips, now),
                        rounded(contribution.points())));
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(new Why(candidate.source, "", 0));
        }
        return reasons;
    }

    /** "Often liked" is said of what somebody liked, not of what is expected to be. */
    private static boolean happened(Feature feature, Clip clip) {
        return switch (feature) {
            case LIKE_RATE -> clip.liked();
            case SHARE_RATE -> clip.shared();
            case BIAS, QUALITY, TRENDING, FRESH, TAG, WATCHED_TOGETHER, FOLLOWING, CREATOR, SOUND -> true;
        };
    }

    private static String about(Feature feature, Clip clip, @Nullable Taste taste, Clips clips, long now) {
        if (taste == null) {
            return "";
        }
        return switch (feature) {
            case TAG -> {
                var best = taste.bestOf(clip.facts().tags(), now);
                yield best == null ? "" : "#" + best;
            }
            case WATCHED_TOGETHER ->
                taste.glad(1).stream()
                        .flatMap(
                                index -> clips.at(index).facts().tags().stream().limit(1))
                        .map(tag -> "#" + tag)
                        .findFirst()
                        .orElse("");
            case BIAS, QUALITY, TRENDING, FRESH, LIKE_RATE, SHARE_RATE, FOLLOWING, CREATOR, SOUND -> "";
        };
    }

    private static double rounded(double points) {
        return Math.round(points * 1000) / 1000.0;
    }
}
