package ovation.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ffmpeg path of the program; {@code none} works without one, empty looks on the PATH
 * @param workers threads that make renditions; 0 is one per core, at most two
 * @param patience how long one rendition may take
 */
@ConfigurationProperties("ovation.media")
record MediaSettings(
        @Nullable String ffmpeg,
        @DefaultValue("0") int workers,
        @DefaultValue("30m") Duration patience) {

    int threads() {
        return workers > 0
                ? workers
                : Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors()));
    }
}
