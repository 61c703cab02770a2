package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ledger.TestBooks.clearing;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ovation.base.SubjectRef;

/** The check of what is new: sound books that were checked, then something more, broken as only the owner could. */
class CheckingNewTests {

    TestBooks test;
    UUID business;
    UUID hold;

    @BeforeEach
    void checked_books_and_something_new() {
        test = TestBooks.open();
        test.anAdvertiserWith(Money.of("50.00", "USD"));
        business = test.anAdvertiserWith(eur("10.00"));
        test.books
                .post(test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00")))
                .orThrow();
        test.keeping.rollUp();
        test.sealing.seal();
        assertThat(test.checking.check().sound()).isTrue();

        var paid = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("2.00"));
        test.books.post(paid).orThrow();
        test.books
                .post(Transfer.between(
                        test.id(),
                        "test.reversal",
                        new SubjectRef("transfer", paid.id()),
                        test.clock.instant(),
                        reserved(business, "EUR"),
                        prepaid(business, "EUR"),
                        eur("2.00")))
                .orThrow();
        var held = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("1.00"));
        test.books.hold(held, test.clock.instant().plus(Duration.ofHours(1))).orThrow();
        hold = held.id();
        var other = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("1.00"));
        test.books.hold(other, test.clock.instant().plus(Duration.ofHours(1))).orThrow();
        test.books.settle(test.id(), other.id(), eur("0.40")).orThrow();
        test.sealing.seal();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void reads_what_was_posted_since_and_no_more() {
        var first = test.checking.checkNew().orElseThrow();
        var second = test.checking.checkNew().orElseThrow();

        assertThat(first.sound()).as("%s", first).isTrue();
        assertThat(first.scope()).isEqualTo(CheckReport.Scope.NEW);
        assertThat(first.entries()).isEqualTo(6);
        assertThat(second.entries()).isZero();
        assertThat(test.checking.runs()).extracting(CheckReport.Line::invariant).contains("I1", "I13", "I14", "I16");
        assertThat(new LedgerHealth(test.checking).health().getDetails()).containsEntry("scope", "NEW");
    }

    @Test
    void begins_with_everything_when_nothing_was_checked_yet() {
        test.owner.execute("DELETE FROM ledger_check_mark");

        assertThat(test.checking.checkNew())
                .get()
                .extracting(CheckReport::scope)
                .isEqualTo(CheckReport.Scope.FULL);
    }

    @Test
    void what_commits_late_is_checked_late_and_not_forgotten() {
        test.checking.checkNew();
        test.transaction.executeWithoutResult(status -> {
            test.books
                    .post(test.pay(clearing("EUR"), prepaid(business, "EUR"), eur("3.00")))
                    .orThrow();
            inAnotherThread(() -> {
                test.anAdvertiserWith(eur("1.00"));
                assertThat(test.checking.checkNew())
                        .get()
                        .extracting(CheckReport::entries)
                        .isEqualTo(0L);
            });
        });

        assertThat(test.checking.checkNew()).get().satisfies(report -> {
            assertThat(report.sound()).isTrue();
            assertThat(report.entries()).isEqualTo(4);
        });
    }

    @Test
    void one_node_at_a_time() {
        var locked = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var other = Thread.ofPlatform()
                .start(() -> test.transaction.executeWithoutResult(status -> {
                    test.jdbc.queryForList("SELECT pg_advisory_xact_lock(hashtext('ledger_check'))");
                    locked.countDown();
                    await(done);
                }));
        await(locked);

        assertThat(test.checking.checkNew()).isEmpty();

        done.countDown();
        inAnotherThread(() -> join(other));
        assertThat(test.checking.checkNew()).isPresent();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            I1  | UPDATE ledger_entry SET amount = amount + 1 WHERE version = 3
            I1  | DELETE FROM ledger_entry WHERE version = 3
            I1  | UPDATE ledger_transfer SET state = 'rejected' WHERE kind = 'test.reversal'
            I2  | UPDATE ledger_account SET credits_posted = credits_posted + 1 WHERE currency = 'EUR' AND kind = 'ADVERTISER_PREPAID'
            I3  | UPDATE ledger_account SET credits_posted = credits_posted + 1 WHERE currency = 'EUR' AND kind = 'ADVERTISER_PREPAID'
            I3  | UPDATE ledger_account SET version = version + 1 WHERE currency = 'EUR' AND kind = 'ADVERTISER_RESERVED'
            I4  | ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_floor; UPDATE ledger_account SET debits_posted = debits_posted + 90000000 WHERE currency = 'EUR' AND floor_micros IS NOT NULL
            I5  | UPDATE ledger_entry SET balance_after = balance_after + 1 WHERE version = 3
            I5  | UPDATE ledger_entry SET version = 9 WHERE version = 3
            I7  | UPDATE ledger_hold SET state = 'released', ended_by = transfer_id WHERE state = 'settled'
            I7  | DELETE FROM ledger_hold WHERE state = 'open'
            I8  | UPDATE ledger_transfer SET cause_id = '01890000-0000-7000-8000-000000000000' WHERE kind = 'test.reversal'
            I14 | UPDATE ledger_transfer SET kind = 'test.other' WHERE kind = 'test.reversal'
            """)
    void finds_what_is_wrong_with_it(String invariant, String tampering) {
        tamper(tampering);

        var report = test.checking.checkNew().orElseThrow();

        assertThat(report.breaks())
                .as("%s", report)
                .extracting(CheckReport.Break::invariant)
                .contains(invariant);
        assertThat(test.checking.stops())
                .extracting(LedgerChecker.Stop::currency)
                .contains("EUR");
    }

    @Test
    void a_check_of_another_module_that_fails_is_no_break_and_no_soundness() {
        test.beans.addBean("check", new BooksCheck() {
            @Override
            public String invariant() {
                return "I9";
            }

            @Override
            public List<Break> check() {
                throw new IllegalStateException("No such table");
            }
        });

        var report = test.checking.checkNew().orElseThrow();

        assertThat(report.breaks()).isEmpty();
        assertThat(report.sound()).isFalse();
        assertThat(test.checking.runs())
                .filteredOn(line -> line.invariant().equals("I9"))
                .singleElement()
                .satisfies(line -> assertThat(line.failed()).isEqualTo("No such table"));
    }

    private void tamper(String change) {
        test.owner.execute(
                "ALTER TABLE ledger_entry DISABLE TRIGGER USER; ALTER TABLE ledger_transfer DISABLE TRIGGER USER;"
                        + change
                        + "; ALTER TABLE ledger_entry ENABLE TRIGGER USER; ALTER TABLE ledger_transfer ENABLE TRIGGER USER");
    }

    private static void inAnotherThread(Runnable work) {
        var failed = new Throwable[1];
        var thread = new Thread(work);
        thread.setUncaughtExceptionHandler((who, error) -> failed[0] = error);
        thread.start();
        join(thread);
        assertThat(failed[0]).isNull();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
