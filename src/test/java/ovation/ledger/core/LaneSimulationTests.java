package ovation.ledger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The lane in a world of its own, in which one seed decides everything: who asks when, which batches meet, which commits
 * fail, which answers get lost, who is impatient and asks again, also with another body. {@code -Dseed=…} repeats a run,
 * {@code -Dsimulations=…} runs more. A run that fails is run again with half as much, as long as it still fails.
 */
class LaneSimulationTests {

    private static final int STEPS = 400;

    @TestFactory
    Stream<DynamicTest> acknowledged_is_present_and_present_was_sent() {
        var asked = Long.getLong("seed");
        var seeds = asked != null ? LongStream.of(asked) : new Random().longs(Integer.getInteger("simulations", 200));
        return seeds.mapToObj(seed -> DynamicTest.dynamicTest(
                "seed " + seed, () -> smallestFailure(seed, STEPS).ifPresent(failure -> {
                    throw failure;
                })));
    }

    @Test
    void the_same_seed_is_the_same_run() {
        LongFunction<String> trace = seed -> new World(seed).run(STEPS).trace.toString();

        assertThat(trace.apply(42)).isEqualTo(trace.apply(42)).isNotEqualTo(trace.apply(43));
    }

    @Test
    void every_kind_of_fate_is_met() {
        var worlds = LongStream.range(0, 50)
                .mapToObj(seed -> new World(seed).run(STEPS))
                .toList();

        assertThat(worlds.stream().flatMap(world -> world.fates.stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Fate.values());
        assertThat(worlds.stream()
                        .flatMap(world -> world.told.values().stream())
                        .map(Answer::refusal))
                .contains(null, Refusal.INSUFFICIENT_FUNDS, Refusal.ACCOUNT_CLOSED);
    }

    @Test
    void some_guesses_are_right_and_some_are_not() {
        var worlds = LongStream.range(0, 50).mapToObj(seed -> new World(seed).run(STEPS));

        assertThat(worlds.flatMap(world -> world.guesses.stream())).contains(true, false);
    }

    private static Optional<AssertionError> smallestFailure(long seed, int steps) {
        try {
            new World(seed).run(steps).check();
            return Optional.empty();
        } catch (AssertionError failed) {
            return steps == 1
                    ? Optional.of(failed)
                    : smallestFailure(seed, steps / 2)
                            .or(() -> Optional.of(new AssertionError(
                                    "seed " + seed + " fails with " + steps + " steps and not with half as many",
                                    failed)));
        }
    }

    /** What happens to a commit. */
    private enum Fate {
        COMMITTED,
        FAILED,
        /** It stands, and nobody hears of it: whoever asked asks again. */
        COMMITTED_AND_LOST
    }

    private record Stored(Asked asked, Known known) {}

    private record Written(long amount, long version, long balance) {}

    private static final class World {

        private static final int ACCOUNTS = 6;
        private static final int HOT = ACCOUNTS - 1;

        private final Random random;
        private final Deque<Asked> queue = new ArrayDeque<>();
        private final List<Asked> sent = new ArrayList<>();
        private final Map<UUID, Stored> stored = new HashMap<>();
        private final Map<Long, List<Written>> entries = new HashMap<>();
        private final Map<Asked, Answer> told = new HashMap<>();
        private final List<Fate> fates = new ArrayList<>();
        /** How the writer left the accounts; whether that was enough. */
        private final Map<Long, AccountState> remembered = new HashMap<>();

        private final List<Boolean> guesses = new ArrayList<>();
        private final StringBuilder trace = new StringBuilder();
        private final long[] opening = new long[ACCOUNTS];

        World(long seed) {
            random = new Random(seed);
            for (var i = 0; i < HOT; i++) {
                opening[i] = random.nextInt(500);
            }
        }

        World run(int steps) {
            for (var step = 0; step < steps; step++) {
                if (random.nextInt(4) > 0) {
                    ask();
                } else {
                    serve();
                }
            }
            while (!queue.isEmpty()) {
                serve();
            }
            return this;
        }

        private void ask() {
            Asked asked;
            if (!sent.isEmpty() && random.nextInt(6) == 0) {
                var before = sent.get(random.nextInt(sent.size()));
                asked = random.nextBoolean()
                        ? before
                        : new Asked(before.id(), hash(), "EUR", false, before.accounts(), before.amounts());
            } else {
                var from = random.nextInt(HOT);
                var to = (from + 1 + random.nextInt(HOT - 1)) % HOT;
                var amount = 1 + random.nextInt(120);
                var fee = amount / 4;
                asked = new Asked(
                        new UUID(random.nextLong(), random.nextLong()),
                        hash(),
                        "EUR",
                        false,
                        fee == 0 ? new int[] {from, to} : new int[] {from, to, HOT},
                        fee == 0 ? new long[] {-amount, amount} : new long[] {-amount, amount - fee, fee});
            }
            sent.add(asked);
            queue.add(asked);
        }

        private byte[] hash() {
            var hash = new byte[8];
            random.nextBytes(hash);
            return hash;
        }

        /** As the writer does: on what it remembers, as if no id were known; and if anything of that was wrong, once more. */
        private void serve() {
            var batch = new ArrayList<Asked>();
            var most = 1 + random.nextInt(10);
            while (batch.size() < most && !queue.isEmpty()) {
                batch.add(queue.poll());
            }
            if (batch.isEmpty()) {
                return;
            }
            var closed = random.nextInt(10) == 0 ? Set.of(random.nextInt(HOT)) : Set.<Integer>of();
            var accounts = accounts(closed);
            var guessed = accounts.stream()
                    .map(each -> remembered.getOrDefault(each.id(), each))
                    .toList();
            var decided = Deciding.decide(batch, guessed, Map.of(), Set.of());
            if (!decided.allStand() || !guessed.equals(accounts)) {
                guesses.add(false);
                decided = Deciding.decide(batch, accounts, Map.of(), Set.of());
            } else {
                guesses.add(true);
            }
            var collides = decided.transfers().stream()
                    .anyMatch(each -> stored.containsKey(batch.get(each.asked()).id()));
            if (collides || decided.refusesUnstored()) {
                decided = Deciding.decide(batch, accounts, known(), Set.of());
            }
            var fate = random.nextInt(5) > 0
                    ? Fate.COMMITTED
                    : random.nextBoolean() ? Fate.FAILED : Fate.COMMITTED_AND_LOST;
            fates.add(fate);
            trace.append(fate).append(decided.answers()).append(decided.entries());
            if (fate != Fate.FAILED) {
                write(batch, decided);
            }
            remembered.clear();
            if (fate == Fate.COMMITTED) {
                decided.after(accounts).forEach(each -> remembered.put(each.id(), each));
            }
            for (var i = 0; i < batch.size(); i++) {
                if (fate == Fate.COMMITTED) {
                    tell(batch.get(i), decided.answers().get(i));
                } else {
                    queue.add(batch.get(i));
                }
            }
        }

        private List<AccountState> accounts(Set<Integer> closed) {
            return IntStream.range(0, ACCOUNTS)
                    .mapToObj(i -> new AccountState(
                            i, i == HOT, closed.contains(i), i != HOT, 0, i == HOT ? 0 : balance(i), 0, of(i).size()))
                    .toList();
        }

        private List<Written> of(long account) {
            return entries.computeIfAbsent(account, each -> new ArrayList<>());
        }

        private long balance(int account) {
            return opening[account]
                    + of(account).stream().mapToLong(Written::amount).sum();
        }

        private Map<UUID, Known> known() {
            return stored.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                    .known()));
        }

