package ovation.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ovation.base.Refused;

/** Hands out files to whoever has a signed address. Spring answers byte ranges of a {@link Resource} by itself. */
@Hidden
@RestController
class MediaPlayback {

    private static final MediaType MP4 = MediaType.parseMediaType("video/mp4");

    private final Assets assets;
    private final MediaFiles files;
    private final MediaLinks links;
    /** A player asks for one file many times; where it lies does not change. */
    private final Cache<UUID, String> directories =
            Caffeine.newBuilder().maximumSize(10_000).build();

    MediaPlayback(Assets assets, MediaFiles files, MediaLinks links) {
        this.assets = assets;
        this.files = files;
        this.links = links;
    }

    @GetMapping("/media/{asset}/{file}")
    ResponseEntity<Resource> file(
            @PathVariable UUID asset, @PathVariable String file, @RequestParam long e, @RequestParam String s) {
        if (!links.holds(asset, file, e, s)) {
            throw Refused.because(MediaProblem.LINK_EXPIRED);
        }
        var directory = directories.get(asset, this::directory);
        var path = files.local(directory, file).orElseThrow(Refused::notFound);
        return ResponseEntity.ok()
                .contentType(file.endsWith(".mp4") ? MP4 : MediaType.IMAGE_JPEG)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofHours(4)).cachePublic().immutable())
                .eTag("\"" + asset + "/" + file + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Accept-Ranges", "bytes")
                .body(new FileSystemResource(path));
    }

    private String directory(UUID asset) {
        return assets.find(asset).orElseThrow(Refused::notFound).directory();
    }
}
