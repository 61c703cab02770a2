package ovation.support;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import ovation.postgres.EmbeddedPostgresStarter;

/**
 * A migrated database of its own, without an application: for tests that break books, and for benchmarks that must not
 * share. The data source works as the application's role.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger count = new AtomicInteger();

    private final HikariDataSource application;
    private final StandardEnvironment environment;

    private TestDatabase(Map<String, Object> properties, int connections) {
        environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        new EmbeddedPostgresStarter().postProcessEnvironment(environment, new SpringApplication());
        Flyway.configure()
                .dataSource(
                        property("spring.flyway.url"),
                        property("spring.flyway.user"),
                        property("spring.flyway.password"))
                .locations("classpath:db/migration")
                .load()
                .migrate();
        application = new HikariDataSource();
        application.setJdbcUrl(property("spring.datasource.url"));
        application.setUsername(property("spring.datasource.username"));
        application.setPassword(property("spring.datasource.password"));
        application.setMaximumPoolSize(connections);
    }

    /** Over the tests' server: fast, not durable. */
    public static TestDatabase fresh() {
        return new TestDatabase(
                Map.of(
                        "ovation.home", "target/test-home",
                        "ovation.postgres.database",
                                "fresh_" + ProcessHandle.current().pid() + "_" + count.incrementAndGet(),
                        "ovation.postgres.fresh", "true",
                        "ovation.postgres.settings.fsync", "off",
                        "ovation.postgres.settings.full_page_writes", "off",
                        "ovation.postgres.settings.max_connections", "400"),
                10);
    }

    /** Over a server with the settings of production: for benchmarks. */
    public static TestDatabase durable(int connections) {
        return new TestDatabase(
                Map.of(
                        "ovation.home", "target/bench-home",
                        "ovation.postgres.database", "bench_" + count.incrementAndGet(),
                        "ovation.postgres.fresh", "true"),
                connections);
    }

    /** As the application: may read and write rows, not break books. */
    public HikariDataSource dataSource() {
        return application;
    }

    /** As the owner of the tables, who may do anything: to break books on purpose. */
    public HikariDataSource ownerDataSource() {
        var owner = new HikariDataSource();
        owner.setJdbcUrl(property("spring.flyway.url"));
        owner.setUsername(property("spring.flyway.user"));
        owner.setPassword(property("spring.flyway.password"));
        owner.setMaximumPoolSize(2);
        return owner;
    }

    @Override
    public void close() {
        application.close();
    }

    private String property(String name) {
        return environment.getRequiredProperty(name);
    }
}
