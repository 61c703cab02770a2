package ovation.videos;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import ovation.identity.People;
import ovation.identity.Viewer;

/** What the modules above see. */
@Service
class PublishedVideos implements Videos {

    private static final int BATCH = 1_000;

    private final Posts posts;
    private final Sounds sounds;
    private final Cards cards;
    private final Likes likes;
    private final WatchRules rules;
    private final PublishingVideos publishing;
    private final People people;

    PublishedVideos(
            Posts posts,
            Sounds sounds,
            Cards cards,
            Likes likes,
            WatchRules rules,
            PublishingVideos publishing,
            People people) {
        this.posts = posts;
        this.sounds = sounds;
        this.cards = cards;
        this.likes = likes;
        this.rules = rules;
        this.publishing = publishing;
        this.people = people;
    }

    @Override
    public List<VideoCard> cards(Collection<UUID> videos) {
        return cards.cards(videos);
    }

    @Override
    public void forEachPublic(Consumer<VideoFacts> consumer) {
        var after = new UUID(0, 0);
        List<Post> batch;
        do {
            batch = posts.publicAfter(after, BATCH);
            batch.stream().map(Post::facts).forEach(consumer);
            after = batch.isEmpty() ? after : batch.getLast().id();
        } while (batch.size() == BATCH);
    }

    @Override
    public Optional<VideoFacts> facts(UUID video) {
        return cards.facts(video);
    }

    @Override
    public boolean mayWatch(Viewer viewer, UUID video) {
        return cards.facts(video).filter(facts -> rules.mayWatch(viewer, facts)).isPresent();
    }

    @Override
    public boolean mayWatch(Viewer viewer, VideoFacts video) {
        return rules.mayWatch(viewer, video);
    }

    @Override
    public Set<UUID> liked(UUID person, Collection<UUID> videos) {
        return likes.of(person, videos);
    }

    @Override
    public UUID publish(UUID creator, NewVideo video) {
        return publishing.create(creator, people.viewerOf(creator).region(), video, true);
    }

    @Override
    public Map<UUID, Long> likes(Collection<UUID> videos) {
        var counted = new HashMap<UUID, Long>();
        posts.counts(videos).forEach((id, counts) -> counted.put(id, counts.likes()));
        return counted;
    }

    @Override
    public List<VideoFacts> tagged(String tag, Instant from, Instant until) {
        return posts.taggedBetween(tag, from, until).stream().map(Post::facts).toList();
    }

    @Override
    public List<VideoFacts> using(UUID sound, Instant from, Instant until) {
        return posts.usingBetween(sound, from, until).stream().map(Post::facts).toList();
    }

    @Override
    public Optional<Sound> sound(UUID id) {
        return sounds.find(id).map(found -> new Sound(found.id(), found.title()));
    }
}
