package ovation.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import ovation.demo.Script.DemoClip;
import ovation.media.MediaStore;
import ovation.videos.Videos;
import ovation.videos.Videos.NewVideo;

/** Publishes the demo's clips, each as its creator. */
@Demo
@Component
class Posting {

    private final MediaStore media;
    private final Videos videos;
    private final Map<String, UUID> sounds = new HashMap<>();

    Posting(MediaStore media, Videos videos) {
        this.media = media;
        this.videos = videos;
    }

    /** The first clip with a sound makes it; the others pick it. */
    UUID post(UUID creator, DemoClip clip) {
        var asset = adopt(creator, clip);
        var promotional = clip.ad() != null;
        @Nullable UUID sound = sounds.get(clip.sound());
        var video = videos.publish(
                creator,
                new NewVideo(
                        asset, clip.caption(), sound, sound == null ? clip.sound() : null, true, false, promotional));
        if (sound == null && !promotional) {
            videos.facts(video).map(Videos.VideoFacts::sound).ifPresent(made -> sounds.put(clip.sound(), made));
        }
        return video;
    }

    private UUID adopt(UUID owner, DemoClip clip) {
        try {
            var folder = Files.createTempDirectory("ovation-demo");
            var mp4 = copy("demo/clips/" + clip.file(), folder.resolve("clip.mp4"));
            var poster = copy("demo/clips/" + clip.poster(), folder.resolve("poster.jpg"));
            var asset = media.adopt(owner, mp4, poster, clip.durationMillis(), clip.width(), clip.height());
            Files.deleteIfExists(mp4);
            Files.deleteIfExists(poster);
            Files.delete(folder);
            return asset.id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(String resource, Path to) throws IOException {
        try (var in = new ClassPathResource(resource).getInputStream()) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }
}
