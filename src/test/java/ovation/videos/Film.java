package ovation.videos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes small real clips with ffmpeg, where there is one. */
final class Film {

    private Film() {}

    static boolean possible() {
        try {
            return new ProcessBuilder("ffmpeg", "-version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** @param options after the moving test picture of the given size and length, with a tone if {@code sound} */
    static byte[] of(String size, double seconds, boolean sound, String extension, String... options) {
        try {
            var file = Files.createTempFile("film", "." + extension);
            var command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i"));
            command.add("testsrc2=size=" + size + ":rate=10:duration=" + seconds);
            if (sound) {
                command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=330:duration=" + seconds));
            }
            command.addAll(List.of(options));
            command.add(file.toString());
            var process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ffmpeg could not make " + command);
            }
            var bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    static byte[] h264(String size, double seconds, boolean sound) {
        return of(
                size,
                seconds,
                sound,
                "mp4",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac");
    }

    static byte[] webm(String size, double seconds) {
        return of(size, seconds, true, "webm", "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis");
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
