package ovation.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the feed knows of one viewer: all of it from the attention book, none of it stored elsewhere. Used under its own
 * lock, by the learner and by the viewer's own requests.
 */
final class Taste {

    private static final long HALF_LIFE = Duration.ofDays(7).toMillis();
    private static final long SERVED_FOR = Duration.ofMinutes(30).toMillis();
    private static final int MAX_AFFINITIES = 200;
    private static final int MAX_GLAD = 50;
    private static final int MAX_OPEN = 12;

    private final RoaringBitmap seen = new RoaringBitmap();
    private final Map<Integer, Long> served = new LinkedHashMap<>();
    private final RoaringBitmap liked = new RoaringBitmap();
    private final RoaringBitmap refused = new RoaringBitmap();
    private final Map<UUID, Long> creatorsRefused = new HashMap<>();
    private final Map<Object, Decayed> affinities = new HashMap<>();
    private final Deque<Integer> glad = new ArrayDeque<>();
    private final Map<UUID, Watching> open = new LinkedHashMap<>();
    private long position;
    private @Nullable UUID lastCreator;
    private @Nullable UUID lastSound;

    /** A showing whose outcome is still open. */
    static final class Watching {

        final Clip clip;
        final double[] features;
        int watchedMillis;
        double quantile;
        boolean gladly;
        final Set<Signal> happened = new HashSet<>();

        Watching(Clip clip, double[] features) {
            this.clip = clip;
            this.features = features;
        }
    }

    // --- what was shown

    boolean mayShow(Clip clip, long now) {
        if (seen.contains(clip.index) || refused.contains(clip.index)) {
            return false;
        }
        var servedAt = served.get(clip.index);
        if (servedAt != null && now - servedAt < SERVED_FOR) {
            return false;
        }
        var until = creatorsRefused.get(clip.facts().creator());
        return until == null || until < now;
    }

    void serve(Clip clip, long now) {
        served.values().removeIf(at -> now - at >= SERVED_FOR);
        served.put(clip.index, now);
        sawLast(clip.facts().creator(), clip.facts().sound());
    }

    /** What was served and not seen may be served again. */
    void forgetServed() {
        served.clear();
    }

    void sawLast(UUID creator, @Nullable UUID sound) {
        lastCreator = creator;
        lastSound = sound;
    }

    /** Of the next seat in this viewer's feed. */
    long position() {
        return position;
    }

    void moveOn() {
        position++;
    }

    @Nullable
    UUID lastCreator() {
        return lastCreator;
    }

    @Nullable
    UUID lastSound() {
        return lastSound;
    }

    // --- what was done

    void saw(Clip clip) {
        seen.add(clip.index);
    }

    /** Begins a showing; returns the one that is thereby over, if there are too many. */
    @Nullable
    Watching begin(UUID exposure, Watching watching) {
        open.put(exposure, watching);
        if (open.size() <= MAX_OPEN) {
            return null;
        }
        var eldest = open.keySet().iterator().next();
        return open.remove(eldest);
    }

    /** Those that are over since another clip is on screen. */
    List<Watching> endOthers(UUID exposure) {
        var ended = new ArrayList<Watching>();
        open.entrySet().removeIf(entry -> {
            var over = !entry.getKey().equals(exposure);
            if (over) {
                ended.add(entry.getValue());
            }
            return over;
        });
        return ended;
    }

    @Nullable
    Watching watching(UUID exposure) {
        return open.get(exposure);
    }

    /** The showing of a clip that is open now, for deeds that name no exposure. */
    @Nullable
    Watching watching(Clip clip) {
        return open.values().stream()
                .filter(watching -> watching.clip == clip)
                .findFirst()
                .orElse(null);
    }

    /** The open showing of a creator's clip, the latest. */
    @Nullable
    Watching watchingBy(UUID creator) {
        return open.values().stream()
                .filter(watching -> watching.clip.facts().creator().equals(creator))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** Clips watched gladly, the latest first. */
    List<Integer> glad(int most) {
        return glad.stream().limit(most).toList();
    }

    void watchedGladly(Clip clip) {
        glad.remove(clip.index);
        glad.addFirst(clip.index);
        if (glad.size() > MAX_GLAD) {
            glad.removeLast();
        }
    }

    void liked(Clip clip, boolean likes) {
        if (likes) {
            liked.add(clip.index);
        } else {
            liked.remove(clip.index);
        }
    }

    boolean likes(Clip clip) {
        return liked.contains(clip.index);
    }

    /** Not this one again, and nothing of its creator for a while. */
    void refuse(Clip clip, long now) {
        refused.add(clip.index);
        creatorsRefused.put(clip.facts().creator(), now + Duration.ofDays(2).toMillis());
    }

    // --- what it likes

    /** Likes or dislikes everything about a clip a little more. */
    void lean(Clip clip, double by, long now) {
        for (var tag : clip.facts().tags()) {
            affinity(tag).add(by, now, HALF_LIFE);
        }
        affinity(clip.facts().creator()).add(by, now, HALF_LIFE);
        if (clip.facts().sound() != null) {
            affinity(clip.facts().sound()).add(by, now, HALF_LIFE);
        }
    }

    private Decayed affinity(Object about) {
        if (affinities.size() >= MAX_AFFINITIES && !affinities.containsKey(about)) {
            var weakest = affinities.entrySet().stream()
                    .min(Comparator.comparingDouble(
                            entry -> Math.abs(entry.getValue().at(Long.MAX_VALUE / 4, Long.MAX_VALUE / 8))))
                    .orElseThrow();
            affinities.remove(weakest.getKey());
        }
        return affinities.computeIfAbsent(about, unseen -> new Decayed());
    }

    /** Between -1 and 1; 0 for what it does not know. */
    double affinityTo(@Nullable Object about, long now) {
        var known = about == null ? null : affinities.get(about);
        if (known == null) {
            return 0;
        }
        var strength = known.at(now, HALF_LIFE);
        return strength / (1 + Math.abs(strength));
    }

    double affinityToTags(List<String> tags, long now) {
        var sum = 0.0;
        for (var tag : tags) {
            sum += affinityTo(tag, now);
        }
        return tags.isEmpty() ? 0 : sum / Math.sqrt(tags.size()) / Math.sqrt(tags.size());
    }

    /** The tag of a list that it likes best; null if none. */
    @Nullable
    String bestOf(List<String> tags, long now) {
        return tags.stream()
                .filter(tag -> affinityTo(tag, now) > 0)
                .max(Comparator.comparingDouble(tag -> affinityTo(tag, now)))
                .orElse(null);
    }

    /** What it likes most, of one type: tags are strings, creators and sounds are ids. */
    <T> List<T> best(Class<T> type, int most, long now) {
        return affinities.entrySet().stream()
                .filter(entry -> type.isInstance(entry.getKey()))
                .map(entry ->
                        Map.entry(type.cast(entry.getKey()), entry.getValue().at(now, HALF_LIFE)))
                .filter(entry -> entry.getValue() > 0.2)
                .sorted(Map.Entry.<T, Double>comparingByValue().reversed())
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
