package ovation.rewards;

import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets shares that have been estimated long enough become available. */
@Service
class MaturingRewards {

    private final PoolRows rows;
    private final PostingRewards posting;
    private final Clock clock;

    MaturingRewards(PoolRows rows, PostingRewards posting, Clock clock) {
        this.rows = rows;
        this.posting = posting;
        this.clock = clock;
    }

    /** The oldest pool that is due. @return false if there is none */
    @Transactional
    boolean matureNext() {
        rows.lock();
        var now = clock.instant();
        var due = rows.due(now);
        if (due.isEmpty()) {
            return false;
        }
        var pool = due.getFirst();
        rows.matured(pool, now);
        posting.mature(pool.day(), pool.currency(), rows.amounts(pool));
        return true;
    }
}
