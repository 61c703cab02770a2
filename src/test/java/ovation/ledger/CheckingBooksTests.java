package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ledger.TestBooks.clearing;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

/** Breaks books as the owner with triggers off, as only a person with the keys could, and sees that it is found. */
class CheckingBooksTests {

    TestBooks test;
    UUID business;
    UUID hold;

    @BeforeEach
    void books_in_two_currencies() {
        test = TestBooks.open();
        test.anAdvertiserWith(Money.of("50.00", "USD"));
        business = test.anAdvertiserWith(eur("10.00"));
        test.books
                .post(test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00")))
                .orThrow();
        test.keeping.rollUp();
        var held = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("1.00"));
        test.books.hold(held, test.clock.instant().plus(Duration.ofHours(1))).orThrow();
        hold = held.id();
        test.anAdvertiserWith(eur("5.00"));
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            I1 | UPDATE ledger_entry SET amount = amount + 1 WHERE version IS NOT NULL AND account_id IN (SELECT id FROM ledger_account WHERE currency = 'EUR')
            I1 | DELETE FROM ledger_entry WHERE leg = 0 AND account_id IN (SELECT id FROM ledger_account WHERE currency = 'EUR')
            I1 | DELETE FROM ledger_transfer WHERE currency = 'EUR' AND state = 'posted'
            I1 | UPDATE ledger_transfer SET state = 'rejected', outcome = 'INSUFFICIENT_FUNDS' WHERE currency = 'EUR' AND state = 'posted'
            I2 | UPDATE ledger_account SET credits_posted = credits_posted + 1 WHERE currency = 'EUR' AND kind = 'ADVERTISER_PREPAID'
            I3 | UPDATE ledger_account SET credits_posted = credits_posted + 1, debits_posted = debits_posted + 1 WHERE currency = 'EUR' AND kind = 'ADVERTISER_PREPAID'
            I3 | UPDATE ledger_account SET credits_posted = credits_posted + 1, debits_posted = debits_posted + 1 WHERE currency = 'EUR' AND hot
            I3 | UPDATE ledger_hot_rollup SET rolled_xid = '0' WHERE account_id = (SELECT id FROM ledger_account WHERE currency = 'EUR' AND hot)
            I4 | ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_floor; UPDATE ledger_account SET debits_posted = debits_posted + 90000000 WHERE currency = 'EUR' AND floor_micros IS NOT NULL
            I5 | UPDATE ledger_entry SET version = version + 1 WHERE version IS NOT NULL AND account_id IN (SELECT id FROM ledger_account WHERE currency = 'EUR')
            I5 | UPDATE ledger_entry SET balance_after = balance_after + 1 WHERE version IS NOT NULL AND account_id IN (SELECT id FROM ledger_account WHERE currency = 'EUR')
            I7 | UPDATE ledger_hold SET state = 'released', ended_by = transfer_id
            I7 | UPDATE ledger_account SET debits_pending = 0 WHERE currency = 'EUR'
            I7 | DELETE FROM ledger_hold
            I17 | UPDATE ledger_transfer SET state = 'rejected', outcome = 'INSUFFICIENT_FUNDS' WHERE currency = 'EUR' AND state = 'pending'
            I17 | UPDATE ledger_entry SET xid = '3' WHERE leg = 0 AND account_id IN (SELECT id FROM ledger_account WHERE currency = 'EUR')
            """)
    void finds_what_was_changed_behind_its_back(String invariant, String tampering) {
        tamper(tampering);

        var report = test.checking.check();

        assertThat(report.breaks()).extracting(CheckReport.Break::invariant).contains(invariant);
        assertThat(report.breaks()).extracting(CheckReport.Break::currency).containsOnly("EUR");
    }

    @Test
    void a_break_stops_its_currency_and_no_other_until_a_person_has_mended_it() {
        var one = "UPDATE ledger_entry SET amount = amount %s 1 WHERE version = 1 AND account_id = "
                + "(SELECT id FROM ledger_account WHERE owner = '" + business + "' AND kind = 'ADVERTISER_RESERVED')";
        tamper(one.formatted("+"));
        test.checking.check();

        var euros = test.pay(clearing("EUR"), prepaid(business, "EUR"), eur("1.00"));
        assertThat(test.books.post(euros)).isEqualTo(new Rejected(euros.id(), Reason.CURRENCY_STOPPED));
        var settling = test.id();
        assertThat(test.books.settle(settling, hold, eur("1.00")))
                .isEqualTo(new Rejected(settling, Reason.CURRENCY_STOPPED));
        test.books
                .post(test.pay(clearing("USD"), prepaid(business, "USD"), Money.of("1.00", "USD")))
                .orThrow();
        var health = new LedgerHealth(test.checking).health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().get("stopped").toString())
                .contains("EUR")
                .contains("I1: transfer");

        assertThat(test.checking.resume("EUR", business, "It looks good to me")).isFalse();
        tamper(one.formatted("-"));
        assertThat(test.checking.resume("EUR", business, "Entry mended, ticket 7"))
                .isTrue();

        test.books.post(euros).orThrow();
        assertThat(new LedgerHealth(test.checking).health().getStatus()).isEqualTo(Status.UP);
        assertThat(test.checking.history()).singleElement().satisfies(stop -> assertThat(stop.resumed())
                .hasValueSatisfying(resumption -> {
                    assertThat(resumption.who()).isEqualTo(business);
                    assertThat(resumption.why()).isEqualTo("Entry mended, ticket 7");
                }));
    }

    @Test
    void what_somebody_was_told_and_is_no_longer_there_is_missed() {
        var check = new AcksSurvive(test.lane, org.springframework.jdbc.core.simple.JdbcClient.create(test.jdbc));
        assertThat(check.check()).isEmpty();
        var told = test.pay(clearing("EUR"), prepaid(business, "EUR"), eur("3.00"));
        test.books.post(told).orThrow();
        var refused = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("300.00"));
        assertThat(test.books.post(refused)).isInstanceOf(Rejected.class);
        assertThat(check.check()).as("what was refused need not be there").isEmpty();

        tamper("DELETE FROM ledger_entry WHERE transfer_id = '" + told.id()
                + "'; DELETE FROM ledger_transfer WHERE id = '" + told.id() + "'");

        assertThat(check.invariant()).isEqualTo("I15");
        assertThat(check.check()).singleElement().satisfies(lost -> {
            assertThat(lost.currency()).isEqualTo("EUR");
            assertThat(lost.what()).contains(told.id().toString());
        });
    }

    @Test
    void a_reversal_undoes_at_most_the_original_and_once() {
        var paid = test.pay(clearing("EUR"), prepaid(business, "EUR"), eur("3.00"));
        test.books.post(paid).orThrow();
        test.books.post(reversing(paid, eur("3.00"))).orThrow();
        assertThat(test.checking.check().sound()).isTrue();

        test.books.post(reversing(paid, eur("1.00"))).orThrow();

        assertThat(test.checking.check().breaks())
                .extracting(CheckReport.Break::invariant)
                .containsOnly("I8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE ledger_entry SET amount = 1
            DELETE FROM ledger_entry
            TRUNCATE ledger_entry
            UPDATE ledger_transfer SET kind = 'x'
            DELETE FROM ledger_transfer
            TRUNCATE ledger_transfer
            """)
    void nobody_changes_what_is_written(String change) {
        assertThatThrownBy(() -> test.jdbc.execute(change)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> test.owner.execute(change)).hasStackTraceContaining("append-only");
        var partition = test.owner.queryForObject(
                "SELECT min(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = ?::regclass AND "
                        + "inhrelid::regclass::text LIKE '%' || to_char(now(), 'YYYY_MM')",
                String.class, change.contains("entry") ? "ledger_entry" : "ledger_transfer");
        var aside = change.replaceFirst("ledger_(entry|transfer)", partition);
        assertThatThrownBy(() -> test.jdbc.execute(aside)).hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> test.owner.execute(aside)).hasStackTraceContaining("append-only");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE ledger_account SET credits_posted = 0
            DELETE FROM ledger_account
            INSERT INTO ledger_hot_rollup VALUES (1, '0', 0)
            UPDATE ledger_hold SET state = 'open'
            INSERT INTO ledger_entry VALUES ('01890000-0000-7000-8000-000000000000', 0, 1, 1)
            DELETE FROM ledger_stopped_currency
            CREATE TABLE ledger_more (id int)
            DROP TABLE ledger_entry
            """)
    void the_application_writes_through_the_functions_only(String change) {
        assertThatThrownBy(() -> test.jdbc.execute(change)).isInstanceOf(DataAccessException.class);
    }

    private Transfer reversing(Transfer paid, Money amount) {
        return Transfer.between(
                test.id(),
                "test.reversal",
                new ovation.base.SubjectRef("transfer", paid.id()),
                test.clock.instant(),
                prepaid(business, "EUR"),
                clearing("EUR"),
                amount);
    }

    private void tamper(String change) {
        test.owner.execute(
                "ALTER TABLE ledger_entry DISABLE TRIGGER USER; ALTER TABLE ledger_transfer DISABLE TRIGGER USER;"
                        + change
                        + "; ALTER TABLE ledger_entry ENABLE TRIGGER USER; ALTER TABLE ledger_transfer ENABLE TRIGGER USER");
    }
}
