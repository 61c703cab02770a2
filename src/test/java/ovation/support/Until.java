package ovation.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens soon, by looking again and again, and fails if it does not. */
public final class Until {

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("ovation.patience", 60));

    private Until() {}

    public static void holds(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come to hold within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
