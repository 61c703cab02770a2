package ovation.ledger;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ovation.ledger.core.AccountState;

/**
 * How the lane left the accounts that it posted to last, so that it need not ask again. Others post to them too, so this is a
 * guess that the database confirms or refuses while it writes. An account for which the guess was wrong is left out for a while.
 * For one thread.
 */
final class LaneMemory {

    private static final int ACCOUNTS = 50_000;
    private static final int DISPUTES = 5_000;
    private static final long DISPUTED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<Long, AccountState> states = new Latest<>(ACCOUNTS);
    private final Map<Long, Long> disputedAt = new Latest<>(DISPUTES);

    Optional<AccountState> of(long account) {
        return Optional.ofNullable(states.get(account));
    }

    void keep(List<AccountState> committed) {
        for (var state : committed) {
            if (!disputed(state.id())) {
                states.put(state.id(), state);
            }
        }
    }

    void forget(List<AccountState> guessed) {
        guessed.forEach(state -> states.remove(state.id()));
    }

    /** @param found how the accounts really stand, locked, in the order of those that were guessed */
    void dispute(List<AccountState> guessed, List<AccountState> found) {
        for (var i = 0; i < guessed.size(); i++) {
            if (!guessed.get(i).equals(found.get(i))) {
                disputedAt.put(guessed.get(i).id(), System.nanoTime());
            }
        }
    }

    /** Whether somebody else has posted to it just now: better lock it than guess. */
    boolean disputed(long account) {
        if (disputedAt.isEmpty()) {
            return false;
        }
        var at = disputedAt.get(account);
        if (at != null && System.nanoTime() - at > DISPUTED_NANOS) {
            disputedAt.remove(account);
            return false;
        }
        return at != null;
    }

    /** Keeps what was used last. */
    private static final class Latest<V> extends LinkedHashMap<Long, V> {

        private static final long serialVersionUID = 1;
        private final int most;

        Latest(int most) {
            super(1_024, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Long, V> eldest) {
            return size() > most;
        }
    }
}
