package ovation.attention;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the readers: each durable one on a thread of its own, the listeners on one together. Starts before the web
 * server, so that what is kept in memory is warm when the first page is asked for.
 */
@Component
class Readers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Readers.class);
    private static final int BATCH = 2_000;
    private static final long LOOK_MILLIS = 150;
    private static final long MAX_PAUSE_MILLIS = 10_000;

    private final EventLog events;
    private final Bell bell;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ObjectProvider<AttentionReader> readers;
    private final ObjectProvider<AttentionListener> listeners;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private volatile EventLog.Position heard = EventLog.Position.START;
    private volatile boolean running;

    Readers(
            EventLog events,
            Bell bell,
            Clock clock,
            PlatformTransactionManager transactions,
            ObjectProvider<AttentionReader> readers,
            ObjectProvider<AttentionListener> listeners) {
        this.events = events;
        this.bell = bell;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.readers = readers;
        this.listeners = listeners;
    }

    @Override
    public void start() {
        running = true;
        for (var reader : readers.orderedStream().toList()) {
            threads.add(Thread.ofVirtual()
                    .name("reader-" + reader.name())
                    .start(() -> repeat(reader.name(), () -> readOn(reader))));
        }
        var hearing = listeners.orderedStream().toList();
        if (!hearing.isEmpty()) {
            heard = tellThePast(hearing);
            threads.add(Thread.ofVirtual()
                    .name("listeners")
                    .start(() -> repeat("listeners", () -> {
                        var page = events.after(heard, BATCH);
                        hearing.forEach(listener -> tell(listener, page.events(), true));
                        heard = page.end();
                        return page.events().size() == BATCH;
                    })));
        }
    }

    boolean listenersHaveHeard() {
        return events.isEnd(heard);
    }

    /** Readers by name that fail now, with the reason. */
    Map<String, String> failures() {
        return failures;
    }

    /** Handed one batch, in the transaction that moves the cursor. True if there is more. */
    private boolean readOn(AttentionReader reader) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var position = events.take(reader.name());
            if (position == null) {
                return false;
            }
            var page = events.after(position, BATCH);
            if (page.events().isEmpty()) {
                return false;
            }
            reader.read(page.events());
            events.move(reader.name(), page.end());
            return page.events().size() == BATCH;
        }));
    }

    private EventLog.Position tellThePast(List<AttentionListener> hearing) {
        var longest = hearing.stream()
                .map(AttentionListener::memory)
                .max(java.time.Duration::compareTo)
                .orElseThrow();
        var now = clock.instant();
        return events.replay(
                now.minus(longest),
                batch -> hearing.forEach(listener -> {
                    var since = now.minus(listener.memory());
                    tell(
                            listener,
                            batch.stream()
                                    .filter(event -> !event.at().isBefore(since))
                                    .toList(),
                            false);
                }));
    }

    private static void tell(AttentionListener listener, List<AttentionEvent> events, boolean live) {
        if (events.isEmpty()) {
            return;
        }
        try {
            listener.hear(events, live);
        } catch (RuntimeException e) {
            log.error(
                    "The listener {} failed on {} events; it goes on with the next", listener.name(), events.size(), e);
        }
    }

    private interface Step {
        boolean more();
    }

    private void repeat(String name, Step step) {
        var ear = bell.ear();
        var pause = LOOK_MILLIS;
        while (running) {
            try {
                if (step.more()) {
                    continue;
                }
                pause = LOOK_MILLIS;
                failures.remove(name);
                Bell.await(ear, pause);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException e) {
                if (!running) {
                    return;
                }
                failures.put(name, String.valueOf(e.getMessage()));
                log.error("Reader {} failed and tries again in {} ms; its cursor has not moved", name, pause, e);
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException stopped) {
                    return;
                }
                pause = Math.min(MAX_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        bell.ring();
        for (var thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which opens last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
