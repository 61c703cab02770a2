package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ovation.ledger.TestBooks.clearing;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.BooksAsOf.Basis;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

/** Two months of one advertiser: what was where at which moment, and what a close takes no more. */
class PeriodTests {

    static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    TestBooks test;
    UUID business;
    UUID finance = UUID.randomUUID();
    Transfer late;

    @BeforeEach
    void two_months() {
        test = TestBooks.open();
        test.clock.moveTo(Instant.parse("2026-09-10T12:00:00Z"));
        business = test.anAdvertiserWith(eur("10.00"));
        test.clock.moveTo(Instant.parse("2026-10-02T12:00:00Z"));
        // A fact of September that is booked in October.
        late = dated("2026-09-30T23:59:59.999Z", eur("1.00"));
        test.books.post(late).orThrow();
        test.books.post(dated("2026-10-02T10:00:00Z", eur("2.00"))).orThrow();
        test.keeping.rollUp();
        test.clock.moveTo(Instant.parse("2026-11-02T12:00:00Z"));
        test.books
                .post(test.pay(clearing("EUR"), prepaid(business, "EUR"), eur("5.00")))
                .orThrow();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void balances_are_known_by_booking_and_by_effect() {
        var october = Instant.parse("2026-10-01T00:00:00Z");
        var november = Instant.parse("2026-11-01T00:00:00Z");

        assertThat(test.asOf.balance(reserved(business, "EUR"), october, Basis.BOOKED))
                .isEqualTo(eur("0"));
        assertThat(test.asOf.balance(reserved(business, "EUR"), october, Basis.EFFECTIVE))
                .isEqualTo(eur("1.00"));
        assertThat(test.asOf.balance(reserved(business, "EUR"), november, Basis.BOOKED))
                .isEqualTo(eur("3.00"));
        assertThat(test.asOf.balance(clearing("EUR"), november, Basis.BOOKED)).isEqualTo(eur("10.00"));
        assertThat(test.asOf.balance(clearing("EUR"), november, Basis.EFFECTIVE))
                .isEqualTo(eur("10.00"));
        assertThat(test.asOf.balance(clearing("EUR"), Instant.parse("2026-12-01T00:00:00Z"), Basis.EFFECTIVE))
                .isEqualTo(eur("15.00"));
        var now = test.asOf.trialBalance("EUR", null, Basis.BOOKED);
        assertThat(now.balances()).isTrue();
        assertThat(now.total().debits()).isEqualTo(eur("18.00"));
        assertThat(now.lines())
                .extracting(BooksAsOf.Line::kind)
                .containsExactly(
                        AccountKind.PROVIDER_CLEARING, AccountKind.ADVERTISER_PREPAID, AccountKind.ADVERTISER_RESERVED);
    }

    @Test
    void a_closed_month_is_where_reckoning_begins_and_changes_no_answer() {
        var moments =
                List.of("2026-09-15T00:00:00Z", "2026-10-01T00:00:00Z", "2026-10-02T11:00:00Z", "2026-11-05T00:00:00Z");
        var before = moments.stream().map(this::effective).toList();

        test.periods.close(SEPTEMBER, finance);
        var betweenCloses = moments.stream().map(this::effective).toList();
        test.clock.moveTo(Instant.parse("2026-11-05T12:00:00Z"));
        test.periods.close(OCTOBER, finance);

        assertThat(betweenCloses).isEqualTo(before);
        assertThat(moments.stream().map(this::effective).toList()).isEqualTo(before);
        var october = test.periods.all().getFirst();
        assertThat(october.month()).isEqualTo(OCTOBER);
        assertThat(october.transfers()).isEqualTo(1);
        assertThat(october.entries()).isEqualTo(2);
        assertThat(october.accounts()).isEqualTo(3);
        assertThat(october.hash()).hasSize(64);
    }

    private BooksAsOf.TrialBalance effective(String moment) {
        return test.asOf.trialBalance("EUR", Instant.parse(moment), Basis.EFFECTIVE);
    }

    @Test
    void a_closed_month_takes_nothing_more_and_replays_what_it_knows() {
        test.periods.close(SEPTEMBER, finance);

        var tooLate = dated("2026-09-20T10:00:00Z", eur("1.00"));
        assertThat(test.books.post(tooLate)).isEqualTo(new Rejected(tooLate.id(), Reason.PERIOD_CLOSED));
        assertThat(test.books.postAll(List.of(tooLate)).getFirst())
                .isEqualTo(new Rejected(tooLate.id(), Reason.PERIOD_CLOSED));
        assertThat(test.books.hold(tooLate, test.clock.instant().plus(Duration.ofHours(1))))
                .isEqualTo(new Rejected(tooLate.id(), Reason.PERIOD_CLOSED));
        assertThat(test.books.post(late)).isEqualTo(new Posted(late.id(), true));
        assertThat(test.periods.dated(tooLate.effectiveAt())).isEqualTo(Instant.parse("2026-10-01T00:00:00Z"));

        var redated = new Transfer(
                test.id(), tooLate.kind(), tooLate.cause(), test.periods.dated(tooLate.effectiveAt()), tooLate.legs());
        assertThat(test.books.post(redated)).isEqualTo(new Posted(redated.id(), false));
        assertThat(test.checking.check().sound()).isTrue();
    }

    @Test
    void months_close_in_order_once_and_not_too_early() {
        assertThat(test.periods.next()).get().satisfies(next -> {
            assertThat(next.month()).isEqualTo(SEPTEMBER);
            assertThat(next.obstacles()).isEmpty();
        });
        assertRefused(OCTOBER, "period_not_over");
        test.clock.moveTo(Instant.parse("2026-11-05T12:00:00Z"));
        assertRefused(OCTOBER, "period_out_of_order");

        var first = test.periods.close(SEPTEMBER, finance);

        assertThat(test.periods.close(SEPTEMBER, UUID.randomUUID())).isEqualTo(first);
        assertThat(test.periods.all()).hasSize(1);
    }

    @Test
    void what_holds_a_month_up_is_said_in_the_language_of_who_asks() {
        test.periods.close(SEPTEMBER, finance);

        assertThat(obstacles(Locale.ENGLISH)).containsExactly("It can be closed from November 4, 2026 on");
        assertThat(obstacles(Locale.GERMAN)).containsExactly("Er kann ab dem 4. November 2026 abgeschlossen werden");
    }

    private List<String> obstacles(Locale language) {
        LocaleContextHolder.setLocale(language);
        try {
            return test.periods.next().orElseThrow().obstacles();
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    @Test
    void an_obstacle_and_a_broken_book_hold_it_up() {
        var obstacles = new java.util.ArrayList<>(List.of("Day 2026-09-30 is not settled"));
        test.beans.addBean("gate", (CloseGate) month -> List.copyOf(obstacles));
        assertRefused(SEPTEMBER, "period_held_up");
        obstacles.clear();
        test.beans.addBean("check", new BooksCheck() {
            @Override
            public String invariant() {
                return "I11";
            }

            @Override
            public List<Break> check() {
                return List.of(new Break("EUR", "clearing is old"));
            }
        });

        assertRefused(SEPTEMBER, "period_held_up");

        assertThat(test.checking.stops()).singleElement().satisfies(stop -> assertThat(stop.what())
                .isEqualTo("I11: clearing is old"));
        assertThat(test.periods.all()).isEmpty();
    }

    @Test
    void who_is_still_posting_into_the_month_is_waited_for() throws Exception {
        var posted = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var poster = Thread.ofPlatform()
                .start(() -> test.transaction.executeWithoutResult(status -> {
                    test.books.post(dated("2026-09-29T10:00:00Z", eur("0.25"))).orThrow();
                    posted.countDown();
                    await(mayCommit);
                }));
        posted.await();
        var closer = new java.util.concurrent.FutureTask<>(() -> test.periods.close(SEPTEMBER, finance));
        Thread.ofPlatform().start(closer);
        while (test.periods.all().isEmpty()) {
            Thread.onSpinWait();
        }
        mayCommit.countDown();
        poster.join();

        assertThat(closer.get().transfers()).isEqualTo(3);
        assertThat(test.checking.check().sound()).isTrue();
    }

    @Test
    void what_changes_a_closed_month_behind_its_back_is_found() {
        test.periods.close(SEPTEMBER, finance);
        assertThat(test.checking.check().sound()).isTrue();
        assertThat(test.checking.checkNew()).get().satisfies(report -> assertThat(report.sound())
                .isTrue());

        test.owner.update("""
                ALTER TABLE ledger_transfer DISABLE TRIGGER USER;
                UPDATE ledger_transfer SET effective_at = '2026-09-12T00:00:00Z' WHERE effective_at >= '2026-10-01T00:00:00Z';
                ALTER TABLE ledger_transfer ENABLE TRIGGER USER
                """);

        assertThat(test.checking.check().breaks())
                .extracting(CheckReport.Break::invariant)
                .contains("I13");
    }

    @Test
    void a_posting_that_slips_into_a_closed_month_is_found_among_what_is_new() {
        test.periods.close(SEPTEMBER, finance);
        assertThat(test.checking.check().sound()).isTrue();
        var account = "(SELECT id FROM ledger_account WHERE kind = '%s')";
        test.owner.queryForList("""
                SELECT ledger_post_one('%s', 'x', 'EUR', 'x', '%s', '2026-09-12T00:00:00Z', now(), '\\x00', false,
                    ARRAY[%s, %s], ARRAY[-1, 1]::bigint[], 2)
                """.formatted(
                        test.id(),
                        test.id(),
                        account.formatted("ADVERTISER_PREPAID"),
                        account.formatted("ADVERTISER_RESERVED")));

        assertThat(test.checking.checkNew()).get().satisfies(report -> assertThat(report.breaks())
                .extracting(CheckReport.Break::invariant)
                .containsExactly("I13"));
    }

    private void assertRefused(YearMonth month, String code) {
        assertThatThrownBy(() -> test.periods.close(month, finance))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.code().code()).isEqualTo(code));
    }

    private Transfer dated(String instant, Money amount) {
        return Transfer.between(
                test.id(),
                "test.pay",
                SubjectRef.person(business),
                Instant.parse(instant),
                prepaid(business, "EUR"),
                reserved(business, "EUR"),
                amount);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
