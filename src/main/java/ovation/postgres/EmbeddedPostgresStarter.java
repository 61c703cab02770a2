package ovation.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the embedded server before anything asks for a data source, and points Spring at it. Does nothing when
 * {@code spring.datasource.url} is set, except to see that there is a root secret.
 *
 * <p>Properties: {@code ovation.home} (data directory, {@code .ovation}), {@code ovation.postgres.database},
 * {@code ovation.postgres.fresh} (drop the database first; for tests), {@code ovation.postgres.settings.*},
 * {@code ovation.postgres.existing-port} and {@code -password} (a server that is there already; for tests).
 */
public final class EmbeddedPostgresStarter implements EnvironmentPostProcessor {

    private static final Map<Path, EmbeddedPostgres> servers = new ConcurrentHashMap<>();

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var home = Path.of(environment.getProperty("ovation.home", ".ovation"))
                .toAbsolutePath()
                .normalize();
        var properties = new HashMap<String, Object>();
        if (!environment.containsProperty("ovation.secret")) {
            create(home);
            properties.put("ovation.secret", EmbeddedPostgres.secret(home.resolve("secret")));
        }
        if (!environment.containsProperty("spring.datasource.url")) {
            properties.putAll(embedded(environment, home));
            // Whoever brings a server of his own means business: the demo is then asked for, not assumed.
            properties.put("ovation.demo", "true");
        }
        environment.getPropertySources().addLast(new MapPropertySource("ovation-embedded-postgres", properties));
    }

    private static Map<String, Object> embedded(ConfigurableEnvironment environment, Path home) {
        var port = environment.getProperty("ovation.postgres.existing-port", Integer.class);
        var server = port == null ? start(environment, home) : existing(environment, port);
        var database = environment.getProperty("ovation.postgres.database", "ovation");
        server.prepareDatabase(database, environment.getProperty("ovation.postgres.fresh", Boolean.class, false));
        return Map.of(
                "spring.datasource.url",
                server.url(database) + "?reWriteBatchedInserts=true&prepareThreshold=2",
                "spring.datasource.username",
                "ovation_app",
                "spring.datasource.password",
                server.password(),
                "spring.flyway.url",
                server.url(database),
                "spring.flyway.user",
                "ovation_owner",
                "spring.flyway.password",
                server.password());
    }

    private static EmbeddedPostgres start(ConfigurableEnvironment environment, Path home) {
        var settings = Binder.get(environment)
                .bind("ovation.postgres.settings", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        return servers.computeIfAbsent(home.resolve("postgres"), directory -> {
            create(directory);
            var started = EmbeddedPostgres.start(directory, cache(environment), settings);
            // Runs after every context has closed, so nothing loses its connections while it still drains.
            SpringApplication.getShutdownHandlers().add(started::stop);
            return started;
        });
    }

    private static EmbeddedPostgres existing(ConfigurableEnvironment environment, int port) {
        var password = environment.getRequiredProperty("ovation.postgres.existing-password");
        return servers.computeIfAbsent(
                Path.of("existing", String.valueOf(port)), unseen -> EmbeddedPostgres.existing(port, password));
    }

    private static Path cache(ConfigurableEnvironment environment) {
        return Optional.ofNullable(environment.getProperty("ovation.postgres.cache"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "ovation"));
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The home of Ovation cannot be made: " + directory, e);
        }
    }
}
