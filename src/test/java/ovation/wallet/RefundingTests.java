package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.Ids;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome;
import ovation.payments.Payments;
import ovation.payments.RefundOutcome;
import ovation.payments.sandbox.SandboxOperator;
import ovation.payments.sandbox.TestCard;
import ovation.support.OvationTest;
import ovation.support.Until;
import ovation.wallet.BuyingCoins.Buy;
import ovation.wallet.SpendOutcome.NotEnough;

@OvationTest
class RefundingTests extends CoinWorld {

    @Autowired
    SandboxOperator operator;

    @Autowired
    Postings postings;

    @Autowired
    WalletSettings settings;

    @Test
    void an_unspent_purchase_comes_back_at_its_price_with_tax_and_bonus() {
        var mia = aPersonIn("DE");
        var deferred = platform(AccountKind.COIN_DEFERRED_REVENUE, "EUR");
        var taxes = platform(AccountKind.SALES_TAX_PAYABLE, "EUR");
        var clearing = platform(AccountKind.PROVIDER_CLEARING, "EUR");
        var purchase = buys(mia, 3);

        var quote = refunding.quote(mia, purchase.id());
        assertThat(quote.amount()).isEqualTo(purchase.price());
        assertThat(quote.coins()).isEqualTo(700);
        assertThat(quote.bonusCoins()).isEqualTo(20);
        var refund = refunding.confirm(mia, purchase.id(), quote.coins());

        assertThat(refund.state()).isEqualTo("refunded");
        assertThat(refund.rounding().isZero()).isTrue();
        assertThat(coins(mia)).isZero();
        assertThat(platform(AccountKind.COIN_DEFERRED_REVENUE, "EUR")).isEqualTo(deferred);
        assertThat(platform(AccountKind.SALES_TAX_PAYABLE, "EUR")).isEqualTo(taxes);
        assertThat(platform(AccountKind.PROVIDER_CLEARING, "EUR")).isEqualTo(clearing);
        assertThat(refunding.quote(mia, purchase.id()).reason()).isEqualTo("refunding");
        theBooksBalance();
    }

    @Test
    void the_unspent_part_comes_back_to_the_cent_in_the_buyers_favour() {
        var mia = aPersonIn("DE");
        var purchase = buys(mia, 3);
        spends(mia, 99, aPersonIn("DE"));

        var quote = refunding.quote(mia, purchase.id());
        // 601 of 700 coins for 9.99: 8.577..., rounded up.
        assertThat(quote.amount()).isEqualTo(Money.of("8.58", "EUR"));
        var refund = refunding.confirm(mia, purchase.id(), 601);

        assertThat(refund.rounding().micros()).isBetween(1L, 9_999L);
        assertThat(coins(mia)).isZero();
        assertThat(spends(mia, 1, null)).isEqualTo(new NotEnough(new Coins(0)));
        theBooksBalance();
    }

    @Test
    void other_purchases_are_not_touched_and_the_bonus_of_this_one_goes_with_it() {
        var mia = aPersonIn("US");
        var first = buys(mia, 3);
        var second = buys(mia, 4);

        refunding.confirm(mia, second.id(), 1_500);

        assertThat(coins(mia)).isEqualTo(720);
        assertThat(lots.of(first.id())).allSatisfy(lot -> assertThat(lot.left()).isEqualTo(lot.coins()));
        theBooksBalance();
    }

    @Test
    void a_second_confirmation_and_sixteen_at_once_give_back_once() throws Exception {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 2);

        try (var threads = Executors.newFixedThreadPool(16)) {
            var calls = IntStream.range(0, 16)
                    .<Callable<Refund>>mapToObj(each -> () -> refunding.confirm(mia, purchase.id(), 350))
                    .toList();
            var ids = new java.util.HashSet<java.util.UUID>();
            for (var done : threads.invokeAll(calls)) {
                ids.add(done.get().id());
            }
            assertThat(ids).hasSize(1);
        }

