package ovation.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.MovableClock;
import ovation.videos.Clips;
import ovation.videos.ClipsTest;

@ClipsTest
class MediaJobsTests {

    @Autowired
    Assets assets;

    @Autowired
    Jobs jobs;

    @Autowired
    MediaFiles files;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void what_a_killed_worker_had_begun_is_done_by_another() throws Exception {
        var directory = files.newDirectory();
        try (var in = Files.newInputStream(Clips.SMALL)) {
            files.append(directory, StoredMedia.UPLOADED, in, Files.size(Clips.SMALL));
        }
        var asset = transaction.execute(_ -> {
            var id = assets.add(UUID.randomUUID(), directory, size(Clips.SMALL));
            assets.become(id, MediaStore.State.PROCESSING);
            jobs.add(id, Jobs.PREPARE, 0);
            jobs.renew(jdbc.sql("SELECT id FROM media_job WHERE asset = :asset")
                    .param("asset", id)
                    .query(UUID.class)
                    .single());
            return id;
        });
        assertThat(state(asset)).isEqualTo(MediaStore.State.PROCESSING);

        clock.advance(Jobs.LEASE.plus(Duration.ofSeconds(1)));

        Clips.until(() -> state(asset) == MediaStore.State.READY);
        clock.backToNow();
    }

    @Test
    void an_upload_that_nobody_goes_on_with_is_forgotten_after_a_day(@Autowired ReceivingUploads uploads) {
        var upload = uploads.begin(UUID.randomUUID(), 5_000).asset();
        uploads.forgetAbandoned();
        assertThat(assets.find(upload)).isPresent();

        clock.advance(Duration.ofHours(25));
        uploads.forgetAbandoned();

        assertThat(assets.find(upload)).isEmpty();
        clock.backToNow();
    }

    private MediaStore.State state(UUID asset) {
        return assets.find(asset).orElseThrow().asset().state();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
