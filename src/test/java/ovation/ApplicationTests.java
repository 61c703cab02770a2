package ovation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import ovation.support.OvationTest;

@OvationTest
class ApplicationTests {

    @Autowired
    Flyway flyway;

    /** Without its starter Flyway silently migrates nothing (Boot 4). */
    @Test
    void every_migration_has_run() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/**/V*.sql");

        assertThat(flyway.info().applied()).hasSize(files.length).isNotEmpty();
    }
}
