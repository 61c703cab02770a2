package ovation.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A migrated server of its own that may be killed at any moment, and started again over what it left. */
public final class CrashablePostgres implements AutoCloseable {

    private static final String DATABASE = "trials";

    private final Path home;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private CrashablePostgres(Path home, Map<String, String> settings) {
        this.home = home;
        this.settings = settings;
        this.server = start();
        server.prepareDatabase(DATABASE, true);
        Flyway.configure()
                .dataSource(url(), "ovation_owner", password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** With the settings of production, over these. */
    public static CrashablePostgres over(Path home, Map<String, String> settings) {
        return new CrashablePostgres(home, settings);
    }

    /** It has another port after each start. */
    public String url() {
        return server.url(DATABASE);
    }

    public int port() {
        return Integer.parseInt(url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    public String password() {
        return server.password();
    }

    /** {@code kill -9} of the postmaster and of all its processes, at once. */
    public void kill() {
        try {
            var pid = Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
            var postmaster = ProcessHandle.of(pid).orElseThrow();
            var children = postmaster.descendants().toList();
            postmaster.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            postmaster.onExit().join();
            children.forEach(child -> child.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return until it had recovered and answered */
    public Duration restart() {
        var before = System.nanoTime();
        server.stop(); // lets go of the directory; there may be nothing left to stop
        server = start();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    @Override
    public void close() {
        server.stop();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home, Path.of(System.getProperty("user.home"), ".cache", "ovation"), settings);
    }
}
