package ovation.ledger;

import java.time.Clock;
import java.util.UUID;
import ovation.base.Ids;

/**
 * Which unknown ids are taken: those of version 7 whose time is near now. Partitions live by the time in the id, so an id of
 * another year would be a way to lose a posting out of sight.
 */
final class IdWindow {

    private static final int RFC_9562 = 2;

    private final LedgerSettings settings;
    private final Clock clock;

    IdWindow(LedgerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean contains(UUID id) {
        if (!Ids.isTimeOrdered(id) || id.variant() != RFC_9562) {
            return false;
        }
        var at = Ids.instantOf(id);
        var now = clock.instant();
        return !at.isBefore(now.minus(settings.windowBack())) && !at.isAfter(now.plus(settings.windowAhead()));
    }
}
