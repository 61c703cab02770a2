package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ledger.TestBooks.clearing;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ovation.base.SubjectRef;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

class LedgerConcurrencyTests {

    private static final int THREADS = 16;

    TestBooks test;

    @BeforeEach
    void open() {
        test = TestBooks.open();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void sixteen_spenders_of_one_account_never_overdraw_it() throws Exception {
        var business = test.anAdvertiserWith(new Money(1_000, "EUR"));

        var outcomes = together(thread -> {
            var mine = new ArrayList<PostingOutcome>();
            for (var i = 0; i < 40; i++) {
                mine.add(test.books.post(
                        test.pay(prepaid(business, "EUR"), reserved(test.id(), "EUR"), new Money(3, "EUR"))));
            }
            return mine;
        });

        assertThat(outcomes.stream().filter(Posted.class::isInstance)).hasSize(333);
        assertThat(outcomes.stream().filter(Rejected.class::isInstance))
                .hasSize(THREADS * 40 - 333)
                .allSatisfy(each -> assertThat(((Rejected) each).reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS));
        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(new Money(1, "EUR"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void one_request_sent_by_all_at_once_has_one_effect() throws Exception {
        var business = test.anAdvertiserWith(eur("10.00"));
        var hotOnly = test.pay(
                clearing("EUR"), Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"), new Money(7, "EUR"));
        var reserve = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00"));

        var outcomes = together(thread -> List.of(
                test.books.post(reserve),
                test.books.post(hotOnly),
                test.books.postAll(List.of(hotOnly)).getFirst(),
                test.books.postAll(List.of(reserve)).getFirst()));

        assertThat(outcomes.stream().filter(each -> each.equals(new Posted(reserve.id(), false))))
                .hasSize(1);
        assertThat(outcomes.stream().filter(each -> each.equals(new Posted(hotOnly.id(), false))))
                .hasSize(1);
        assertThat(outcomes.stream().filter(each -> each instanceof Posted posted && posted.replayed()))
                .hasSize(THREADS * 4 - 2);
        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(eur("6.00"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void all_who_end_a_hold_at_once_end_it_once() throws Exception {
        var business = test.anAdvertiserWith(eur("10.00"));
        var hold = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00"));
        test.books.hold(hold, test.clock.instant().plusSeconds(60)).orThrow();

        var outcomes = together(thread -> List.of(
                thread % 2 == 0
                        ? test.books.settle(test.id(), hold.id(), eur("4.00"))
                        : test.books.release(test.id(), hold.id())));

        assertThat(outcomes.stream().filter(Posted.class::isInstance)).hasSize(1);
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    /** The bank test: whoever looks, at any moment, sees books that balance. */
    @Test
    void a_reader_sees_sound_books_while_writers_run() throws Exception {
        var businesses = IntStream.range(0, 6)
                .mapToObj(each -> test.anAdvertiserWith(new Money(500, "EUR")))
                .toList();
        var writing = new AtomicBoolean(true);

        try (var threads = Executors.newFixedThreadPool(8)) {
            var writers = IntStream.range(0, 6)
                    .mapToObj(seed -> threads.submit(() -> {
                        var random = new Random(seed);
                        for (var i = 0; i < 150; i++) {
                            write(businesses, random);
                        }
                        return true;
                    }))
                    .toList();
            var reader = threads.submit(() -> {
                var checks = 0;
                while (writing.get()) {
                    assertThat(test.checking.check().breaks()).isEmpty();
                    checks++;
                }
                return checks;
            });
            var keeper = threads.submit(() -> {
                while (writing.get()) {
                    test.keeping.rollUp();
                }
                return true;
            });
            try {
                for (var writer : writers) {
                    assertThat(writer.get()).isTrue();
                }
            } finally {
                writing.set(false);
            }
            assertThat(reader.get()).isPositive();
            assertThat(keeper.get()).isTrue();
        }
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    /** Several accounts in any order, in and out of transactions, hot and not, with holds: locks never knot. */
    private void write(List<java.util.UUID> businesses, Random random) {
        var one = businesses.get(random.nextInt(6));
        var two = businesses.get(random.nextInt(6));
        var amount = new Money(1 + random.nextInt(40), "EUR");
        switch (random.nextInt(4)) {
            case 0 -> test.books.post(test.pay(prepaid(one, "EUR"), reserved(two, "EUR"), amount));
            case 1 ->
                test.books.postAll(List.of(
                        test.pay(reserved(one, "EUR"), prepaid(two, "EUR"), amount),
                        test.pay(prepaid(two, "EUR"), Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"), amount),
                        test.pay(clearing("EUR"), prepaid(one, "EUR"), amount)));
            case 2 -> {
                var hold = test.pay(prepaid(one, "EUR"), reserved(two, "EUR"), amount);
                if (test.books.hold(hold, test.clock.instant().plusSeconds(60)) instanceof Posted) {
                    test.books.settle(test.id(), hold.id(), new Money(1, "EUR")).orThrow();
                }
            }
            default ->
                test.transaction.executeWithoutResult(status -> {
                    test.books.post(new Transfer(
                            test.id(),
                            "test.three",
                            SubjectRef.ad(one),
                            test.clock.instant(),
                            List.of(
                                    new Leg(clearing("EUR"), -2),
                                    new Leg(reserved(one, "EUR"), 1),
                                    new Leg(prepaid(two, "EUR"), 1))));
                    if (random.nextBoolean()) {
                        status.setRollbackOnly();
                    }
                });
        }
    }

    private interface Work {
        List<PostingOutcome> of(int thread);
    }

    private static List<PostingOutcome> together(Work work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<List<PostingOutcome>>> calls = new ArrayList<>();
            IntStream.range(0, THREADS).forEach(thread -> calls.add(() -> work.of(thread)));
            var outcomes = new ArrayList<PostingOutcome>();
            for (var result : threads.invokeAll(calls)) {
                outcomes.addAll(result.get());
            }
            return outcomes;
        }
    }
}
