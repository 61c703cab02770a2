package ovation.videos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import ovation.identity.People;
import ovation.media.MediaStore;
import ovation.videos.Post.Counts;
import ovation.videos.Videos.Creator;
import ovation.videos.Videos.VideoCard;
import ovation.videos.Videos.VideoFacts;

/**
 * Cards and facts of public posts in memory. What is asked for is filled with three statements whatever the number; the
 * counts of what was asked for are read again every few seconds, in the background, so that a page of known cards costs no
 * statement at all.
 */
@Component
class Cards {

    private static final int MAX_CARDS = 50_000;
    /** Well within the hours for which the addresses in it are signed. */
    private static final Duration KEPT = Duration.ofMinutes(20);

    private static final int REFRESH_AT_ONCE = 2_000;

    private static final class Entry {
        private final VideoCard card;
        private final VideoFacts facts;
        private volatile Counts counts;

        Entry(VideoCard card, VideoFacts facts, Counts counts) {
            this.card = card;
            this.facts = facts;
            this.counts = counts;
        }
    }

    private final Posts posts;
    private final MediaStore media;
    private final People people;
    private final Cache<UUID, Entry> entries;
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

    Cards(Posts posts, MediaStore media, People people, Clock clock) {
        // By the application's clock: the addresses are signed by it.
        this.entries = Caffeine.newBuilder()
                .maximumSize(MAX_CARDS)
                .expireAfterWrite(KEPT)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
        this.posts = posts;
        this.media = media;
        this.people = people;
    }

    /** In the order asked for; what is not public or not playable is left out. */
    List<VideoCard> cards(Collection<UUID> ids) {
        var found = entries(ids);
        var cards = new ArrayList<VideoCard>(ids.size());
        for (var id : ids) {
            var entry = found.get(id);
            if (entry != null) {
                asked.add(id);
                cards.add(counted(entry));
            }
        }
        return cards;
    }

    Optional<VideoFacts> facts(UUID id) {
        return Optional.ofNullable(entries(List.of(id)).get(id)).map(entry -> entry.facts);
    }

    Map<UUID, VideoFacts> facts(Collection<UUID> ids) {
        var facts = new HashMap<UUID, VideoFacts>();
        entries(ids).forEach((id, entry) -> facts.put(id, entry.facts));
        return facts;
    }

    /** Somebody on this node has changed them: the next card shows it. */
    void counted(UUID id, Counts counts) {
        var entry = entries.getIfPresent(id);
        if (entry != null) {
            entry.counts = counts;
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void forget(VideoChanged changed) {
        entries.invalidate(changed.video());
    }

    @Scheduled(fixedDelay = 3_000)
    void refreshCounts() {
        while (!asked.isEmpty()) {
            var some = asked.stream().limit(REFRESH_AT_ONCE).toList();
            asked.removeAll(Set.copyOf(some));
            posts.counts(some).forEach(this::counted);
        }
    }

    private Map<UUID, Entry> entries(Collection<UUID> ids) {
        var found = new HashMap<>(entries.getAllPresent(ids));
        if (found.size() < Set.copyOf(ids).size()) {
            var missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
            var read = read(missing);
            entries.putAll(read);
            found.putAll(read);
        }
        return found;
    }

    private Map<UUID, Entry> read(Collection<UUID> ids) {
        var rows = posts.findAll(ids);
        rows.values().removeIf(post -> !post.isPublic());
        var assets = media.findAll(rows.values().stream().map(Post::asset).toList());
        var creators = people.cards(
                rows.values().stream().map(Post::creator).distinct().toList());
        var read = new HashMap<UUID, Entry>();
        for (var post : rows.values()) {
            var asset = assets.get(post.asset());
            var creator = creators.get(post.creator());
            if (asset != null && asset.state() == MediaStore.State.READY && creator != null) {
                read.put(post.id(), new Entry(card(post, asset, creator), post.facts(), post.counts()));
            }
        }
        return read;
    }

    VideoCard card(Post post, MediaStore.Asset asset, People.PersonCard creator) {
        var playback = media.playback(asset);
        return new VideoCard(
                post.id(),
                "/v/" + post.id(),
                new Creator(creator.id(), creator.handle(), creator.name(), creator.avatarUrl()),
                post.caption().text(),
                post.tags(),
                post.sound(),
                post.effect(),
                asset.durationMillis(),
                asset.width(),
                asset.height(),
                playback.posterUrl(),
                asset.blurhash(),
                playback.sources(),
                post.counts().likes(),
                post.counts().comments(),
                post.counts().shares(),
                post.commentsAllowed());
    }

    private static VideoCard counted(Entry entry) {
        var card = entry.card;
        var counts = entry.counts;
        return new VideoCard(
                card.id(),
                card.url(),
                card.creator(),
                card.caption(),
                card.hashtags(),
                card.sound(),
                card.effect(),
                card.durationMillis(),
                card.width(),
                card.height(),
                card.poster(),
                card.blurhash(),
                card.sources(),
                counts.likes(),
                counts.comments(),
                counts.shares(),
                card.commentsAllowed());
    }
}
