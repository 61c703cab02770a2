package ovation.base;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that runs like the system's, but elsewhere in time: for stories that cross midnight, and for the demo's
 * history, which is lived through before the application opens. Never a bean in production.
 */
public final class MovableClock extends Clock {

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    public void advance(Duration by) {
        offset.updateAndGet(now -> now.plus(by));
    }

    public void moveTo(Instant instant) {
        offset.set(Duration.between(Clock.systemUTC().instant(), instant));
    }

    public void backToNow() {
        offset.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Ovation keeps UTC");
    }
}
