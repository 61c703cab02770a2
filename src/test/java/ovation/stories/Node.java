package ovation.stories;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import ovation.Ovation;
import ovation.base.MovableClock;
import ovation.postgres.CrashablePostgres;

/**
 * One of several nodes over one database: the application itself, with a clock that goes wrong by so much. Either a process
 * of its own, which can be killed, or a context in this one, which starts faster and whose beans can be asked.
 */
final class Node implements AutoCloseable {

    private final int port;
    private final @Nullable ConfigurableApplicationContext context;
    private final @Nullable Process process;

    private Node(int port, @Nullable ConfigurableApplicationContext context, @Nullable Process process) {
        this.port = port;
        this.context = context;
        this.process = process;
    }

    /** A server for the nodes, its database new. @param durable with the settings of production */
    static CrashablePostgres database(Path home, boolean durable) throws IOException {
        Files.createDirectories(home);
        // Of an earlier run's database, whose name and server the new one has.
        try (var seals = Files.newDirectoryStream(home, "ledger-seals-*")) {
            for (var file : seals) {
                Files.delete(file);
            }
        }
        return CrashablePostgres.over(home.resolve("postgres"), durable ? Map.of() : Map.of("fsync", "off"));
    }

    /** What every node over that server is told. */
    static Map<String, String> over(CrashablePostgres server, Path home) {
        return new HashMap<>(Map.of(
                "spring.profiles.active", "test",
                "spring.main.banner-mode", "off",
                "spring.datasource.hikari.maximum-pool-size", "12",
                "server.port", "0",
                "server.shutdown", "immediate",
                "ovation.home", home.toString(),
                "ovation.postgres.existing-port", String.valueOf(server.port()),
                "ovation.postgres.existing-password", server.password(),
                "ovation.postgres.database", "trials",
                "ovation.postgres.fresh", "false"));
    }

    static Node here(Duration clockOff, Map<String, String> settings) {
        var context = start(clockOff, arguments(settings));
        return new Node(portOf(context), context, null);
    }

    static Node process(Duration clockOff, Map<String, String> settings) {
        try {
            var told = Files.createTempFile("node", ".port");
            Files.delete(told);
            var command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Node.class.getName(),
                    clockOff.toString(),
                    told.toString()));
            command.addAll(List.of(arguments(settings)));
            var log = Files.createDirectories(Path.of("target", "trials")).resolve("node.log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new Node(awaitPort(process, told), null, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int awaitPort(Process process, Path told) throws IOException {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!Files.exists(told)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("A node did not start; see target/trials/node.log");
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        return Integer.parseInt(Files.readString(told));
    }

    /** @param arguments how far the clock is off, the file that is told the port, and the settings */
    public static void main(String[] arguments) throws IOException {
        var context =
                start(Duration.parse(arguments[0]), Stream.of(arguments).skip(2).toArray(String[]::new));
        var told = Path.of(arguments[1]);
        var whole = Path.of(told + ".whole");
        Files.writeString(whole, String.valueOf(portOf(context)));
        Files.move(whole, told, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
    }

    private static ConfigurableApplicationContext start(Duration clockOff, String[] arguments) {
        var clock = new MovableClock();
        clock.advance(clockOff);
        return new SpringApplicationBuilder(Ovation.class)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("clockOff", clock);
                    context.getBeanFactory().registerSingleton("withoutTests", new WithoutTests());
                })
                .registerShutdownHook(false)
                .run(arguments);
    }

    private static int portOf(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int port() {
        return port;
    }

    <T> T get(Class<T> bean) {
        if (context == null) {
            throw new IllegalStateException("A process has no beans for us");
        }
        return context.getBean(bean);
    }

    /** At once, with whatever it holds: nothing is given back. A context ends what it is writing. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** What the tests bring along is no part of the application. */
    private static final class WithoutTests extends TypeExcludeFilter {

        private static final String TESTS = File.separator + "test-classes" + File.separator;

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().isFile()
                    && reader.getResource().getFile().getPath().contains(TESTS);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WithoutTests;
        }

        @Override
        public int hashCode() {
            return WithoutTests.class.hashCode();
        }
    }
}
