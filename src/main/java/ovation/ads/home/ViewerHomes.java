package ovation.ads.home;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What a node has served and nobody has reported yet, only that node knows: so whatever is capped is served to a person by one
 * node at a time. It asks the database before the first such serving, and then once in a quarter of an hour; those who ask at
 * the same moment ask together. A node that dies keeps its people until the tokens that it may have given them are too old to
 * count; by then every node has heard of what was seen.
 *
 * <p>Counted by the database's clock and this machine's stopwatch: the nodes' clocks may differ as they like.
 */
@Component
public class ViewerHomes {

    private static final Logger log = LoggerFactory.getLogger(ViewerHomes.class);

    /** Tokens count for the first half of it at most; the second is for asking again before it ends. */
    private static final Duration STAY = Duration.ofMinutes(40);

    private static final int MOST_AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final UUID node = UUID.randomUUID();
    private final Cache<UUID, Long> hereUntil =
            Caffeine.newBuilder().maximumSize(500_000).expireAfterWrite(STAY).build();
    private final Cache<UUID, Boolean> elsewhere = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();
    private final ConcurrentLinkedQueue<Question> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock asking = new ReentrantLock();

    ViewerHomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final class Question {
        private final UUID viewer;
        private volatile @Nullable Boolean answer;

        Question(UUID viewer) {
            this.viewer = viewer;
        }
    }

    /**
     * Whether this node may serve the person something capped. Outside of a transaction: what is answered must stand.
     *
     * @param counts how long what is served now counts unseen, at most 20 minutes
     */
    public boolean here(UUID viewer, Duration counts) {
        var until = hereUntil.getIfPresent(viewer);
        if (until != null && until - System.nanoTime() > counts.toNanos()) {
            return true;
        }
        return elsewhere.getIfPresent(viewer) == null && ask(viewer);
    }

    private boolean ask(UUID viewer) {
        var question = new Question(viewer);
        waiting.add(question);
        asking.lock();
        try {
            // Whoever had the lock before may have asked for us too.
            while (question.answer == null) {
                answer(batch());
            }
        } finally {
            asking.unlock();
        }
        return Boolean.TRUE.equals(question.answer);
    }

    private List<Question> batch() {
        var batch = new ArrayList<Question>();
        for (var next = waiting.poll(); next != null; next = batch.size() < MOST_AT_ONCE ? waiting.poll() : null) {
            batch.add(next);
        }
        return batch;
    }

    private void answer(List<Question> questions) {
        var from = System.nanoTime();
        Set<UUID> ours;
        try {
            ours = claim(questions.stream()
                    .map(question -> question.viewer)
                    .distinct()
                    .sorted()
                    .toList());
        } catch (RuntimeException unknown) {
            log.warn("Nothing capped is served to {} people: {}", questions.size(), unknown.getMessage());
            questions.forEach(question -> question.answer = false);
            return;
        }
        for (var question : questions) {
            var here = ours.contains(question.viewer);
            if (here) {
                hereUntil.put(question.viewer, from + STAY.toNanos());
            } else {
                elsewhere.put(question.viewer, true);
            }
            question.answer = here;
        }
    }

    /** @return those who are ours now */
    private Set<UUID> claim(List<UUID> viewers) {
        // primary key; in its order, so that nodes do not wait for each other in a circle
        return new HashSet<>(jdbc.sql("""
                INSERT INTO ads_viewer_home AS h (viewer, node, until)
                SELECT v, :node, clock_timestamp() + make_interval(secs => :stay)
                FROM unnest(:viewers::uuid[]) AS v ORDER BY v
                ON CONFLICT (viewer) DO UPDATE SET node = excluded.node, until = excluded.until
                WHERE h.node = excluded.node OR h.until < clock_timestamp()
                RETURNING viewer
                """)
                .param("node", node)
                .param("stay", STAY.toSeconds())
                .param("viewers", viewers.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        // the whole table, once an hour
        jdbc.sql("DELETE FROM ads_viewer_home WHERE until < clock_timestamp() - interval '1 hour'")
                .update();
    }
}
