package ovation.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where the clips for a page come from. Each source brings a bounded number that may be shown. */
final class Candidates {

    private static final int TRENDING = 80;
    private static final int TOGETHER_FROM = 5;
    private static final int TOGETHER = 20;
    private static final int FOLLOWING = 30;
    private static final int TAGS = 5;
    private static final int EACH_TAG = 15;
    private static final int FRESH = 25;
    private static final int RANDOM = 5;

    /** A clip and who brought it. */
    static final class Candidate {

        final Clip clip;
        final String source;
        double together;

        Candidate(Clip clip, String source) {
            this.clip = clip;
            this.source = source;
        }
    }

    private final Clips clips;
    private final Clips.Lists lists;
    private final Predicate<Clip> mayShow;
    private final SplittableRandom random;
    private final Map<Integer, Candidate> found = new LinkedHashMap<>();

    Candidates(Clips clips, Predicate<Clip> mayShow, SplittableRandom random) {
        this.clips = clips;
        this.lists = clips.lists();
        this.mayShow = mayShow;
        this.random = random;
    }

    Candidates trending() {
        add("trending", lists.trending(), TRENDING);
        return this;
    }

    /** Drawn evenly from those few have seen, and a few from all: the only views that no ranking has chosen. */
    Candidates fresh() {
        draw("fresh", lists.untried(), FRESH);
        draw("random", lists.trending(), RANDOM);
        return this;
    }

    /** What others watched gladly after what this viewer watched gladly last. */
    Candidates together(Taste taste) {
        var rank = 1;
        for (var earlier : taste.glad(TOGETHER_FROM)) {
            var taken = 0;
            for (var neighbour : clips.at(earlier).nearest()) {
                var candidate = add("watched_together", clips.at(neighbour.clip()));
                if (candidate != null) {
                    candidate.together += neighbour.strength() / rank;
                    if (++taken == TOGETHER) {
                        break;
                    }
                }
            }
            rank++;
        }
        return this;
    }

    Candidates following(Set<UUID> creators) {
        var left = FOLLOWING;
        for (var creator : creators) {
            var theirs = lists.byCreator().getOrDefault(creator, List.of());
            for (var i = 0; i < Math.min(3, theirs.size()) && left > 0; i++) {
                if (add("following", theirs.get(i)) != null) {
                    left--;
                }
            }
            if (left == 0) {
                return this;
            }
        }
        return this;
    }

    Candidates likedThings(Taste taste, long now) {
        for (var tag : taste.best(String.class, TAGS, now)) {
            add("tag", lists.byTag().getOrDefault(tag, List.of()), EACH_TAG);
        }
        for (var id : taste.best(UUID.class, 2 * TAGS, now)) {
            add("creator", lists.byCreator().getOrDefault(id, List.of()), 5);
            add("sound", lists.bySound().getOrDefault(id, List.of()), 5);
        }
        return this;
    }

    List<Candidate> all() {
        return List.copyOf(found.values());
    }

    private void add(String source, List<Clip> from, int most) {
        var taken = 0;
        for (var i = 0; i < from.size() && taken < most; i++) {
            if (add(source, from.get(i)) != null) {
                taken++;
            }
        }
    }

    private void draw(String source, List<Clip> from, int most) {
        for (var i = 0; i < Math.min(most, from.size()); i++) {
            add(source, from.get(random.nextInt(from.size())));
        }
    }

    private @Nullable Candidate add(String source, Clip clip) {
        var known = found.get(clip.index);
        if (known != null) {
            return known;
        }
        if (clip.gone() || !mayShow.test(clip)) {
            return null;
        }
        var candidate = new Candidate(clip, source);
        found.put(clip.index, candidate);
        return candidate;
    }
}
