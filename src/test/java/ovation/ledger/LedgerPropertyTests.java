package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

/**
 * Random sequences of every action, each outcome and all balances compared with a model in plain Java. The seed is in the
 * name of the test: {@code -Dseed=…} runs that one again.
 */
class LedgerPropertyTests {

    private static final int SEQUENCES = 12;
    private static final int ACTIONS = 150;

    static TestBooks test;

    @BeforeAll
    static void open() {
        test = TestBooks.open();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @TestFactory
    Stream<DynamicTest> does_what_the_model_does() {
        var asked = Long.getLong("seed");
        var seeds = asked != null
                ? Stream.of(asked)
                : IntStream.range(0, SEQUENCES).mapToObj(each -> System.nanoTime() * 31 + each);
        return seeds.map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Sequence(seed).run()));
    }

    /** What the ledger should be: maps and rules, nothing else. */
    private static final class Model {

        private record Hold(Transfer transfer, long held, Instant expiresAt) {}

        private final Map<Account, Long> posted = new HashMap<>();
        private final Map<Account, Long> pendingOut = new HashMap<>();
        private final Map<UUID, Object> requests = new HashMap<>();
        private final Map<UUID, PostingOutcome> outcomes = new HashMap<>();
        private final Map<UUID, Hold> holds = new HashMap<>();
        private final Map<UUID, Boolean> open = new HashMap<>();

        PostingOutcome put(Transfer transfer, Instant expiresAt) {
            var request = expiresAt == null ? List.of(transfer) : List.of(transfer, expiresAt);
            return once(transfer.id(), request, () -> {
                for (var leg : transfer.legs()) {
                    var account = leg.account();
                    if (account.kind().floored() && leg.micros() < 0 && available(account) + leg.micros() < 0) {
                        return new Rejected(transfer.id(), Reason.INSUFFICIENT_FUNDS);
                    }
                }
                if (expiresAt == null) {
                    transfer.legs().forEach(leg -> move(leg.account(), leg.micros()));
                } else {
                    transfer.legs().forEach(leg -> putAside(leg, 1));
                    var held = transfer.legs().stream()
                            .mapToLong(leg -> Math.max(0, leg.micros()))
                            .sum();
                    holds.put(transfer.id(), new Hold(transfer, held, expiresAt));
                    open.put(transfer.id(), true);
                }
                return new Posted(transfer.id(), false);
            });
        }

        PostingOutcome end(UUID id, UUID hold, Long amount) {
            return once(id, amount == null ? List.of(hold) : List.of(hold, amount), () -> {
                var held = holds.get(hold);
                if (held == null) {
                    return new Rejected(id, Reason.HOLD_UNKNOWN);
                } else if (!open.get(hold)) {
                    return new Rejected(id, Reason.HOLD_ENDED);
                } else if (amount != null && amount > held.held()) {
                    return new Rejected(id, Reason.HOLD_EXCEEDED);
                } else if (amount != null
                        && amount < held.held()
                        && held.transfer().legs().size() > 2) {
                    return new Rejected(id, Reason.NOT_BALANCED);
                }
                open.put(hold, false);
                held.transfer().legs().forEach(leg -> putAside(leg, -1));
                if (amount != null) {
                    held.transfer()
                            .legs()
                            .forEach(leg -> move(
                                    leg.account(),
                                    amount == held.held() ? leg.micros() : Long.signum(leg.micros()) * amount));
                }
                return new Posted(id, false);
            });
        }

        Balance balance(Account account) {
            return new Balance(
                    new Money(posted.getOrDefault(account, 0L), account.currency()),
                    new Money(pendingOut.getOrDefault(account, 0L), account.currency()));
        }

        /** Only what stands, and what was refused for want of money, is remembered. */
        private PostingOutcome once(UUID id, Object request, java.util.function.Supplier<PostingOutcome> work) {
            if (requests.containsKey(id)) {
                if (!requests.get(id).equals(request)) {
                    return new Rejected(id, Reason.ID_REUSED);
                }
                return outcomes.get(id) instanceof Posted ? new Posted(id, true) : outcomes.get(id);
            }
            var outcome = work.get();
            if (outcome instanceof Posted || ((Rejected) outcome).reason() == Reason.INSUFFICIENT_FUNDS) {
                requests.put(id, request);
                outcomes.put(id, outcome);
            }
            return outcome;
        }

        private long available(Account account) {
            return posted.getOrDefault(account, 0L) - pendingOut.getOrDefault(account, 0L);
        }

        private void move(Account account, long micros) {
            posted.merge(account, direction(account) * micros, Long::sum);
        }

        private void putAside(Leg leg, int sign) {
            if (direction(leg.account()) * leg.micros() < 0) {
                pendingOut.merge(leg.account(), sign * Math.abs(leg.micros()), Long::sum);
            }
        }

        private static int direction(Account account) {
            return account.kind().side() == AccountKind.Side.CREDIT ? 1 : -1;
        }
    }

    /** One sequence over accounts of its own; the hot account of the day is its own too. */
    private static final class Sequence {

        private final Random random;
        private final Model model = new Model();
        private final List<Account> accounts = new ArrayList<>();
        private final List<Transfer> sent = new ArrayList<>();
        private final List<UUID> holds = new ArrayList<>();
        private final List<Runnable> endings = new ArrayList<>();

        Sequence(long seed) {
            random = new Random(seed);
            IntStream.range(0, 3).forEach(each -> accounts.add(prepaid(test.id(), "EUR")));
            accounts.add(reserved(test.id(), "EUR"));
            accounts.add(new Account(AccountKind.AD_REVENUE_UNSETTLED, test.id(), "EUR"));
            accounts.add(new Account(AccountKind.PROVIDER_CLEARING, test.id(), "EUR"));
        }

        void run() {
            for (var action = 0; action < ACTIONS; action++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> postOne(aTransfer());
                    case 3 -> postSeveral();
                    case 4, 5 -> hold();
                    case 6, 7 -> end();
                    case 8 -> replay();
                    default -> test.keeping.rollUp();
                }
            }
            assertThat(test.books.balances(accounts))
                    .isEqualTo(accounts.stream().map(model::balance).toList());
            assertThat(test.checking.check().breaks()).isEmpty();
        }

        private void postOne(Transfer transfer) {
            sent.add(transfer);
            assertThat(test.books.post(transfer)).isEqualTo(model.put(transfer, null));
        }

        private void postSeveral() {
            var several = new ArrayList<Transfer>();
            IntStream.range(0, 1 + random.nextInt(8)).forEach(each -> several.add(aTransfer()));
            several.add(several.getFirst());
            if (!sent.isEmpty()) {
                several.add(any(sent));
            }
            sent.addAll(several);
            assertThat(test.books.postAll(several))
                    .isEqualTo(
                            several.stream().map(each -> model.put(each, null)).toList());
        }

        private void hold() {
            var transfer = aTransfer();
            var expiresAt = test.clock.instant().plusSeconds(3_600).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
            holds.add(transfer.id());
            assertThat(test.books.hold(transfer, expiresAt)).isEqualTo(model.put(transfer, expiresAt));
            endings.add(
                    () -> assertThat(test.books.hold(transfer, expiresAt)).isEqualTo(model.put(transfer, expiresAt)));
        }

        private void end() {
            if (holds.isEmpty()) {
                return;
            }
            var hold = any(holds);
            var id = test.id();
            var amount = random.nextInt(3) == 0 ? null : 1 + random.nextLong(60);
            Runnable ending = () -> assertThat(
                            amount == null
                                    ? test.books.release(id, hold)
                                    : test.books.settle(id, hold, new Money(amount, "EUR")))
                    .isEqualTo(model.end(id, hold, amount));
            endings.add(ending);
            ending.run();
        }

        private void replay() {
            if (!endings.isEmpty() && random.nextBoolean()) {
                any(endings).run();
            } else if (!sent.isEmpty()) {
                var old = any(sent);
                var again = random.nextInt(3) > 0
                        ? old
                        : new Transfer(
                                old.id(),
                                old.kind(),
                                old.cause(),
                                old.effectiveAt(),
                                aTransfer().legs());
                assertThat(test.books.post(again)).isEqualTo(model.put(again, null));
            }
        }

        /** From one account to one or two others. */
        private Transfer aTransfer() {
            var chosen = new ArrayList<>(accounts);
            java.util.Collections.shuffle(chosen, random);
            var one = 1 + random.nextLong(50);
            var two = random.nextInt(4) == 0 ? 1 + random.nextLong(50) : 0;
            var legs = new ArrayList<Leg>();
            legs.add(new Leg(chosen.get(0), -one - two));
            legs.add(new Leg(chosen.get(1), one));
            if (two > 0) {
                legs.add(new Leg(chosen.get(2), two));
            }
            return new Transfer(
                    test.id(),
                    "test.random",
                    ovation.base.SubjectRef.ad(test.id()),
                    test.clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                    legs);
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