        assertThat(refunding.confirm(mia, purchase.id(), 350).state()).isEqualTo("refunded");
        assertThat(coins(mia)).isZero();
        theBooksBalance();
    }

    @Test
    void what_was_spent_after_the_quote_stops_the_refund() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 1);
        var quote = refunding.quote(mia, purchase.id());
        spends(mia, 10, null);

        assertThatThrownBy(() -> refunding.confirm(mia, purchase.id(), quote.coins()))
                .hasMessageContaining("refund_changed");
        assertThat(coins(mia)).isEqualTo(90);
    }

    @Test
    void after_the_time_to_withdraw_and_when_nothing_is_left_nothing_comes_back() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 1);
        var spent = buys(aPersonIn("US"), 1);
        clock.advance(Duration.ofDays(14));
        try {
            assertThat(refunding.quote(mia, purchase.id()).reason()).isEqualTo("too_late");
            assertThatThrownBy(() -> refunding.confirm(mia, purchase.id(), 100)).hasMessageContaining("not_refundable");
        } finally {
            clock.backToNow();
        }
        spends(mia, 100, null);
        assertThat(refunding.quote(mia, purchase.id()).reason()).isEqualTo("nothing_left");
        assertThatThrownBy(() -> refunding.quote(mia, spent.id())).hasMessageContaining("not_found");
        assertThatThrownBy(() -> refunding.confirm(mia, spent.id(), 100)).hasMessageContaining("not_found");
    }

    @Test
    void a_failed_refund_puts_everything_back() {
        var mia = aPersonIn("US");
        var clearing = platform(AccountKind.REFUND_CLEARING, "USD");
        var outcome = buying.buy(mia, "k", new Buy(pack("US", 3).id(), "page", null));
        assertThat(outcome).isInstanceOf(ChargeOutcome.NeedsAction.class);
        operator.choose(outcome.charge(), TestCard.REFUND_FAILS);
        Until.holds(() -> coins(mia) == 720);
        spends(mia, 33, null);

        var refund = refunding.confirm(mia, outcome.charge(), 667);
        Until.holds(() -> refunds.find(refund.id()).orElseThrow().failedAt() != null);

        assertThat(coins(mia)).isEqualTo(687);
        assertThat(platform(AccountKind.REFUND_CLEARING, "USD")).isEqualTo(clearing);
        assertThat(wallet.holding(mia.id()).usable()).isEqualTo(new Coins(687));
        assertThat(refunding.quote(mia, outcome.charge()).reason()).isNull();
        transaction.executeWithoutResult(status -> follower.refundFailed(
                BuyingCoins.charge(purchases.find(outcome.charge()).orElseThrow()), refund.id(), refund.amount()));
        assertThat(coins(mia)).isEqualTo(687);
        spends(mia, 687, null);
        theBooksBalance();
    }

    @Test
    void a_refund_that_could_not_be_asked_for_in_days_or_weeks_comes_through_at_last() {
        for (var outage : List.of(Duration.ofDays(2), Duration.ofDays(40))) {
            var mia = aPersonIn("US");
            var purchase = buys(mia, 2);
            assertThat(withoutProvider().confirm(mia, purchase.id(), 350).state())
                    .isEqualTo("pending");

            clock.advance(outage);
            try {
                refunding.recover();
                assertThat(refunds.standing(purchase.id()).orElseThrow().state())
                        .isEqualTo("refunded");
            } finally {
                clock.backToNow();
            }
        }
        theBooksBalance();
    }

    @Test
    void of_refunds_that_fail_each_has_its_turn() {
        var mia = aPersonIn("US");
        var ben = aPersonIn("US");
        var first = withoutProvider().confirm(mia, buys(mia, 1).id(), 100);
        var second = withoutProvider().confirm(ben, buys(ben, 1).id(), 100);
        var quiet = Duration.ofSeconds(20);
        var soon = clock.instant().plus(Duration.ofMinutes(1));
        assertThat(refunds.open(soon, quiet, 1_000))
                .extracting(Refund::id)
                .containsSubsequence(first.id(), second.id());

        refunds.tried(first.id(), soon);

        assertThat(refunds.open(soon, quiet, 1_000)).extracting(Refund::id).doesNotContain(first.id());
        assertThat(refunds.open(soon.plus(quiet), quiet, 1_000))
                .extracting(Refund::id)
                .containsSubsequence(second.id(), first.id());
        refunding.confirm(mia, first.purchase(), 100);
        refunding.confirm(ben, second.purchase(), 100);
        theBooksBalance();
    }

    private RefundingCoins withoutProvider() {
        return new RefundingCoins(purchases, refunds, lots, postings, new Silence(), settings, transaction, clock);
    }

    /** No line to the provider. */
    private static final class Silence implements Payments {

        @Override
        public ChargeOutcome charge(ChargeRequest request) {
            throw new IllegalStateException("no line");
        }

        @Override
        public Optional<ChargeOutcome> find(UUID charge) {
            return Optional.empty();
        }

        @Override
        public RefundOutcome refund(RefundRequest request) {
            throw new IllegalStateException("no line");
        }
    }

    @Test
    void a_refund_that_the_bank_sends_back_puts_everything_back_once() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 3);
        var refund = refunding.confirm(mia, purchase.id(), 700);
        assertThat(refund.state()).isEqualTo("refunded");

        // As payments does it: the money stands in clearing again before we hear of it.
        for (var time = 0; time < 2; time++) {
            var first = time == 0;
            transaction.executeWithoutResult(status -> {
                if (first) {
                    move("test.refund_failed", AccountKind.BANK, AccountKind.REFUND_CLEARING, refund.amount());
                }
                follower.refundFailed(BuyingCoins.charge(purchase), refund.id(), refund.amount());
            });
        }

        assertThat(refunds.find(refund.id()).orElseThrow().state()).isEqualTo("failed");
        assertThat(coins(mia)).isEqualTo(720);
        assertThat(refunding.quote(mia, purchase.id()).reason()).isNull();
        theBooksBalance();
    }

    @Test
    void a_payment_with_a_challenge_gives_coins_only_after_it_is_passed() {
        var mia = aPersonIn("DE");
        var outcome = buying.buy(
                mia, Ids.next(clock).toString(), new Buy(pack("DE", 1).id(), "page", true));
        operator.choose(outcome.charge(), TestCard.CHALLENGE);
        assertThat(coins(mia)).isZero();

        operator.answerChallenge(outcome.charge(), true);

        Until.holds(() -> coins(mia) == 100);
        theBooksBalance();
    }
}
