package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ovation.support.TrialReport;

/**
 * The ledger under a load whose process, whose database, whose connections or whose disk fail at random moments. Two rounds of
 * each here; {@code ./mvnw -Ptrials verify} has a hundred. {@link TrialHouse} says what must hold after each.
 */
class LedgerTrials {

    private static final int ROUNDS = Integer.getInteger("trials.rounds", 2);
    private static final Path HOME = Path.of("target", "trials-home");
    private static final long SPARE = 24L << 20;

    static final TrialReport report = new TrialReport("ledger");
    static TrialHouse house;

    @BeforeAll
    static void begin() throws IOException {
        house = new TrialHouse(HOME, report, Map.of());
    }

    @AfterAll
    static void end() throws IOException {
        house.close();
        report.write();
    }

    @Test
    void the_process_is_killed() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var load = house.load();
            load.work();
            load.process().destroyForcibly().waitFor();
            house.verify("process_killed", load, Duration.ZERO);
        }
    }

    @Test
    void the_database_is_killed() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var load = house.load();
            load.work();
            house.disconnect();
            house.server.kill();
            var recovered = house.server.restart();
            house.proxy.leadTo(house.server.port());
            house.connect();
            load.work();
            load.end();
            house.verify("database_killed", load, recovered);
        }
    }

    @Test
    void the_answers_to_commits_are_lost() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var load = house.load();
            house.proxy.lose(0.1);
            load.work();
            house.proxy.lose(0);
            load.end();
            house.verify("commit_answers_lost", load, Duration.ZERO);
        }
        assertThat(house.proxy.lost()).isPositive();
    }

    /** On a file system of its own, which only some may make. */
    @Test
    void the_disk_is_full() throws Exception {
        var disk = Files.createDirectories(HOME.resolve("small-disk")).toAbsolutePath();
        assumeTrue(mounted(disk), "A small file system cannot be made here");
        try (var small =
                new TrialHouse(disk.resolve("home"), report, Map.of("max_wal_size", "64MB", "min_wal_size", "32MB"))) {
            for (var round = 1; round <= Math.max(1, ROUNDS / 20); round++) {
                var ballast = disk.resolve("ballast");
                var before = complaints(disk);
                Files.write(ballast, new byte[(int) (disk.toFile().getUsableSpace() - SPARE)]);
                var load = small.load();
                await().atMost(Duration.ofMinutes(2)).until(() -> disk.toFile().getUsableSpace() < 1 << 20);
                load.work();
                Files.delete(ballast);
                small.disconnect();
                var recovered = small.server.restart();
                small.proxy.leadTo(small.server.port());
                small.connect();
                load.work();
                load.end();
                small.verify("disk_full", load, recovered);
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    private static long complaints(Path disk) throws IOException {
        try (var lines = Files.lines(disk.resolve("home/postgres/postgres.log"))) {
            return lines.filter(line -> line.contains("No space left on device"))
                    .count();
        }
    }

    private static boolean mounted(Path disk) throws Exception {
        return System.getProperty("os.name").equals("Linux")
                && run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString());
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
