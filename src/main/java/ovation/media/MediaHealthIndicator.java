package ovation.media;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Component {@code media}: up without ffmpeg too, but says what is then missing. */
@Component("mediaHealthIndicator")
class MediaHealthIndicator implements HealthIndicator {

    private final Ffmpeg ffmpeg;
    private final MediaFiles files;

    MediaHealthIndicator(Ffmpeg ffmpeg, MediaFiles files) {
        this.ffmpeg = ffmpeg;
        this.files = files;
    }

    @Override
    public Health health() {
        var health = Health.up().withDetail("freeBytes", files.free());
        ffmpeg.found()
                .ifPresentOrElse(
                        found -> health.withDetail("ffmpeg", found.version()).withDetail("encoder", found.encoder()),
                        () -> health.withDetail(
                                "ffmpeg",
                                "none: only MP4 with H.264 and AAC is accepted, as it is. Install ffmpeg 5 or newer,"
                                        + " or set ovation.media.ffmpeg"));
        return health.build();
    }
}
