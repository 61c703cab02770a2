package ovation.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.support.TestDatabase;

/** The house's floors, in the database: tables are named after their module, and foreign keys point downward. */
class SchemaTests {

    /** From the ground up; a module may point at itself and at what stands before its floor. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("ledger", "attention"),
            List.of("identity", "payments", "media"),
            List.of("partners"),
            List.of("videos", "wallet"),
            List.of("feed", "moderation", "thanks"),
            List.of("ads", "rewards", "payouts", "finance"),
            List.of("site"),
            List.of("demo"));

    private static final Pattern CREATED =
            Pattern.compile("(?i)CREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?([a-z_]+)");

    static TestDatabase database;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void foreign_keys_point_downward() {
        var keys = JdbcClient.create(database.ownerDataSource())
                .sql("""
                SELECT DISTINCT f.relname || ' -> ' || t.relname
                FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
                WHERE c.contype = 'f'
                """)
                .query(String.class)
                .list();

        assertThat(keys).isNotEmpty().allSatisfy(key -> {
            var ends = key.split(" -> ");
            var from = module(ends[0]);
            var to = module(ends[1]);
            assertThat(from.equals(to) || floor(from) > floor(to)).as(key).isTrue();
        });
    }

    @Test
    void tables_carry_the_name_of_the_module_that_makes_them() throws IOException {
        var root = Path.of("src/main/resources/db/migration");
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".sql")).toList()) {
                var folder = root.relativize(file).getName(0).toString();
                CREATED.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(table -> assertThat(table).as(file.toString()).startsWith(folder + "_"));
            }
        }
    }

    private static String module(String table) {
        return table.substring(0, table.indexOf('_'));
    }

    private static int floor(String module) {
        for (var floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(module)) {
                return floor;
            }
        }
        throw new AssertionError("No module " + module);
    }
}
