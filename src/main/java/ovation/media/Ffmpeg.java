package ovation.media;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The programs ffmpeg and ffprobe: found and tried once at start, always called with an argument list (never a shell),
 * a time limit and low priority.
 */
@Component
class Ffmpeg {

    private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);
    private static final Pattern VERSION = Pattern.compile("ffmpeg version n?(\\d+|N-)");
    private static final int OLDEST = 5;
    private static final Duration TRIAL = Duration.ofSeconds(20);
    private static final int KEPT_LINES = 50;
    private static final Path NICE = Path.of("/usr/bin/nice");

    /** @param encoder the H.264 encoder that works here */
    record Found(String ffmpeg, String ffprobe, String version, String encoder) {}

    /** @param errors the first lines of what the program complained about */
    record Result(int status, String errors) {
        boolean fine() {
            return status == 0;
        }
    }

    private final CompletableFuture<Optional<Found>> found;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    Ffmpeg(MediaSettings settings) {
        this.found = new CompletableFuture<>();
        Thread.ofVirtual().name("ffmpeg-trial").start(() -> found.complete(look(settings)));
    }

    Optional<Found> found() {
        return found.join();
    }

    boolean available() {
        return found().isPresent();
    }

    /** @param arguments after the program's own; progress goes to {@code pipe:1} */
    Result ffmpeg(List<String> arguments, Duration patience, Consumer<String> line) {
        var command = new ArrayList<String>();
        command.add(found().orElseThrow().ffmpeg());
        command.addAll(List.of("-hide_banner", "-nostdin", "-y", "-v", "error", "-progress", "pipe:1"));
        command.addAll(arguments);
        return run(command, patience, line);
    }

    Result ffprobe(List<String> arguments, Duration patience, Consumer<String> line) {
        var command = new ArrayList<String>();
        command.add(found().orElseThrow().ffprobe());
        command.addAll(arguments);
        return run(command, patience, line);
    }

    /** Only this demuxer, only this file: what a file says inside never makes us open another. */
    static List<String> input(Container container, Path file) {
        return List.of("-f", container.demuxer(), "-protocol_whitelist", "file,pipe", "-i", "file:" + file);
    }

    void stopAll() {
        running.forEach(Process::destroyForcibly);
    }

    private Result run(List<String> command, Duration patience, Consumer<String> line) {
        var all = new ArrayList<String>();
        if (Files.isExecutable(NICE)) {
            all.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        all.addAll(command);
        try {
            var process = new ProcessBuilder(all).start();
            running.add(process);
            try {
                process.getOutputStream().close();
                var errors = new ConcurrentLinkedQueue<String>();
                var listening = List.of(
                        Thread.startVirtualThread(() -> read(process.getInputStream(), line)),
                        Thread.startVirtualThread(() -> read(process.getErrorStream(), text -> keep(errors, text))));
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    return new Result(-1, "took longer than " + patience);
                }
                for (var thread : listening) {
                    thread.join(1000);
                }
                return new Result(process.exitValue(), String.join("\n", errors));
            } finally {
                process.destroyForcibly();
                running.remove(process);
            }
        } catch (IOException absent) {
            return new Result(-1, String.valueOf(absent.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Result(-1, "stopped");
        }
    }

    private static void read(InputStream stream, Consumer<String> line) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line);
        } catch (IOException | java.io.UncheckedIOException ended) {
            // the process is gone; its status says the rest
        }
    }

    private static void keep(Queue<String> kept, String text) {
        if (kept.size() < KEPT_LINES) {
            kept.add(text);
        }
    }

    private Optional<Found> look(MediaSettings settings) {
        var configured = settings.ffmpeg();
        if (configured != null && configured.equals("none")) {
            return Optional.empty();
        }
        var ffmpeg = configured == null || configured.isBlank() ? "ffmpeg" : configured;
        var ffprobe = ffmpeg.endsWith("ffmpeg") ? ffmpeg.substring(0, ffmpeg.length() - 6) + "ffprobe" : "ffprobe";
        var said = new ConcurrentLinkedQueue<String>();
        if (!run(List.of(ffmpeg, "-version"), TRIAL, text -> keep(said, text)).fine()
                || !run(List.of(ffprobe, "-version"), TRIAL, _ -> {}).fine()) {
            log.info("No ffmpeg here: only MP4 with H.264 and AAC is accepted, as it is");
            return Optional.empty();
        }
        var version = VERSION.matcher(String.join("\n", said));
        if (!version.find() || (!version.group(1).equals("N-") && Integer.parseInt(version.group(1)) < OLDEST)) {
            log.warn(
                    "ffmpeg is too old, {} or newer is needed: {}",
                    OLDEST,
                    said.toString().lines().findFirst());
            return Optional.empty();
        }
        for (var encoder : List.of("libx264", "libopenh264", "h264_videotoolbox")) {
            var trial = List.of(
                    ffmpeg,
                    "-v",
                    "error",
                    "-nostdin",
                    "-f",
                    "lavfi",
                    "-i",
                    "color=size=64x64:duration=0.1",
                    "-c:v",
                    encoder,
                    "-pix_fmt",
                    "yuv420p",
                    "-f",
                    "null",
                    "-");
            if (run(trial, TRIAL, _ -> {}).fine()) {
                return Optional.of(new Found(ffmpeg, ffprobe, version.group(), encoder));
            }
        }
        log.warn("ffmpeg has no H.264 encoder that works");
        return Optional.empty();
    }
}
