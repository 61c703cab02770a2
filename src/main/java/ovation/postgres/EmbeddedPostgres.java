package ovation.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server over one data directory. Durable by default: fsync and synchronous commit on, checksums, SCRAM passwords,
 * data kept. Three roles: {@code postgres} (superuser, ours alone), {@code ovation_owner} (migrates) and
 * {@code ovation_app} (the application; may not change what the books hold).
 */
final class EmbeddedPostgres {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_WAIT = Duration.ofMinutes(5); // recovery after a crash takes its time

    private final Path home;
    private final Path data;
    private final Path programs;
    private final Unprivileged unprivileged;
    private final Map<String, String> settings;
    private final String password;
    private @Nullable FileChannel lockFile;
    private int port;

    private EmbeddedPostgres(Path home, Path cache, Map<String, String> settings) {
        this.home = home.toAbsolutePath().normalize();
        this.data = this.home.resolve("data");
        this.programs = PostgresBinaries.unpacked(cache);
        this.unprivileged = Unprivileged.detect();
        this.settings = settings;
        this.password = secret(this.home.resolve("password"));
    }

    private EmbeddedPostgres(int port, String password) {
        this.home = Path.of("");
        this.data = home;
        this.programs = home;
        this.unprivileged = new Unprivileged(List.of());
        this.settings = Map.of();
        this.password = password;
        this.port = port;
    }

    /**
     * Starts the server over a directory, or adopts the one that already runs over it.
     *
     * @param settings of postgresql.conf, over our defaults
     */
    static EmbeddedPostgres start(Path home, Path cache, Map<String, String> settings) {
        try {
            Files.createDirectories(home);
            var server = new EmbeddedPostgres(home, cache, settings);
            server.lock();
            server.startOrAdopt();
            server.prepareRoles();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start over " + home, e);
        }
    }

    /**
     * A server that somebody else started, with its superuser's password: for tests over a container. It is never stopped
     * from here.
     */
    static EmbeddedPostgres existing(int port, String password) {
        var server = new EmbeddedPostgres(port, password);
        server.prepareRoles();
        return server;
    }

    String password() {
        return password;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes the database if it is missing; with {@code fresh}, drops what was there. */
    void prepareDatabase(String database, boolean fresh) {
        superuser(connection -> {
            try (var statement = connection.createStatement()) {
                if (fresh) {
                    statement.execute("DROP DATABASE IF EXISTS \"%s\" WITH (FORCE)".formatted(database));
                }
                var exists = statement
                        .executeQuery("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(database))
                        .next();
                if (!exists) {
                    statement.execute("CREATE DATABASE \"%s\" OWNER ovation_owner".formatted(database));
                }
            }
        });
    }

    /** Stops with a checkpoint. Safe to call twice. */
    void stop() {
        try {
            if (run(pgCtl("stop", "-m", "fast", "-w", "-t", "60")) != 0) {
                log.warn("The embedded PostgreSQL over {} did not stop; the next start adopts it", data);
            }
            if (lockFile != null) {
                lockFile.close();
            }
        } catch (IOException e) {
            log.warn("The embedded PostgreSQL over {} did not stop", data, e);
        }
    }

    private void lock() throws IOException {
        lockFile = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            log.debug("Locked by this process already");
        }
        if (lock == null) {
            lockFile.close();
            throw new IllegalStateException("Another Ovation already runs over " + home
                    + ". Stop it, or give this one a home of its own with OVATION_HOME.");
        }
    }

    private void startOrAdopt() throws IOException {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise();
        }
        var running = runningPort();
        if (running.isPresent()) {
            port = running.get();
            if (accepts()) {
                log.info("Adopted the PostgreSQL that was left running over {} on port {}", data, port);
                return;
            }
            log.info("Stopping a PostgreSQL over {} that does not answer", data);
            run(pgCtl("stop", "-m", "fast", "-w", "-t", "60"));
        }
        port = freePort();
        var started = System.nanoTime();
        var options = new TreeMap<>(defaults());
        options.putAll(settings);
        options.put("port", String.valueOf(port));
        writeSettings(options);
        var exit = run(pgCtl(
                "start",
                "-w",
                "-t",
                String.valueOf(START_WAIT.toSeconds()),
                "-l",
                home.resolve("postgres.log").toString()));
        if (exit != 0 || !accepts()) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL did not start; its log is " + home.resolve("postgres.log"));
        }
        log.info("Embedded PostgreSQL on port {} after {} ms", port, (System.nanoTime() - started) / 1_000_000);
    }

    private void initialise() throws IOException {
        var passwordFile = Files.createTempFile(home, "initdb", "");
        try {
            Files.writeString(passwordFile, password);
            var exit = run(unprivileged.command(List.of(
                    program("initdb"),
                    "-D",
                    data.toString(),
                    "-U",
                    "postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums")));
            if (exit != 0) {
                throw new IllegalStateException("initdb failed; its output is " + home.resolve("commands.log"));
            }
        } finally {
            Files.delete(passwordFile);
        }
    }

    private static Map<String, String> defaults() {
        return Map.of(
                "listen_addresses", "'127.0.0.1'",
                "unix_socket_directories", "''",
                "fsync", "on",
                "synchronous_commit", "on",
                "max_connections", "120",
                "shared_buffers", "256MB",
                "max_wal_size", "2GB",
                "wal_compression", "on",
                "log_min_messages", "warning",
                "timezone", "'UTC'");
    }

    private void writeSettings(Map<String, String> options) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("# Written at each start.");
        options.forEach((name, value) -> lines.add(name + " = " + value));
        Files.write(data.resolve("ovation.conf"), lines);
        var main = data.resolve("postgresql.conf");
        var include = "include 'ovation.conf'";
        if (!Files.readString(main).contains(include)) {
            Files.writeString(main, "\n" + include + "\n", StandardOpenOption.APPEND);
        }
    }

    /** The port in postmaster.pid, if the process that wrote it still lives. */
    private Optional<Integer> runningPort() throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(pidFile);
        if (lines.size() < 4) {
            return Optional.empty();
        }
        var alive = ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .map(ProcessHandle::isAlive)
                .orElse(false);
        return alive ? Optional.of(Integer.parseInt(lines.get(3).strip())) : Optional.empty();
    }

    private boolean accepts() {
        try (var connection = connect();
                var row = connection.createStatement().executeQuery("SHOW data_directory")) {
            return row.next() && Path.of(row.getString(1)).equals(data);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void prepareRoles() {
        superuser(connection -> {
            try (var statement = connection.createStatement()) {
                for (var role : List.of("ovation_owner", "ovation_app")) {
                    var exists = statement
                            .executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '%s'".formatted(role))
                            .next();
                    if (!exists) {
                        statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password));
                    }
                }
            }
        });
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void superuser(Work work) {
        try (var connection = connect()) {
            work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL refused its superuser", e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres") + "?connectTimeout=5", "postgres", password);
    }

    private List<String> pgCtl(String action, String... options) {
        var command = new ArrayList<>(List.of(program("pg_ctl"), action, "-D", data.toString()));
        command.addAll(List.of(options));
        return unprivileged.command(command);
    }

    private String program(String name) {
        var suffix = PostgresBinaries.platform().startsWith("windows") ? ".exe" : "";
        return programs.resolve("bin").resolve(name + suffix).toString();
    }

    private int run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("commands.log").toFile()))
                .start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(START_WAIT.toSeconds() + 10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A random secret, made once and kept readable for its owner only. */
    static String secret(Path file) {
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                Files.writeString(file, HexFormat.of().formatHex(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The secret in " + file + " can be neither made nor read", e);
        }
    }
}
