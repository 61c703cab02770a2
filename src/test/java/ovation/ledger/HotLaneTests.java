package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;
import ovation.ledger.core.AccountState;
import ovation.ledger.core.Asked;
import ovation.ledger.core.Deciding;

/** Postings outside transactions, in company. Clients are virtual threads, as the application's requests may be. */
class HotLaneTests {

    private static final int CLIENTS = 32;

    TestBooks test = TestBooks.open();
    final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        clients.shutdown();
        test.close();
    }

    @Test
    void thirty_two_clients_get_exactly_what_the_account_holds() throws Exception {
        var business = test.anAdvertiserWith(new Money(1_000, "EUR"));

        var outcomes = together(client -> IntStream.range(0, 40)
                .mapToObj(i -> test.books.post(reserve(business, 3)))
                .toList());

        assertThat(outcomes.stream().filter(Posted.class::isInstance)).hasSize(333);
        assertThat(outcomes.stream().filter(Rejected.class::isInstance))
                .hasSize(CLIENTS * 40 - 333)
                .allSatisfy(each -> assertThat(((Rejected) each).reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS));
        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(new Money(1, "EUR"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void everybody_replays_what_everybody_asks() throws Exception {
        var business = test.anAdvertiserWith(eur("10.00"));
        var asked = IntStream.range(0, 20).mapToObj(i -> reserve(business, 1)).toList();

        var outcomes = together(client -> asked.stream().map(test.books::post).toList());

        assertThat(outcomes).allMatch(Posted.class::isInstance);
        assertThat(outcomes.stream().filter(each -> !((Posted) each).replayed()))
                .hasSize(20);
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(new Money(20, "EUR"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void one_that_breaks_the_shared_call_fails_alone() throws Exception {
        var business = test.anAdvertiserWith(eur("10.00"));
        test.owner.execute("""
                CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.kind = 'test.poison' THEN RAISE EXCEPTION 'poison'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER refuse_poison BEFORE INSERT ON ledger_transfer FOR EACH ROW EXECUTE FUNCTION refuse_poison()
                """);

        var outcomes = together(client -> {
            var mine = new ArrayList<PostingOutcome>();
            for (var i = 0; i < 10; i++) {
                if (client == 0) {
                    assertThatThrownBy(() -> test.books.post(poison(business))).hasMessageContaining("poison");
                } else {
                    mine.add(test.books.post(reserve(business, 1)));
                }
            }
            return mine;
        });

        assertThat(outcomes).hasSize((CLIENTS - 1) * 10).allMatch(Posted.class::isInstance);
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(new Money(310, "EUR"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void an_account_that_is_locked_holds_up_only_who_needs_it() throws Exception {
        var locked = test.anAdvertiserWith(eur("10.00"));
        var free = test.anAdvertiserWith(eur("10.00"));
        var waiting = new ArrayList<Future<PostingOutcome>>();

        whileLocked(locked, () -> {
            for (var i = 0; i < 5; i++) {
                waiting.add(post(reserve(locked, 1)));
            }
            for (var i = 0; i < 20; i++) {
                assertThat(post(reserve(free, 1)).get()).isInstanceOf(Posted.class);
            }
            assertThat(waiting).noneMatch(Future::isDone);
        });

        for (var each : waiting) {
            assertThat(each.get()).isInstanceOf(Posted.class);
        }
        assertThat(test.posted(reserved(locked, "EUR"))).isEqualTo(new Money(5, "EUR"));
    }

    @Test
    void who_waits_when_the_lane_stops_is_served_and_who_comes_later_posts_alone() throws Exception {
        reopen(new LedgerSettings.Lane(100));
        var business = test.anAdvertiserWith(eur("10.00"));
        test.books.post(reserve(business, 1)).orThrow();
        var waiting = new ArrayList<Future<PostingOutcome>>();

        whileLocked(business, () -> {
            for (var i = 0; i < 8; i++) {
                waiting.add(post(reserve(business, 1)));
            }
            await().until(() -> waitingForLocks() > 0);
            test.lane.stop();
            assertThat(test.lane.isRunning()).isFalse();
            assertThat(waiting).noneMatch(Future::isDone);
        });

        for (var each : waiting) {
            assertThat(each.get()).isInstanceOf(Posted.class);
        }
        assertThat(together(client -> List.of(test.books.post(reserve(business, 1)))))
                .hasSize(CLIENTS)
                .allMatch(Posted.class::isInstance);
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(new Money(1 + 8 + CLIENTS, "EUR"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void refuses_whom_there_is_no_place_for_and_moves_nothing() throws Exception {
        reopen(new LedgerSettings.Lane(2));
        var business = test.anAdvertiserWith(eur("10.00"));
        test.books.post(reserve(business, 1)).orThrow();
        var posts = new ArrayList<Future<PostingOutcome>>();

        whileLocked(business, () -> {
            for (var i = 0; i < 100; i++) {
                posts.add(post(reserve(business, 1)));
            }
            await().until(() -> posts.stream().anyMatch(Future::isDone));
        });

        var refused = 0;
        for (var each : posts) {
            try {
                assertThat(each.get()).isInstanceOf(Posted.class);
            } catch (ExecutionException e) {
                assertThat(((Refused) e.getCause()).code()).isEqualTo(CommonProblem.OVERLOADED);
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(new Money(1 + 100 - refused, "EUR"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void what_others_post_meanwhile_is_never_overlooked() throws Exception {
        var business = test.anAdvertiserWith(new Money(2_000, "EUR"));
        var random = new Random(7);

        // The lane remembers the account, and every other of these moves it behind the lane's back.
        for (var i = 0; i < 60; i++) {
            test.books.post(reserve(business, 1 + random.nextInt(9))).orThrow();
            test.transaction.executeWithoutResult(status ->
                    test.books.post(reserve(business, 1 + random.nextInt(9))).orThrow());
        }

        var left = test.posted(prepaid(business, "EUR")).micros();
        assertThat(test.books.post(reserve(business, left + 1))).isInstanceOf(Rejected.class);
        assertThat(test.books.post(reserve(business, left))).isInstanceOf(Posted.class);
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void a_hold_made_behind_the_lane_is_not_spent() {
        var business = test.anAdvertiserWith(new Money(100, "EUR"));
        test.books.post(reserve(business, 10)).orThrow();
        test.books
                .hold(reserve(business, 80), test.clock.instant().plus(Duration.ofHours(1)))
                .orThrow();

        assertThat(test.books.post(reserve(business, 11))).isInstanceOf(Rejected.class);
        assertThat(test.books.post(reserve(business, 10))).isInstanceOf(Posted.class);
    }

    @Test
    void an_account_frozen_behind_the_lane_and_a_stopped_currency_move_nothing() {
        var business = test.anAdvertiserWith(new Money(100, "EUR"));
        test.books.post(reserve(business, 10)).orThrow();
        test.owner.update("UPDATE ledger_account SET frozen_at = now() WHERE owner = ?", business);

        assertThat(test.books.post(reserve(business, 1)))
                .isInstanceOfSatisfying(
                        Rejected.class, each -> assertThat(each.reason()).isEqualTo(Reason.ACCOUNT_CLOSED));

        test.owner.update("UPDATE ledger_account SET frozen_at = NULL WHERE owner = ?", business);
        test.books.post(reserve(business, 10)).orThrow();
        test.owner.update(
                "INSERT INTO ledger_stopped_currency (id, currency, stopped_at, what) VALUES (?, 'EUR', now(), 'a test')",
                test.id());

        assertThat(test.books.post(reserve(business, 1)))
                .isInstanceOfSatisfying(
                        Rejected.class, each -> assertThat(each.reason()).isEqualTo(Reason.CURRENCY_STOPPED));
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(new Money(20, "EUR"));
    }

    /** The database itself: each of the premises of a decision is looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version = version + 1",
                "credits_posted = credits_posted + 5",
                "debits_pending = debits_pending + 5",
                "frozen_at = now()",
                "closed_at = now()"
            })
    void a_guess_that_is_wrong_in_anything_is_refused(String behind) throws Exception {
        var business = test.anAdvertiserWith(new Money(100, "EUR"));
        var transfer = reserve(business, 1);
        var accounts = new AccountIds(JdbcClient.create(test.jdbc));
        test.books.post(reserve(business, 1)).orThrow();
        var member = new LaneWriter.Member(
                transfer,
                RequestHash.of(transfer, null),
                accounts.order(transfer.legs()).orElseThrow(),
                false);
        try (var connection = test.database.dataSource().getConnection()) {
            var calls = new LaneCalls(connection, test.clock);
            var hotness = new TreeMap<Long, Boolean>();
            for (var id : member.legs().accounts()) {
                hotness.put(id, false);
            }
            var premises = List.copyOf(calls.read(List.copyOf(hotness.keySet()), hotness)).stream()
                    .sorted(Comparator.comparing(AccountState::id))
                    .toList();
            var places = Arrays.stream(member.legs().accounts())
                    .mapToInt(id -> List.copyOf(hotness.keySet()).indexOf(id))
                    .toArray();
            var asked = new Asked(
                    transfer.id(),
                    member.hash().bytes(),
                    "EUR",
                    false,
                    places,
                    member.legs().amounts());
            var decided = Deciding.decide(List.of(asked), premises, Map.of(), Set.of());
            test.owner.update(
                    "UPDATE ledger_account SET " + behind + " WHERE owner = ? AND kind = 'ADVERTISER_PREPAID'",
                    business);

            assertThatThrownBy(() -> calls.book(List.of(member), decided, premises))
                    .isInstanceOfSatisfying(
                            SQLException.class, each -> assertThat(LaneCalls.decidedOnFalsePremises(each))
                                    .isTrue());
            assertThat(test.jdbc.queryForObject(
                            "SELECT count(*) FROM ledger_transfer WHERE id = ?", Long.class, transfer.id()))
                    .isZero();
        }
    }

    private void reopen(LedgerSettings.Lane lane) {
        test.close();
        test = TestBooks.with(lane);
    }

    private Transfer reserve(UUID business, long micros) {
        return test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), new Money(micros, "EUR"));
    }

    private Transfer poison(UUID business) {
        return Transfer.between(
                test.id(),
                "test.poison",
                SubjectRef.person(business),
                test.clock.instant(),
                prepaid(business, "EUR"),
                reserved(business, "EUR"),
                new Money(1, "EUR"));
    }

    private Future<PostingOutcome> post(Transfer transfer) {
        return clients.submit(() -> test.books.post(transfer));
    }

    private interface Meanwhile {
        void run() throws Exception;
    }

    /** As a long transaction of somebody else would. */
    private void whileLocked(UUID business, Meanwhile meanwhile) throws Exception {
        try (var owner = test.database.ownerDataSource();
                var connection = owner.getConnection();
                var lock = connection.prepareStatement("SELECT FROM ledger_account WHERE owner = ? FOR UPDATE")) {
            connection.setAutoCommit(false);
            lock.setObject(1, business);
            lock.execute();
            meanwhile.run();
            connection.rollback();
        }
    }

    private long waitingForLocks() {
        return Objects.requireNonNull(test.jdbc.queryForObject("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """, Long.class));
    }

    private interface Work {
        List<PostingOutcome> of(int client);
    }

    private List<PostingOutcome> together(Work work) throws Exception {
        var results = IntStream.range(0, CLIENTS)
                .mapToObj(client -> clients.submit(() -> work.of(client)))
                .toList();
        var outcomes = new ArrayList<PostingOutcome>();
        for (var result : results) {
            outcomes.addAll(result.get());
        }
        return outcomes;
    }
}
