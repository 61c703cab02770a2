package ovation.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The local disk, under {@code ovation.home}/media. */
@Component
class LocalMediaFiles implements MediaFiles {

    private static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{30}");
    private static final Pattern FILE = Pattern.compile("[a-z0-9]{1,20}(\\.[a-z0-9]{1,4})?");
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path root;
    private final Path work;
    private final SecureRandom random = new SecureRandom();

    LocalMediaFiles(@Value("${ovation.home:.ovation}") Path home) {
        this.root = home.toAbsolutePath().normalize().resolve("media");
        this.work = root.resolve("work");
    }

    @Override
    public String newDirectory() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var name = HexFormat.of().formatHex(bytes);
        var directory = name.substring(0, 2) + "/" + name.substring(2);
        return quietly(() -> {
            Files.createDirectories(root.resolve(directory));
            return directory;
        });
    }

    @Override
    public boolean append(String directory, String file, InputStream body, long atMost) throws IOException {
        var left = atMost;
        try (var out =
                Files.newOutputStream(path(directory, file), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var buffer = new byte[BUFFER_BYTES];
            int read;
            while ((read = body.read(buffer)) != -1) {
                if (read > left) {
                    return false;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        return true;
    }

    @Override
    public long size(String directory, String file) {
        return quietly(() -> {
            try {
                return Files.size(path(directory, file));
            } catch (NoSuchFileException none) {
                return 0L;
            }
        });
    }

    @Override
    public Optional<Path> local(String directory, String file) {
        if (!DIRECTORY.matcher(directory).matches() || !FILE.matcher(file).matches()) {
            return Optional.empty();
        }
        return Optional.of(path(directory, file)).filter(Files::isRegularFile);
    }

    @Override
    public void keep(String directory, String file, Path made) {
        quietly(() -> Files.move(made, path(directory, file), StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void remove(String directory, String file) {
        quietly(() -> Files.deleteIfExists(path(directory, file)));
    }

    @Override
    public void removeAll(String directory) {
        if (!DIRECTORY.matcher(directory).matches()) {
            throw new IllegalArgumentException("not a directory of ours: " + directory);
        }
        removeTree(root.resolve(directory));
    }

    @Override
    public Path workspace() {
        return quietly(() -> Files.createTempDirectory(Files.createDirectories(work), "w"));
    }

    @Override
    public void discard(Path workspace) {
        if (!workspace.startsWith(work)) {
            throw new IllegalArgumentException("not a workspace of ours: " + workspace);
        }
        removeTree(workspace);
    }

    @Override
    public void discardOlderThan(Duration age) {
        var fresh = workspace();
        quietly(() -> {
            // the disk's own clock on both sides
            var before = Files.getLastModifiedTime(fresh).toInstant().minus(age);
            try (var all = Files.list(work)) {
                for (var old : all.toList()) {
                    if (Files.getLastModifiedTime(old).toInstant().isBefore(before)) {
                        discard(old);
                    }
                }
            }
            return fresh;
        });
        discard(fresh);
    }

    @Override
    public long free() {
        return quietly(() -> Files.getFileStore(Files.createDirectories(root)).getUsableSpace());
    }

    private Path path(String directory, String file) {
        if (!DIRECTORY.matcher(directory).matches() || !FILE.matcher(file).matches()) {
            throw new IllegalArgumentException("not a file of ours: " + directory + "/" + file);
        }
        return root.resolve(directory).resolve(file);
    }

    private static void removeTree(Path top) {
        quietly(() -> {
            if (Files.isDirectory(top)) {
                try (var all = Files.walk(top)) {
                    for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
            return top;
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T quietly(Work<T> work) {
        try {
            return work.run();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
