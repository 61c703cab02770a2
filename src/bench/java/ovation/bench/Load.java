package ovation.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Clients that each do one operation after the other for a while. */
public final class Load {

    private Load() {}

    /** One operation. An exception ends the benchmark. */
    @FunctionalInterface
    public interface Operation {
        void run(int client, RandomGenerator random) throws Exception;
    }

    /** @return operations per second over all clients */
    public static double perSecond(int clients, Duration duration, Operation operation) {
        var counts = new ArrayList<Future<Long>>();
        var started = System.nanoTime();
        var end = started + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(clients)) {
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
