package ovation.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Clients that each do one operation after the other for a while. */
public final class Load {

    private Load() {}

    /** One operation. An exception ends the benchmark. */
    @FunctionalInterface
    public interface Operation {
        void run(int client, RandomGenerator random) throws Exception;
    }

    /** @return operations per second over all clients, each a thread of the platform */
    public static double perSecond(int clients, Duration duration, Operation operation) {
        return perSecond(Executors.newFixedThreadPool(clients), clients, duration, operation);
    }

    /** As {@link #perSecond(int, Duration, Operation)}, each client a virtual thread, as the application's requests are. */
    public static double perSecondOfRequests(int clients, Duration duration, Operation operation) {
        return perSecond(Executors.newVirtualThreadPerTaskExecutor(), clients, duration, operation);
    }

    /**
     * Operations that begin when they are due, whether or not the ones before them have ended: so a moment in which nothing
     * moves is counted against all that it held up.
     *
     * @return nanoseconds from due to done
     */
    public static Histogram openLoop(double perSecond, Duration duration, Operation operation) {
        var histogram = new ConcurrentHistogram(3);
        var gap = 1e9 / perSecond;
        var count = (long) (perSecond * duration.toNanos() / 1e9);
        var begun = System.nanoTime();
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0L; i < count; i++) {
                var due = begun + (long) (i * gap);
                LockSupport.parkNanos(due - System.nanoTime());
                var number = (int) i;
                requests.submit(() -> {
                    operation.run(number, ThreadLocalRandom.current());
                    histogram.recordValue(System.nanoTime() - due);
                    return null;
                });
            }
        }
        if (histogram.getTotalCount() < count) {
            throw new IllegalStateException(count - histogram.getTotalCount() + " operations failed");
        }
        return histogram;
    }

    private static double perSecond(ExecutorService executor, int clients, Duration duration, Operation operation) {
        var counts = new ArrayList<Future<Long>>();
        var started = System.nanoTime();
        var end = started + duration.toNanos();
        try (var threads = executor) {
            for (var client = 0; client < clients; client++) {
                var number = client;
                counts.add(threads.submit(() -> {
                    var count = 0L;
                    while (System.nanoTime() < end) {
                        operation.run(number, ThreadLocalRandom.current());
                        count++;
                    }
                    return count;
                }));
            }
            var total = 0L;
            for (var count : counts) {
                total += count.get();
            }
            return total * 1e9 / (System.nanoTime() - started);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An operation failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
