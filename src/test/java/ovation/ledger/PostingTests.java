package ovation.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ledger.TestBooks.clearing;
import static ovation.ledger.TestBooks.eur;
import static ovation.ledger.TestBooks.prepaid;
import static ovation.ledger.TestBooks.reserved;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.PostingOutcome.Posted;
import ovation.ledger.PostingOutcome.Reason;
import ovation.ledger.PostingOutcome.Rejected;

class PostingTests {

    static TestBooks test;

    @BeforeAll
    static void open() {
        test = TestBooks.open();
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @Test
    void moves_money_between_a_hot_and_a_floored_account() {
        var before = test.posted(clearing("EUR"));
        var business = test.anAdvertiserWith(eur("100.00"));

        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(eur("100.00"));
        assertThat(test.posted(clearing("EUR")).minus(before)).isEqualTo(eur("100.00"));
    }

    @Test
    void an_account_that_nothing_has_moved_is_zero() {
        assertThat(test.books.balance(prepaid(test.id(), "EUR")).available()).isEqualTo(eur("0"));
    }

    @Test
    void a_replay_has_the_first_outcome_and_no_effect() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var reserve = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00"));

        var outcomes = IntStream.range(0, 1_000)
                .mapToObj(each -> test.books.post(reserve))
                .toList();

        assertThat(outcomes.getFirst()).isEqualTo(new Posted(reserve.id(), false));
        assertThat(outcomes.subList(1, 1_000)).containsOnly(new Posted(reserve.id(), true));
        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(eur("6.00"));
    }

    @Test
    void refuses_a_known_id_with_another_body() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var first = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00"));
        test.books.post(first).orThrow();

        var otherAmount = Transfer.between(
                first.id(),
                first.kind(),
                first.cause(),
                first.effectiveAt(),
                prepaid(business, "EUR"),
                reserved(business, "EUR"),
                eur("5.00"));
        var otherKind = new Transfer(first.id(), "test.other", first.cause(), first.effectiveAt(), first.legs());
        var otherCause =
                new Transfer(first.id(), first.kind(), SubjectRef.ad(test.id()), first.effectiveAt(), first.legs());
        var otherDay = new Transfer(
                first.id(), first.kind(), first.cause(), first.effectiveAt().plusSeconds(1), first.legs());

