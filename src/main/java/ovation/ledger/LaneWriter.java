package ovation.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import ovation.ledger.core.AccountState;
import ovation.ledger.core.Answer;
import ovation.ledger.core.Asked;
import ovation.ledger.core.Deciding;
import ovation.ledger.core.Known;

/**
 * Posts a batch in one transaction. First as if nobody else had touched the accounts since the lane did and no id were known:
 * decided on what is remembered, written and committed in one call, which the database refuses if anything was otherwise. Then,
 * or when somebody has to be refused, on accounts that are locked and read in ascending order.
 *
 * <p>For one thread: whoever decides must know what was decided before.
 */
@Component
class LaneWriter {

    private static final int ATTEMPTS = 4;

    private final DataSource source;
    private final Clock clock;
    private final LaneMemory memory = new LaneMemory();

    LaneWriter(DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * One who asks.
     *
     * @param legs by the ids of accounts that exist
     * @param knownOnly the id is outside the window, so it may only be the replay of a known one
     */
    record Member(Transfer transfer, RequestHash hash, AccountIds.Ordered legs, boolean knownOnly) {

        String currency() {
            return transfer.legs().getFirst().account().currency();
        }
    }

    /** @return the answers in order, after the commit. Any exception: nothing is known to have moved */
    List<PostingAnswer> commit(List<Member> members) {
        try (var connection = source.getConnection()) {
            var batch = new Batch(connection, members);
            return batch.commit().stream().map(PostingAnswer::of).toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Batch {

        private final Connection connection;
        private final LaneCalls calls;
        private final List<Member> members;
        /** All that the transfers name, ascending; whether they are hot. */
        private final TreeMap<Long, Boolean> hotness = new TreeMap<>();

        private final List<Asked> asked;

        Batch(Connection connection, List<Member> members) {
            this.connection = connection;
            this.calls = new LaneCalls(connection, clock);
            this.members = members;
            for (var member : members) {
                var legs = member.legs();
                for (var i = 0; i < legs.accounts().length; i++) {
                    hotness.put(legs.accounts()[i], i >= legs.cold());
                }
            }
            var places = new HashMap<Long, Integer>(hotness.size() * 2);
            hotness.keySet().forEach(id -> places.put(id, places.size()));
            this.asked = members.stream().map(member -> asked(member, places)).toList();
        }

        List<Answer> commit() throws SQLException {
            var guessed = guess();
            if (guessed.isPresent()) {
                var answers = commitGuessing(guessed.get());
                if (answers.isPresent()) {
                    return answers.get();
                }
            }
            connection.setAutoCommit(false);
            try {
                return commitLocking(guessed.orElse(List.of()));
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }

        /** Empty if it is better to lock. */
        private Optional<List<AccountState>> guess() throws SQLException {
            if (hotness.keySet().stream().anyMatch(memory::disputed)) {
                return Optional.empty();
            }
            var states = new HashMap<Long, AccountState>(hotness.size() * 2);
            var missing = new ArrayList<Long>();
            for (var id : hotness.keySet()) {
                memory.of(id).ifPresentOrElse(state -> states.put(id, state), () -> missing.add(id));
            }
            if (!missing.isEmpty()) {
                calls.read(missing, hotness).forEach(state -> states.put(state.id(), state));
            }
            return Optional.of(inOrder(states));
        }

        /** The write is its own transaction. Empty if the guess was wrong, or somebody is to be refused, which only certainty allows. */
        private Optional<List<Answer>> commitGuessing(List<AccountState> guessed) throws SQLException {
            var decided = Deciding.decide(asked, guessed, Map.of(), Set.of());
            if (!decided.allStand()) {
                memory.forget(guessed);
                return Optional.empty();
            }
            try {
                calls.book(members, decided, guessed);
            } catch (SQLException e) {
                memory.forget(guessed);
                if (!LaneCalls.decidedOnFalsePremises(e)) {
                    throw e;
                }
                return Optional.empty();
            }
            memory.keep(decided.after(guessed));
            return Optional.of(decided.answers());
        }

        /** Still as if no id were known, which is rarely wrong: the key of the transfers tells. Then knowing them. */
        private List<Answer> commitLocking(List<AccountState> guessed) throws SQLException {
            var known = Map.<UUID, Known>of();
            for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
                var locked = calls.lock(hotness);
                var accounts = inOrder(locked.accounts());
                if (!guessed.isEmpty() && attempt == 1) {
                    memory.dispute(guessed, accounts);
                }
                var decided = Deciding.decide(asked, accounts, known, locked.currencies());
                if (known.isEmpty() && decided.refusesUnstored()) {
                    known = calls.known(members);
                    decided = Deciding.decide(asked, accounts, known, locked.currencies());
                }
                if (decided.transfers().isEmpty()) {
                    connection.rollback();
                    return decided.answers();
                }
                try {
                    calls.book(members, decided, accounts);
                    connection.commit();
                    memory.keep(decided.after(accounts));
                    return decided.answers();
                } catch (SQLException e) {
                    if (!LaneCalls.someIdIsKnown(e)) {
                        throw e;
                    }
                    connection.rollback();
                    known = calls.known(members);
                }
            }
            throw new IllegalStateException("Ids became known " + ATTEMPTS + " times while a batch was decided");
        }

        private List<AccountState> inOrder(Map<Long, AccountState> states) {
            if (states.size() < hotness.size()) {
                throw new IllegalStateException("Accounts have gone");
            }
            return hotness.keySet().stream()
                    .map(id -> Objects.requireNonNull(states.get(id)))
                    .toList();
        }

        private static Asked asked(Member member, Map<Long, Integer> places) {
            var legs = member.legs();
            var accounts = Arrays.stream(legs.accounts())
                    .mapToInt(id -> Objects.requireNonNull(places.get(id)))
                    .toArray();
            return new Asked(
                    member.transfer().id(),
                    member.hash().bytes(),
                    member.currency(),
                    member.knownOnly(),
                    accounts,
                    legs.amounts());
        }
    }
}
