package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome;
import ovation.support.OvationTest;
import ovation.wallet.BuyingCoins.Buy;
import ovation.wallet.SpendOutcome.NotEnough;
import ovation.wallet.SpendOutcome.Spent;

@OvationTest
class BuyingAndSpendingTests extends CoinWorld {

    @Test
    void coins_are_bought_deferred_and_become_revenue_when_they_are_spent() {
        var mia = aPersonIn("DE");
        var creator = aPersonIn("DE");
        var deferred = platform(AccountKind.COIN_DEFERRED_REVENUE, "EUR");
        var taxes = platform(AccountKind.SALES_TAX_PAYABLE, "EUR");
        var revenue = platform(AccountKind.COIN_REVENUE, "EUR");
        var costs = platform(AccountKind.CREATOR_SHARE_COST, "EUR");

        var purchase = buys(mia, 3);

        assertThat(coins(mia)).isEqualTo(720);
        assertThat(platform(AccountKind.COIN_DEFERRED_REVENUE, "EUR").minus(deferred))
                .isEqualTo(Money.of("8.39", "EUR"));
        assertThat(platform(AccountKind.SALES_TAX_PAYABLE, "EUR").minus(taxes)).isEqualTo(Money.of("1.60", "EUR"));
        assertThat(purchase.consentAt()).isNotNull();

        var outcome = (Spent) spends(mia, 100, creator);

        assertThat(outcome.paid()).containsExactly(new Money(9_990_000L * 100 / 700, "EUR"));
        assertThat(coins(mia)).isEqualTo(620);
        var released = 8_390_000L * 100 / 700;
        assertThat(platform(AccountKind.COIN_REVENUE, "EUR").minus(revenue).micros())
                .isEqualTo(released);
        assertThat(platform(AccountKind.CREATOR_SHARE_COST, "EUR").minus(costs).micros())
                .isEqualTo(released / 2);
        assertThat(of(AccountKind.CREATOR_ESTIMATED, creator, "EUR").micros()).isEqualTo(released / 2);
        theBooksBalance();
    }

    @Test
    void bonus_coins_are_spent_last_and_are_an_expense_of_promotion() {
        var mia = aPersonIn("DE");
        var creator = aPersonIn("DE");
        var revenue = platform(AccountKind.COIN_REVENUE, "EUR");
        var promotion = platform(AccountKind.PROMOTION_COST, "EUR");
        buys(mia, 3);
        spends(mia, 700, creator);
        assertThat(platform(AccountKind.COIN_REVENUE, "EUR").minus(revenue)).isEqualTo(Money.of("8.39", "EUR"));
        assertThat(platform(AccountKind.PROMOTION_COST, "EUR")).isEqualTo(promotion);

        var outcome = (Spent) spends(mia, 20, creator);

        assertThat(outcome.paid()).containsExactly(Money.zero("EUR"));
        assertThat(platform(AccountKind.COIN_REVENUE, "EUR").minus(revenue)).isEqualTo(Money.of("8.39", "EUR"));
        assertThat(platform(AccountKind.PROMOTION_COST, "EUR").minus(promotion).micros())
                .isEqualTo(8_390_000L * 20 / 700 / 2);
        assertThat(coins(mia)).isZero();
        theBooksBalance();
    }

    @Test
    void tax_that_is_due_at_redemption_is_owed_when_coins_are_spent() {
        var rolf = aPersonIn("CH");
        var taxes = platform(AccountKind.SALES_TAX_PAYABLE, "CHF");
        var purchase = buys(rolf, 1);
        assertThat(platform(AccountKind.SALES_TAX_PAYABLE, "CHF")).isEqualTo(taxes);

        spends(rolf, 33, null);
        spends(rolf, 67, null);

        assertThat(platform(AccountKind.SALES_TAX_PAYABLE, "CHF").minus(taxes)).isEqualTo(purchase.tax());
        theBooksBalance();
    }

