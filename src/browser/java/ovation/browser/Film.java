package ovation.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.ClassPathResource;

/** A clip on the viewer's own disk: made by ffmpeg where there is one, else one of the demo's. */
final class Film {

    private Film() {}

    /** @param hue so that no two films are the same */
    static Path upright(int seconds, int hue) {
        try {
            var file = Files.createTempFile("film", ".mp4");
            file.toFile().deleteOnExit();
            if (!made(file, seconds, hue)) {
                try (var demo = new ClassPathResource("demo/clips/fern.mp4").getInputStream()) {
                    Files.write(file, demo.readAllBytes());
                }
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean made(Path file, int seconds, int hue) throws IOException {
        try {
            var ffmpeg = new ProcessBuilder(List.of(
                            "ffmpeg",
                            "-v",
                            "error",
                            "-y",
                            "-f",
                            "lavfi",
                            "-i",
                            "testsrc2=size=360x640:rate=24:duration=" + seconds,
                            "-f",
                            "lavfi",
                            "-i",
                            "sine=frequency=330:duration=" + seconds,
                            "-vf",
                            "hue=h=" + hue,
                            "-c:v",
                            "libx264",
                            "-preset",
                            "ultrafast",
                            "-pix_fmt",
                            "yuv420p",
                            "-c:a",
                            "aac",
                            "-shortest",
                            file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ffmpeg.waitFor(60, TimeUnit.SECONDS) && ffmpeg.exitValue() == 0;
        } catch (IOException noFfmpeg) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
