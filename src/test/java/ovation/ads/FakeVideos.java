package ovation.ads;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import ovation.identity.Viewer;
import ovation.videos.Videos;

final class FakeVideos implements Videos {

    private final AdsHouse.World world;

    FakeVideos(AdsHouse.World world) {
        this.world = world;
    }

    @Override
    public List<VideoCard> cards(Collection<UUID> videos) {
        return List.of();
    }

    @Override
    public void forEachPublic(Consumer<VideoFacts> consumer) {
        world.clips.values().forEach(consumer);
    }

    @Override
    public Optional<VideoFacts> facts(UUID video) {
        return Optional.ofNullable(world.clips.get(video));
    }

    @Override
    public boolean mayWatch(Viewer viewer, VideoFacts video) {
        return mayWatch(viewer, video.id());
    }

    @Override
    public boolean mayWatch(Viewer viewer, UUID video) {
        return world.clips.containsKey(video);
    }

    @Override
    public Set<UUID> liked(UUID person, Collection<UUID> videos) {
        return Set.of();
    }

    @Override
    public UUID publish(UUID creator, NewVideo video) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<UUID, Long> likes(Collection<UUID> videos) {
        return Map.of();
    }

    @Override
    public List<VideoFacts> tagged(String tag, java.time.Instant from, java.time.Instant until) {
        return world.clips.values().stream()
                .filter(clip -> clip.tags().contains(tag))
                .filter(clip ->
                        !clip.publishedAt().isBefore(from) && clip.publishedAt().isBefore(until))
                .toList();
    }

    @Override
    public List<VideoFacts> using(UUID sound, java.time.Instant from, java.time.Instant until) {
        return world.clips.values().stream()
                .filter(clip -> sound.equals(clip.sound()))
                .filter(clip ->
                        !clip.publishedAt().isBefore(from) && clip.publishedAt().isBefore(until))
                .toList();
    }

    @Override
    public Optional<Sound> sound(UUID id) {
        return Optional.empty();
    }
}