    @Test
    void a_payment_that_is_told_many_times_gives_coins_once() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 1);

        IntStream.range(0, 1_000).forEach(each -> paid(purchase));

        assertThat(coins(mia)).isEqualTo(100);
    }

    @Test
    void one_request_a_thousand_times_buys_once() {
        var mia = aPersonIn("US");
        var buy = new Buy(pack("US", 2).id(), "sandbox_approve", null);

        var charges = IntStream.range(0, 1_000)
                .mapToObj(each -> buying.buy(mia, "one key", buy).charge())
                .distinct();

        var purchase = purchases.find(charges.toList().getFirst()).orElseThrow();
        paid(purchase);
        assertThat(coins(mia)).isEqualTo(350);
        assertThatThrownBy(
                        () -> buying.buy(mia, "one key", new Buy(pack("US", 1).id(), "sandbox_approve", null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("id_reused");
    }

    @Test
    void one_spend_a_thousand_times_spends_once_and_another_body_is_refused() {
        var mia = aPersonIn("US");
        buys(mia, 1);
        var request = aSpend(mia, 30, aPersonIn("US"));
        assertThat(wallet.spend(request)).isInstanceOfSatisfying(Spent.class, spent -> assertThat(spent.replayed())
                .isFalse());

        IntStream.range(0, 1_000).forEach(each -> assertThat(wallet.spend(request))
                .isInstanceOfSatisfying(
                        Spent.class, spent -> assertThat(spent.replayed()).isTrue()));

        assertThat(coins(mia)).isEqualTo(70);
        assertThatThrownBy(() -> wallet.spend(new Wallet.SpendRequest(
                        request.id(), mia.id(), new Coins(31), "thanks", request.cause(), request.beneficiary())))
                .hasMessageContaining("id_reused");
        assertThat(coins(mia)).isEqualTo(70);
    }

    @Test
    void who_is_under_eighteen_or_where_no_coins_are_sold_buys_none() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var young = aPerson("DE", today.minusYears(18).plusDays(1));
        var abroad = aPersonIn("BR");
        var buy = new Buy(pack("DE", 1).id(), "sandbox_approve", true);

        assertThatThrownBy(() -> buying.buy(young, "k", buy)).hasMessageContaining("adults_only");
        assertThatThrownBy(() -> buying.buy(abroad, "k", buy)).hasMessageContaining("coins_not_sold_here");
        assertThat(coins(young)).isZero();
    }

    @Test
    void needs_consent_where_the_law_asks_a_pack_of_the_own_region_and_a_known_method() {
        var mia = aPersonIn("DE");

        assertThatThrownBy(() -> buying.buy(mia, "a", new Buy(pack("DE", 1).id(), "sandbox_approve", false)))
                .hasMessageContaining("consent_needed");
        assertThatThrownBy(() -> buying.buy(mia, "b", new Buy(pack("US", 1).id(), "sandbox_approve", true)))
                .hasMessageContaining("pack_not_offered");
        assertThatThrownBy(() -> buying.buy(mia, "c", new Buy(null, "sandbox_approve", true)))
                .hasMessageContaining("pack_not_offered");
        assertThatThrownBy(() -> buying.buy(mia, "d", new Buy(pack("DE", 1).id(), "gold", true)))
                .hasMessageContaining("charge_method_unknown");
    }

    @Test
    void a_declined_payment_gives_nothing() {
        var mia = aPersonIn("US");

        var outcome = buying.buy(mia, "k", new Buy(pack("US", 1).id(), "sandbox_decline", null));

        assertThat(outcome).isInstanceOf(ChargeOutcome.Declined.class);
        assertThat(coins(mia)).isZero();
    }

    @Test
    void sixty_four_at_once_never_spend_more_than_there_is() throws Exception {
        var mia = aPersonIn("DE");
        var creators = List.of(aPersonIn("DE"), aPersonIn("DE"), aPersonIn("DE"));
        buys(mia, 1);
        buys(mia, 3);
        buys(mia, 1);
        var all = coins(mia);

        var spent = 0L;
        try (var threads = Executors.newFixedThreadPool(64)) {
            var calls = IntStream.range(0, 128)
                    .<Callable<SpendOutcome>>mapToObj(
                            each -> () -> spends(mia, 7 + each % 5, creators.get(each % creators.size())))
                    .toList();
            for (var outcome : threads.invokeAll(calls)) {
                spent += outcome.get() instanceof Spent done ? done.coins().number() : 0;
            }
        }

        assertThat(coins(mia)).isEqualTo(all - spent).isBetween(0L, 11L);
        assertThat(wallet.holding(mia.id()).usable().number()).isEqualTo(coins(mia));
        assertThat(spends(mia, coins(mia) + 1, null)).isEqualTo(new NotEnough(new Coins(coins(mia))));
        theBooksBalance();
    }

    @Test
    void shares_mature_after_their_hold() {
        var mia = aPersonIn("DE");
        var creator = aPersonIn("DE");
        buys(mia, 3);
        spends(mia, 720, creator);
        var share = of(AccountKind.CREATOR_ESTIMATED, creator, "EUR");
        assertThat(share.isPositive()).isTrue();

        clock.advance(Duration.ofDays(15));
        try {
            maturing.mature();
            maturing.mature();
        } finally {
            clock.backToNow();
        }

        assertThat(of(AccountKind.CREATOR_ESTIMATED, creator, "EUR").isZero()).isTrue();
        assertThat(of(AccountKind.CREATOR_AVAILABLE, creator, "EUR")).isEqualTo(share);
        theBooksBalance();
    }

    @Test
    void bonus_coins_expire_and_paid_ones_stay() {
        var mia = aPersonIn("US");
        buys(mia, 3);

        clock.advance(Duration.ofDays(366));
        try {
            assertThat(wallet.holding(mia.id()).usable()).isEqualTo(new Coins(700));
            expiring.expire();
            expiring.expire();
        } finally {
            clock.backToNow();
        }

        assertThat(coins(mia)).isEqualTo(700);
        theBooksBalance();
    }

    @Test
    void a_changed_price_is_another_pack_and_leaves_purchases_alone() {
        var mia = aPersonIn("AU");
        var first = buys(mia, 1);
        var old = pack("AU", 1);
        var dearer =
                new Pack(Ids.next(clock), "AU", "web", 1, 100, 0, Money.of("3.48", "AUD"), 100_000, true, null, 365);

        packs.add(dearer, true, clock.instant(), mia.id());

        assertThat(pack("AU", 1)).isEqualTo(dearer);
        assertThatThrownBy(() -> buying.buy(mia, "old", new Buy(old.id(), "sandbox_approve", null)))
                .hasMessageContaining("pack_not_offered");
        assertThat(purchases.find(first.id()).orElseThrow().price()).isEqualTo(old.price());
    }
}
