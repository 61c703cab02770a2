package ovation.attention;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Rings when something was committed on this node, so that its readers need not wait for their next look. */
@Component
class Bell {

    private final List<Semaphore> waiting = new CopyOnWriteArrayList<>();

    void ring() {
        for (var semaphore : waiting) {
            if (semaphore.availablePermits() == 0) {
                semaphore.release();
            }
        }
    }

    /** An ear of one reader. */
    Semaphore ear() {
        var semaphore = new Semaphore(0);
        waiting.add(semaphore);
        return semaphore;
    }

    static void await(Semaphore ear, long millis) throws InterruptedException {
        if (ear.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            ear.drainPermits();
        }
    }
}