        private void write(List<Asked> batch, Decided decided) {
            for (var transfer : decided.transfers()) {
                var asked = batch.get(transfer.asked());
                var before = stored.put(asked.id(), new Stored(asked, new Known(asked.hash(), transfer.refusal())));
                assertThat(before).as("a transfer is written once").isNull();
            }
            for (var entry : decided.entries()) {
                of(entry.account().id()).add(new Written(entry.amount(), entry.version(), entry.balance()));
            }
        }

        /** Whoever asks twice hears the same twice, unless nothing was stored. */
        private void tell(Asked asked, Answer answer) {
            var before = told.put(asked, answer);
            if (before != null && before.refusal() != Refusal.ACCOUNT_CLOSED) {
                assertThat(answer.refusal()).isEqualTo(before.refusal());
            }
        }

        void check() {
            assertThat(stored.values()).allSatisfy(each -> assertThat(sent).contains(each.asked()));
            told.forEach((asked, answer) -> {
                var present = stored.get(asked.id());
                if (answer.refusal() == null || answer.refusal() == Refusal.INSUFFICIENT_FUNDS) {
                    assertThat(present).isNotNull();
                    assertThat(present.known().refusal()).isEqualTo(answer.refusal());
                    assertThat(present.asked().hash()).isEqualTo(asked.hash());
                } else if (answer.refusal() == Refusal.ID_REUSED) {
                    assertThat(Arrays.equals(present.asked().hash(), asked.hash()))
                            .isFalse();
                }
            });
            var posted = stored.values().stream()
                    .filter(each -> each.known().refusal() == null)
                    .map(Stored::asked)
                    .toList();
            for (var account = 0; account < ACCOUNTS; account++) {
                var place = account;
                var expected = posted.stream()
                        .flatMap(asked -> IntStream.range(0, asked.accounts().length)
                                .filter(leg -> asked.accounts()[leg] == place)
                                .mapToObj(leg -> asked.amounts()[leg]))
                        .mapToLong(Long::longValue)
                        .sum();
                assertThat(balance(account) - opening[account]).isEqualTo(expected);
                if (account != HOT) {
                    var running = opening[account];
                    for (var i = 0; i < of(account).size(); i++) {
                        var entry = of(account).get(i);
                        running += entry.amount();
                        assertThat(entry).isEqualTo(new Written(entry.amount(), i + 1L, running));
                        assertThat(running).isNotNegative();
                    }
                }
            }
            var moved = entries.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Written::amount)
                    .sum();
            assertThat(moved).isZero();
        }
    }
}
