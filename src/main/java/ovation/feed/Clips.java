package ovation.feed;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import ovation.videos.VideoChanged;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoFacts;

/** All clips that may stand in a feed, in memory, with the lists that candidates are drawn from. */
@Component
class Clips implements SmartLifecycle {

    /** Fewer views than this: still to be tried out. */
    static final int TRIED_OUT = 200;

    private final Videos videos;
    private final Clock clock;
    private final Map<UUID, Clip> byId = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile boolean touched;
    private volatile Clip[] byIndex = {};
    private volatile Lists lists = new Lists(List.of(), List.of(), Map.of(), Map.of(), Map.of(), 0);

    /**
     * One consistent view of all clips.
     *
     * @param trending all, warmest first
     * @param untried those few have seen, newest first
     * @param byTag newest first, and so the others
     */
    record Lists(
            List<Clip> trending,
            List<Clip> untried,
            Map<String, List<Clip>> byTag,
            Map<UUID, List<Clip>> byCreator,
            Map<UUID, List<Clip>> bySound,
            double strongestTrend) {}

    Clips(Videos videos, Clock clock) {
        this.videos = videos;
        this.clock = clock;
    }

    Optional<Clip> find(UUID video) {
        return Optional.ofNullable(byId.get(video)).filter(clip -> !clip.gone());
    }

    /** Also gone ones: what was learned from them stays true. */
    @Nullable
    Clip any(UUID video) {
        return byId.get(video);
    }

    Clip at(int index) {
        return byIndex[index];
    }

    Lists lists() {
        return lists;
    }

    /** Reads all posts anew: at start, and from time to time for what other nodes have published. */
    @Scheduled(fixedDelayString = "${ovation.feed.reload-every:PT1M}", initialDelayString = "PT1M")
    synchronized void reload() {
        var seen = new java.util.HashSet<UUID>();
        videos.forEachPublic(facts -> {
            seen.add(facts.id());
            put(facts);
        });
        byId.forEach((id, clip) -> {
            if (!seen.contains(id)) {
                clip.remove();
            }
        });
        sort();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    synchronized void on(VideoChanged changed) {
        videos.facts(changed.video())
                .filter(facts -> !facts.promotional())
                .ifPresentOrElse(this::put, () -> Optional.ofNullable(byId.get(changed.video()))
                        .ifPresent(Clip::remove));
        sort();
    }

    /** Something was done with a clip: the lists are to be sorted anew. */
    void touched() {
        touched = true;
    }

    /** A second is soon enough for a list; the clips' own counts are always current. All decay alike, so time alone moves none. */
    @Scheduled(fixedDelay = 1_000)
    void sortIfTouched() {
        if (touched) {
            sort();
        }
    }

    synchronized void sort() {
        touched = false;
        var now = clock.millis();
        var current = Arrays.stream(byIndex).filter(clip -> !clip.gone()).toList();
        var trends = new double[byIndex.length];
        current.forEach(clip -> trends[clip.index] = clip.trend(now) + 0.001 * clip.meanQuantile());
        var trending = current.stream()
                .sorted(Comparator.comparingDouble((Clip clip) -> trends[clip.index])
                        .reversed())
                .toList();
        var newest = current.stream()
                .sorted(Comparator.comparing((Clip clip) -> clip.facts().publishedAt())
                        .reversed())
                .toList();
        var byTag = new java.util.HashMap<String, List<Clip>>();
        var byCreator = new java.util.HashMap<UUID, List<Clip>>();
        var bySound = new java.util.HashMap<UUID, List<Clip>>();
        for (var clip : newest) {
            clip.facts().tags().forEach(tag -> byTag.computeIfAbsent(tag, t -> new ArrayList<>())
                    .add(clip));
            byCreator
                    .computeIfAbsent(clip.facts().creator(), c -> new ArrayList<>())
                    .add(clip);
            if (clip.facts().sound() != null) {
                bySound.computeIfAbsent(clip.facts().sound(), s -> new ArrayList<>())
                        .add(clip);
            }
        }
        var untried =
                newest.stream().filter(clip -> clip.timesShown() < TRIED_OUT).toList();
        var strongest = trending.isEmpty() ? 0 : trends[trending.getFirst().index];
        lists = new Lists(trending, untried, byTag, byCreator, bySound, strongest);
    }

    private void put(VideoFacts facts) {
        if (facts.promotional()) {
            return;
        }
        var known = byId.get(facts.id());
        if (known != null) {
            known.changeTo(facts);
            return;
        }
        var clip = new Clip(byIndex.length, facts);
        var grown = Arrays.copyOf(byIndex, byIndex.length + 1);
        grown[clip.index] = clip;
        byIndex = grown;
        byId.put(facts.id(), clip);
    }

    @Override
    public void start() {
        reload();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the readers of the attention book, who need the clips. */
    @Override
    public int getPhase() {
        return -1;
    }
}
