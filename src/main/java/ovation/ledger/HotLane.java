package ovation.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import ovation.base.CommonProblem;
import ovation.base.Refused;

/**
 * Where postings made outside any transaction meet: thousands who give to one creator would otherwise wait for his row one
 * after the other. One writer takes whatever waits, at most {@value #MOST}; decides each in order
 * ({@link ovation.ledger.core.Deciding}); and answers after one commit. Each has his own outcome.
 *
 * <p>When a shared commit fails, for an account that somebody else keeps locked or for whatever reason, those in it post
 * alone, each in his own thread. A commit of which nobody knows whether it came through is no danger: the id then replays it.
 */
@Component
class HotLane implements SmartLifecycle {

    private static final int MOST = 1_000;
    /** So long nobody has come: then nobody is on his way. */
    private static final long QUIET_NANOS = 20_000;

    private static final Logger log = LoggerFactory.getLogger(HotLane.class);

    private final LaneWriter writer;
    private final BlockingQueue<Waiting> queue;
    private final Acknowledged acknowledged = new Acknowledged();
    private @Nullable Thread thread;
    private volatile boolean running;

    /** @param answer empty: he shall post alone */
    private record Waiting(LaneWriter.Member member, CompletableFuture<Optional<PostingAnswer>> answer) {}

    HotLane(LaneWriter writer, LedgerSettings settings) {
        this.writer = writer;
        this.queue = new ArrayBlockingQueue<>(settings.lane().places());
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
            // The writer went home between the two lines above.
            return Optional.empty();
        }
        return waiting.answer().join();
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofPlatform().daemon().name("ledger-lane").start(this::write);
        }
    }

    /** Whoever waits is still served; whoever comes later posts alone. */
    @Override
    public synchronized void stop() {
        running = false;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join();
            thread = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        var answered = 0;
        while (running) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException stopping) {
                break;
            }
            gather(answered);
            queue.drainTo(batch, MOST - 1);
            answered = batch.size();
            serve(batch);
        }
        while (queue.drainTo(batch, MOST) > 0) {
            serve(batch);
        }
    }

    /**
     * Those who were just answered ask again at once: as long as more come, and until they are as many, they shall all go
     * together. It looks, it does not sleep, and gives the processor to whoever has something to do.
     */
    @SuppressWarnings("ThreadPriorityCheck") // only politeness: it ends by the clock
    private void gather(int answered) {
        var seen = queue.size();
        var quietSince = System.nanoTime();
        while (seen + 1 < Math.min(answered, MOST) && System.nanoTime() - quietSince < QUIET_NANOS) {
            Thread.yield();
            var waiting = queue.size();
            if (waiting > seen) {
                seen = waiting;
                quietSince = System.nanoTime();
            }
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
        keepTold(batch, answers);
        for (var i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(i)));
        }
        batch.clear();
    }

    private void keepTold(List<Waiting> batch, List<PostingAnswer> answers) {
        var told = new ArrayList<Transfer>(answers.size());
        for (var i = 0; i < answers.size(); i++) {
            if (answers.get(i).reason() == null) {
                told.add(batch.get(i).member().transfer());
            }
        }
        acknowledged.keep(told);
    }
}
