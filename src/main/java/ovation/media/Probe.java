package ovation.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into an upload with ffprobe, and reads it once to its end: a header promises what a cut-off file lacks. */
@Component
class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> PLAIN = Set.of("yuv420p", "yuvj420p");
    /** Containers round, and the last frame's length is guessed; more than this is missing material. */
    private static final double MISSING_SHARE = 0.02;

    private static final int MISSING_MILLIS = 400;

    private final Ffmpeg ffmpeg;
    private final JsonMapper json;

    Probe(Ffmpeg ffmpeg, JsonMapper json) {
        this.ffmpeg = ffmpeg;
        this.json = json;
    }

    /** @throws Unfit if it is no video, is damaged, or is over a limit */
    Clip look(Container container, Path file) throws Unfit {
        var arguments = new ArrayList<>(List.of("-v", "error", "-of", "json"));
        arguments.addAll(List.of(
                "-show_entries",
                "format=duration:stream=codec_type,codec_name,width,height,pix_fmt:stream_disposition=attached_pic"
                        + ":stream_tags=rotate:stream_side_data=rotation"));
        arguments.addAll(Ffmpeg.input(container, file));
        var text = new ConcurrentLinkedQueue<String>();
        var result = ffmpeg.ffprobe(arguments, PATIENCE, text::add);
        if (!result.fine()) {
            throw new Unfit(MediaProblem.DAMAGED, result.errors());
        }
        var clip = clip(String.join("\n", text));
        var declared = clip.durationMillis();
        if (declared > 0) {
            limits(clip);
        }
        var there = readThrough(container, file);
        if (there <= 0 || declared - there > Math.max(MISSING_MILLIS, declared * MISSING_SHARE)) {
            throw new Unfit(MediaProblem.DAMAGED, "says " + declared + " ms, has " + there);
        }
        var whole = new Clip(
                declared > 0 ? declared : (int) there,
                clip.width(),
                clip.height(),
                clip.video(),
                clip.plainPictures(),
                clip.audio());
        limits(whole);
        return whole;
    }

    private static void limits(Clip clip) throws Unfit {
        var problem = clip.problem();
        if (problem.isPresent()) {
            throw new Unfit(problem.get(), clip.toString());
        }
    }

    /** How far the packets reach, in milliseconds: demuxing only, so hundreds of times faster than watching. */
    private long readThrough(Container container, Path file) {
        var micros = new AtomicLong();
        var arguments = new ArrayList<>(Ffmpeg.input(container, file));
        arguments.addAll(List.of("-map", "0:v:0", "-map", "0:a:0?", "-c", "copy", "-f", "null", "-"));
        ffmpeg.ffmpeg(arguments, PATIENCE, line -> progressMicros(line).ifPresent(micros::set));
        return micros.get() / 1000;
    }

    static Optional<Long> progressMicros(String line) {
        if (!line.startsWith("out_time_us=")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Long.parseLong(line.substring("out_time_us=".length()).strip()));
        } catch (NumberFormatException notYet) {
            return Optional.empty();
        }
    }

    private Clip clip(String text) throws Unfit {
        try {
            var found = json.readTree(text);
            var duration = (int) Math.min(
                    Integer.MAX_VALUE, found.path("format").path("duration").asDouble(0) * 1000);
            var video = stream(found, "video");
            var audio = stream(found, "audio");
            if (video.isEmpty()) {
                throw new Unfit(MediaProblem.NOT_A_VIDEO, "no picture");
            }
            var picture = video.get();
            var turned = turned(picture);
            var width = picture.path("width").asInt(0);
            var height = picture.path("height").asInt(0);
            return new Clip(
                    duration,
                    turned ? height : width,
                    turned ? width : height,
                    picture.path("codec_name").asString(""),
                    PLAIN.contains(picture.path("pix_fmt").asString("")),
                    audio.map(track -> track.path("codec_name").asString("unknown")));
        } catch (JacksonException notJson) {
            throw new Unfit(MediaProblem.DAMAGED, "ffprobe said nothing");
        }
    }

    private static Optional<JsonNode> stream(JsonNode found, String kind) {
        for (var stream : found.path("streams")) {
            if (stream.path("codec_type").asString("").equals(kind)
                    && stream.path("disposition").path("attached_pic").asInt(0) == 0) {
                return Optional.of(stream);
            }
        }
        return Optional.empty();
    }

    /** Phones film lying and note the turn. */
    private static boolean turned(JsonNode picture) {
        var degrees = 0;
        for (var side : picture.path("side_data_list")) {
            degrees = side.path("rotation").asInt(degrees);
        }
        return Math.abs(degrees) % 180 == 90;
    }
}
