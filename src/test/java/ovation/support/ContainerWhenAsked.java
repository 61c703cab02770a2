package ovation.support;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Tests run on the embedded server; with {@code -Dovation.test.postgres=testcontainers} on a container of PostgreSQL 18,
 * which is then there before the first test and gone after the last.
 */
public final class ContainerWhenAsked implements LauncherSessionListener {

    private PostgreSQLContainer container;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!"testcontainers".equals(System.getProperty("ovation.test.postgres"))) {
            return;
        }
        container =
                new PostgreSQLContainer("postgres:18").withUsername("postgres").withPassword("for-tests-only");
        container.start();
        System.setProperty(
                "ovation.postgres.existing-port", container.getFirstMappedPort().toString());
        System.setProperty("ovation.postgres.existing-password", container.getPassword());
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (container != null) {
            container.stop();
        }
    }
}
