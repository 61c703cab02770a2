package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ledger.TestBooks.clearing;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ovation.base.SubjectRef;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

class HoldTests {

    static TestBooks test;

    @BeforeAll
    static void open() {
        test = TestBooks.open();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @AfterEach
    void the_books_are_sound() {
        assertThat(test.checking.check().breaks()).isEmpty();
    }

    @Test
    void a_hold_puts_aside_and_its_settling_posts_a_part_and_frees_the_rest() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var hold = aHold(business, "4.00");

        assertThat(test.books.balance(prepaid(business, "EUR"))).isEqualTo(new Balance(eur("10.00"), eur("4.00")));
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(eur("0"));
        var settling = test.id();
        assertThat(test.books.settle(settling, hold, eur("3.00"))).isEqualTo(new Posted(settling, false));

        assertThat(test.books.balance(prepaid(business, "EUR"))).isEqualTo(new Balance(eur("7.00"), eur("0")));
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(eur("3.00"));
        assertThat(test.books.settle(settling, hold, eur("3.00"))).isEqualTo(new Posted(settling, true));
        assertThat(test.books.settle(settling, hold, eur("2.00"))).isEqualTo(new Rejected(settling, Reason.ID_REUSED));
    }

    @Test
    void what_is_held_cannot_be_spent() {
        var business = test.anAdvertiserWith(eur("10.00"));
        aHold(business, "4.00");

        var spend = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("6.000001"));

        assertThat(test.books.post(spend)).isEqualTo(new Rejected(spend.id(), Reason.INSUFFICIENT_FUNDS));
        var secondHold = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("6.50"));
        assertThat(test.books.hold(secondHold, inAnHour()))
                .isEqualTo(new Rejected(secondHold.id(), Reason.INSUFFICIENT_FUNDS));
    }

    @Test
    void a_hold_ends_once() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var hold = aHold(business, "4.00");
        test.books.release(test.id(), hold).orThrow();

        var settling = test.id();
        assertThat(test.books.settle(settling, hold, eur("4.00"))).isEqualTo(new Rejected(settling, Reason.HOLD_ENDED));
        var releasing = test.id();
        assertThat(test.books.release(releasing, hold)).isEqualTo(new Rejected(releasing, Reason.HOLD_ENDED));
        assertThat(test.books.balance(prepaid(business, "EUR"))).isEqualTo(new Balance(eur("10.00"), eur("0")));
    }

    @Test
    void refuses_to_settle_more_than_held_or_nothing_or_another_currency() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var hold = aHold(business, "4.00");

        assertThat(reason(test.books.settle(test.id(), hold, eur("4.000001")))).isEqualTo(Reason.HOLD_EXCEEDED);
        assertThat(reason(test.books.settle(test.id(), hold, eur("0")))).isEqualTo(Reason.NOT_BALANCED);
        assertThat(reason(test.books.settle(test.id(), hold, eur("-1")))).isEqualTo(Reason.NOT_BALANCED);
        assertThat(reason(test.books.settle(test.id(), hold, Money.of("1", "USD"))))
                .isEqualTo(Reason.NOT_BALANCED);
        assertThat(reason(test.books.settle(test.id(), test.id(), eur("1")))).isEqualTo(Reason.HOLD_UNKNOWN);
        assertThat(reason(test.books.settle(UUID.randomUUID(), hold, eur("1")))).isEqualTo(Reason.ID_OUT_OF_WINDOW);
    }

    @Test
    void a_hold_of_three_legs_settles_whole_only() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var legs = List.of(
                Leg.debit(prepaid(business, "EUR"), eur("4.00")),
                Leg.credit(reserved(business, "EUR"), eur("3.00")),
                Leg.credit(Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"), eur("1.00")));
        var hold = new Transfer(test.id(), "test.hold", SubjectRef.ad(business), test.clock.instant(), legs);
        test.books.hold(hold, inAnHour()).orThrow();

        assertThat(reason(test.books.settle(test.id(), hold.id(), eur("3.00")))).isEqualTo(Reason.NOT_BALANCED);
        test.books.settle(test.id(), hold.id(), eur("4.00")).orThrow();

        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(eur("3.00"));
    }

    @Test
    void a_hold_on_a_hot_account_shows_in_its_balance() {
        var business = test.id();
        var before = test.books.balance(Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"));
        var refund = test.pay(
                Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"), prepaid(business, "EUR"), eur("2.00"));
        test.books.hold(refund, inAnHour()).orThrow();

        var held = test.books.balance(Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"));
        assertThat(held)
                .isEqualTo(new Balance(before.posted(), before.pendingOut().plus(eur("2.00"))));
        test.books.settle(test.id(), refund.id(), eur("2.00")).orThrow();

        var settled = test.books.balance(Account.platform(AccountKind.AD_REVENUE_PLATFORM, "EUR"));
        assertThat(settled).isEqualTo(new Balance(before.posted().minus(eur("2.00")), before.pendingOut()));
    }

    @Test
    void holds_run_out_by_the_clock() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var hold = aHold(business, "4.00");
        test.keeping.expireHolds();
        assertThat(test.books.balance(prepaid(business, "EUR")).available()).isEqualTo(eur("6.00"));

        test.clock.advance(Duration.ofHours(2));
        try {
            assertThat(reason(test.books.settle(test.id(), hold, eur("4.00")))).isEqualTo(Reason.HOLD_ENDED);
            test.keeping.expireHolds();
        } finally {
            test.clock.backToNow();
        }

        assertThat(test.books.balance(prepaid(business, "EUR")).available()).isEqualTo(eur("10.00"));
    }

    @Test
    void rolling_up_changes_no_balance() {
        test.anAdvertiserWith(eur("10.00"));
        var before = test.posted(clearing("EUR"));

        test.keeping.rollUp();

        assertThat(test.posted(clearing("EUR"))).isEqualTo(before);
        assertThat(test.jdbc.queryForObject(
                        "SELECT sum(debits_posted) FROM ledger_account WHERE kind = 'PROVIDER_CLEARING'", Long.class))
                .isEqualTo(before.micros());
        test.anAdvertiserWith(eur("1.00"));
        assertThat(test.posted(clearing("EUR"))).isEqualTo(before.plus(eur("1.00")));
    }

    private static UUID aHold(UUID business, String amount) {
        var hold = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur(amount));
        test.books.hold(hold, inAnHour()).orThrow();
        return hold.id();
    }

    private static java.time.Instant inAnHour() {
        return test.clock.instant().plus(Duration.ofHours(1));
    }

    private static Reason reason(PostingOutcome outcome) {
        return ((Rejected) outcome).reason();
    }
}
