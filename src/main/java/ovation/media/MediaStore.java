package ovation.media;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clips by id. */
public interface MediaStore {

    enum State {
        UPLOADING,
        PROCESSING,
        /** At least one rendition plays. */
        READY,
        REFUSED
    }

    /**
     * @param refusal the problem code when refused
     * @param progressPercent of making the renditions
     */
    record Asset(
            UUID id,
            UUID owner,
            State state,
            int durationMillis,
            int width,
            int height,
            boolean hasAudio,
            @Nullable String blurhash,
            @Nullable String refusal,
            int progressPercent,
            List<Rendition> renditions) {}

    /** @param height of the picture in pixels */
    record Rendition(String name, int width, int height, long bytes) {}

    /** Where a browser plays it: signed, valid for some hours. */
    record Playback(String posterUrl, List<Source> sources) {}

    record Source(String url, String type, int height) {}

    Optional<Asset> find(UUID asset);

    Map<UUID, Asset> findAll(Collection<UUID> assets);

    /** Cheap: signs only. The asset must be READY. */
    Playback playback(Asset asset);

    /** Takes over a ready MP4 (H.264/AAC, faststart) with its poster as they are; for the demo's clips. */
    Asset adopt(UUID owner, Path mp4, Path poster, int durationMillis, int width, int height);

    /** Removes an asset and its files. */
    void delete(UUID asset);
}
