package ovation.moderation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ovation.identity.Viewer;
import ovation.videos.Gate;
import ovation.videos.Videos;

/** What was taken down, nobody watches: not in a feed, not on its page. Kept in memory, read again every two seconds. */
@Component
class Takedowns implements Gate {

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Set<UUID> down = Set.of();

    Takedowns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public boolean mayWatch(Viewer viewer, Videos.VideoFacts video) {
        return !down.contains(video.id());
    }

    /** Within the deciding transaction; on this node it holds with the commit. */
    void takeDown(UUID video, UUID caseId) {
        // primary key
        jdbc.sql("""
                INSERT INTO moderation_takedown (video, case_id, taken_at) VALUES (:video, :case, :now)
                ON CONFLICT (video) DO NOTHING
                """)
                .param("video", video)
                .param("case", caseId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                var more = new HashSet<>(down);
                more.add(video);
                down = Set.copyOf(more);
            }
        });
    }

    @Scheduled(fixedDelay = 2000)
    void read() {
        down = Set.copyOf(jdbc.sql("SELECT video FROM moderation_takedown")
                .query((row, number) -> row.getObject("video", UUID.class))
                .list());
    }
}
