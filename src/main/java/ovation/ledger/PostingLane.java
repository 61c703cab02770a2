package ovation.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/**
 * Where postings that are made outside any transaction meet. The start of a posting's statements costs the server several
 * times what the rows do, so those that wait at the same moment share one call and one commit: no timer, whoever is there.
 * Each has his own outcome, told after the commit.
 *
 * <p>Everybody posts alone who has no company, and while the lane does not run; and also, in his own thread, when the call
 * that was shared fails, for an account that somebody else keeps locked or for whatever reason. A failed commit of which
 * nobody knows whether it came through is no danger: the transfer's id then replays it.
 */
@Component
class PostingLane implements SmartLifecycle {

    private static final int MAX_TOGETHER = 1_000;
    private static final Logger log = LoggerFactory.getLogger(PostingLane.class);

    private final JdbcTemplate jdbc;
    private final LedgerSettings.Lane settings;
    private final Clock clock;
    private final BlockingQueue<Waiting> queue;
    private final AtomicInteger posting = new AtomicInteger();
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean running;

    /** @param answer empty: the shared call failed, and he shall post alone */
    private record Waiting(PostingCall.Asked asked, CompletableFuture<Optional<PostingAnswer>> answer) {}

    PostingLane(JdbcTemplate jdbc, LedgerSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings.lane();
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(this.settings.places());
    }

    /**
     * Posts, in company if there is any. The calling thread waits for the commit.
     *
     * @param alone posts just this one, and commits
     * @throws Refused as {@link CommonProblem#OVERLOADED} when no place is free; then nothing has moved
     */
    PostingAnswer post(PostingCall.Asked asked, Supplier<PostingAnswer> alone) {
        try {
            return posting.incrementAndGet() == 1
                    ? alone.get()
                    : together(asked).orElseGet(alone);
        } finally {
            posting.decrementAndGet();
        }
    }

    private Optional<PostingAnswer> together(PostingCall.Asked asked) {
        if (!running) {
            return Optional.empty();
        }
        var waiting = new Waiting(asked, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            throw Refused.because(CommonProblem.OVERLOADED);
        }
        if (!running && queue.remove(waiting)) {
            // The writers went home between the two lines above.
            return Optional.empty();
        }
        // Not interruptible: who asked must learn whether his money has moved.
        return waiting.answer().join();
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        for (var number = 1; number <= settings.writers(); number++) {
            writers.add(Thread.ofPlatform().daemon().name("ledger-lane-" + number).start(this::write));
        }
    }

    /** Whoever waits is still served; whoever comes later posts alone. */
    @Override
    public synchronized void stop() {
        running = false;
        writers.forEach(Thread::interrupt);
        try {
            for (var writer : writers) {
                writer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First to start and last to stop: all others may post. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void write() {
        var batch = new ArrayList<Waiting>();
        while (running) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException stopping) {
                break;
            }
            queue.drainTo(batch, MAX_TOGETHER - 1);
            serve(batch);
        }
        while (queue.drainTo(batch, MAX_TOGETHER) > 0) {
            serve(batch);
        }
    }

    /** Empties the batch. Nothing may keep a writer from answering everybody, or they would wait for ever. */
    private void serve(List<Waiting> batch) {
        List<PostingAnswer> answers = List.of();
        try {
            answers = commit(batch.stream().map(Waiting::asked).toList());
        } catch (RuntimeException | Error failed) {
            log.warn("{} transfers could not be posted together; each is tried alone: {}", batch.size(), failed.toString());
        }
        for (var i = 0; i < batch.size(); i++) {
            var answer = answers.isEmpty() ? Optional.<PostingAnswer>empty() : Optional.of(answers.get(i));
            batch.get(i).answer().complete(answer);
        }
        batch.clear();
    }

    /** One statement in no other transaction, so it is committed when it answers. */
    private List<PostingAnswer> commit(List<PostingCall.Asked> asked) {
        var call = new PostingCall(asked, null, clock.instant(), settings.patience());
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<List<PostingAnswer>>) call::on));
    }
}