        assertThat(List.of(otherAmount, otherKind, otherCause, otherDay))
                .allSatisfy(other ->
                        assertThat(test.books.post(other)).isEqualTo(new Rejected(first.id(), Reason.ID_REUSED)));
        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(eur("6.00"));
    }

    @Test
    void a_rejection_for_want_of_money_burns_the_id() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var tooMuch = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("10.000001"));

        assertThat(test.books.post(tooMuch)).isEqualTo(new Rejected(tooMuch.id(), Reason.INSUFFICIENT_FUNDS));
        test.books
                .post(test.pay(clearing("EUR"), prepaid(business, "EUR"), eur("90.00")))
                .orThrow();

        assertThat(test.books.post(tooMuch)).isEqualTo(new Rejected(tooMuch.id(), Reason.INSUFFICIENT_FUNDS));
        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(eur("100.00"));
    }

    @Test
    void transfers_of_one_call_are_decided_in_order_and_the_good_ones_stand() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var steps = new ArrayList<Transfer>();
        for (var amount : List.of("6.00", "6.00", "4.00")) {
            steps.add(test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur(amount)));
        }
        steps.add(steps.getFirst());

        var outcomes = test.books.postAll(steps);

        assertThat(outcomes)
                .containsExactly(
                        new Posted(steps.get(0).id(), false),
                        new Rejected(steps.get(1).id(), Reason.INSUFFICIENT_FUNDS),
                        new Posted(steps.get(2).id(), false),
                        new Posted(steps.get(0).id(), true));
        assertThat(test.posted(reserved(business, "EUR"))).isEqualTo(eur("10.00"));
    }

    @Test
    void money_and_fact_roll_back_together() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var reserve = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00"));

        test.transaction.executeWithoutResult(status -> {
            test.books.post(reserve).orThrow();
            status.setRollbackOnly();
        });

        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(eur("10.00"));
        assertThat(test.books.post(reserve)).isEqualTo(new Posted(reserve.id(), false));
    }

    @Test
    void refuses_what_is_no_transfer() {
        var one = prepaid(test.anAdvertiserWith(eur("10.00")), "EUR");
        var two = reserved(one.owner(), "EUR");
        var tooMany = new ArrayList<>(List.of(new Leg(one, -65)));
        IntStream.range(0, 65).forEach(each -> tooMany.add(new Leg(prepaid(test.id(), "EUR"), 1)));

        assertThat(List.<List<Leg>>of(
                        List.of(),
                        List.of(new Leg(one, 5)),
                        List.of(new Leg(one, -5), new Leg(two, 4)),
                        List.of(new Leg(one, -5), new Leg(two, 0), new Leg(prepaid(test.id(), "EUR"), 5)),
                        List.of(new Leg(one, 0), new Leg(two, 0)),
                        List.of(new Leg(one, -5), new Leg(one, 5)),
                        List.of(new Leg(one, -5), new Leg(prepaid(one.owner(), "USD"), 5)),
                        List.of(new Leg(prepaid(one.owner(), "eur"), -5), new Leg(reserved(one.owner(), "eur"), 5)),
                        List.of(new Leg(prepaid(one.owner(), "QQQ"), -5), new Leg(reserved(one.owner(), "QQQ"), 5)),
                        List.of(new Leg(one, Long.MIN_VALUE), new Leg(two, Long.MIN_VALUE)),
                        List.of(new Leg(clearing("EUR"), -Long.MAX_VALUE), new Leg(two, Long.MAX_VALUE)),
                        tooMany))
                .allSatisfy(legs -> {
                    var transfer =
                            new Transfer(test.id(), "test.bad", SubjectRef.ad(test.id()), test.clock.instant(), legs);
                    assertThat(test.books.post(transfer)).isEqualTo(new Rejected(transfer.id(), Reason.NOT_BALANCED));
                });
        assertThat(test.posted(one)).isEqualTo(eur("10.00"));
    }

    @Test
    void refuses_ids_of_another_time_or_kind() {
        var business = test.anAdvertiserWith(eur("10.00"));
        var now = test.clock.instant();

        assertThat(List.of(
                        Ids.at(now.plus(Duration.ofDays(365))),
                        Ids.at(now.plus(Duration.ofMinutes(6))),
                        Ids.at(now.minus(Duration.ofDays(36))),
                        UUID.randomUUID(),
                        new UUID(0, 0)))
                .allSatisfy(id -> assertThat(test.books.post(Transfer.between(
                                id,
                                "test.late",
                                SubjectRef.ad(business),
                                now,
                                prepaid(business, "EUR"),
                                reserved(business, "EUR"),
                                eur("1.00"))))
                        .isEqualTo(new Rejected(id, Reason.ID_OUT_OF_WINDOW)));
        assertThat(test.posted(prepaid(business, "EUR"))).isEqualTo(eur("10.00"));
    }

    @Test
    void a_known_id_replays_when_its_window_has_long_passed() {
        try (var later = TestBooks.open()) {
            var business = later.anAdvertiserWith(eur("10.00"));
            var reserve = later.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00"));
            later.books.post(reserve).orThrow();

            later.clock.advance(Duration.ofDays(400));

            assertThat(later.books.post(reserve)).isEqualTo(new Posted(reserve.id(), true));
            assertThat(later.anAdvertiserWith(eur("1.00"))).isNotNull();
        }
    }

    @Test
    void a_frozen_account_moves_nothing() {
        var business = test.anAdvertiserWith(eur("10.00"));
        test.owner.update("UPDATE ledger_account SET frozen_at = now() WHERE owner = ?", business);
        var reserve = test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), eur("4.00"));

        assertThat(test.books.post(reserve)).isEqualTo(new Rejected(reserve.id(), Reason.ACCOUNT_CLOSED));
    }

    @Test
    void a_statement_has_every_entry_once_newest_first() {
        var business = test.anAdvertiserWith(eur("10.00"));
        IntStream.rangeClosed(1, 9).forEach(micros -> test.books
                .post(test.pay(prepaid(business, "EUR"), reserved(business, "EUR"), new Money(micros, "EUR")))
                .orThrow());

        for (var account : List.of(prepaid(business, "EUR"), clearing("EUR"))) {
            var lines = new ArrayList<Ledger.StatementLine>();
            var part = test.books.statement(account, null, 4);
            lines.addAll(part.items());
            while (part.next() != null) {
                part = test.books.statement(account, part.next(), 4);
                lines.addAll(part.items());
            }
            assertThat(lines).doesNotHaveDuplicates();
            var sum = lines.stream().mapToLong(Ledger.StatementLine::micros).sum();
            assertThat(account.kind().side() == AccountKind.Side.CREDIT ? sum : -sum)
                    .isEqualTo(test.posted(account).micros());
        }
    }

    @Test
    void all_accounts_of_a_kind_tie_to_the_books() {
        var business = test.anAdvertiserWith(eur("3.21"));

        assertThat(test.books.balancesOf(AccountKind.ADVERTISER_PREPAID, "EUR"))
                .contains(new Ledger.AccountBalance(prepaid(business, "EUR"), new Balance(eur("3.21"), eur("0"))));
    }
}
