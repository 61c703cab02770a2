package ovation.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/**
 * Where postings made outside any transaction meet: thousands who give to one creator would otherwise wait for his row one
 * after the other. A writer takes whatever waits, at most {@value #MOST}, without a timer; decides each in order
 * ({@link ovation.ledger.core.Deciding}); and answers after one commit. Each has his own outcome.
 *
 * <p>When a shared commit fails, for an account that somebody else keeps locked or for whatever reason, those in it post
 * alone, each in his own thread. A commit of which nobody knows whether it came through is no danger: the id then replays it.
 */
@Component
class HotLane implements SmartLifecycle {

    private static final int MOST = 1_000;
    private static final Logger log = LoggerFactory.getLogger(HotLane.class);

    private final LaneWriter writer;
    private final LedgerSettings.Lane settings;
    private final BlockingQueue<Waiting> queue;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /** @param answer empty: he shall post alone */
    private record Waiting(LaneWriter.Member member, CompletableFuture<Optional<PostingAnswer>> answer) {}

    HotLane(LaneWriter writer, LedgerSettings settings) {
        this.writer = writer;
        this.settings = settings.lane();
        this.queue = new ArrayBlockingQueue<>(this.settings.places());
    }

    /**
     * Waits for the commit. It cannot be interrupted: who asked must learn whether his money has moved.
     *
     * @return empty if he shall post alone
     * @throws Refused as {@link CommonProblem#OVERLOADED} when no place is free; then nothing has moved
     */
    Optional<PostingAnswer> post(LaneWriter.Member member) {
        if (!running) {
            return Optional.empty();
        }
        var waiting = new Waiting(member, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            throw Refused.because(CommonProblem.OVERLOADED);
        }
        if (!running && queue.remove(waiting)) {
            // The writers went home between the two lines above.
            return Optional.empty();
        }
        return waiting.answer().join();
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        for (var number = 1; number <= settings.writers(); number++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("ledger-lane-" + number).start(this::write));
        }
    }

    /** Whoever waits is still served; whoever comes later posts alone. */
    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
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
            queue.drainTo(batch, MOST - 1);
            serve(batch);
        }
        while (queue.drainTo(batch, MOST) > 0) {
            serve(batch);
        }
    }

    /** Empties the batch. Nothing may keep a writer from answering everybody, or they would wait for ever. */
    private void serve(List<Waiting> batch) {
        List<PostingAnswer> answers = List.of();
        try {
            answers = writer.commit(batch.stream().map(Waiting::member).toList());
        } catch (RuntimeException | Error failed) {
            log.warn(
                    "{} transfers could not be posted together; each is tried alone: {}",
                    batch.size(),
                    failed.toString());
        }
        for (var i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(i)));
        }
        batch.clear();
    }
}
