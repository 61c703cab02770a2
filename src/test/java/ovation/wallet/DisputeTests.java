package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.sandbox.SandboxOperator;
import ovation.support.OvationTest;
import ovation.support.Until;
import ovation.wallet.BuyingCoins.Buy;
import ovation.wallet.SpendOutcome.Frozen;
import ovation.wallet.SpendOutcome.NotEnough;
import ovation.wallet.SpendOutcome.Spent;

/** A lost payment undoes exactly what it funded. */
@OvationTest
class DisputeTests extends CoinWorld {

    @Autowired
    SandboxOperator operator;

    @Autowired
    Thawing thawing;

    @Test
    void unspent_coins_wait_while_the_bank_decides_and_others_are_spent() {
        var mia = aPersonIn("DE");
        var disputed = buys(mia, 3);
        buys(mia, 1);

        var dispute = disputes(disputed);

        assertThat(wallet.holding(mia.id()).usable()).isEqualTo(new Coins(100));
        assertThat(wallet.holding(mia.id()).disputed()).isEqualTo(new Coins(720));
        assertThat(spends(mia, 101, null)).isEqualTo(new NotEnough(new Coins(100)));
        assertThat(spends(mia, 60, null)).isInstanceOf(Spent.class);
        assertThat(refunding.quote(mia, disputed.id()).reason()).isEqualTo("disputed");

        wins(disputed, dispute, disputed.price());

        assertThat(wallet.holding(mia.id()).usable()).isEqualTo(new Coins(760));
        assertThat(spends(mia, 760, null)).isInstanceOf(Spent.class);
        theBooksBalance();
    }

    @Test
    void a_lost_payment_whose_coins_are_unspent_leaves_no_trace() {
        var mia = aPersonIn("DE");
        var deferred = platform(AccountKind.COIN_DEFERRED_REVENUE, "EUR");
        var taxes = platform(AccountKind.SALES_TAX_PAYABLE, "EUR");
        var clearing = platform(AccountKind.DISPUTE_CLEARING, "EUR");
        var purchase = buys(mia, 3);
        var dispute = disputes(purchase);

        loses(purchase, dispute, purchase.price());
        hearsAgain(purchase, dispute, purchase.price());

        assertThat(coins(mia)).isZero();
        assertThat(platform(AccountKind.COIN_DEFERRED_REVENUE, "EUR")).isEqualTo(deferred);
        assertThat(platform(AccountKind.SALES_TAX_PAYABLE, "EUR")).isEqualTo(taxes);
        assertThat(platform(AccountKind.DISPUTE_CLEARING, "EUR")).isEqualTo(clearing);
        assertThat(of(AccountKind.PERSON_OWES, mia, "EUR").isZero()).isTrue();
        assertThat(wallet.holding(mia.id()).frozen()).isFalse();
        theBooksBalance();
    }

    @Test
    void a_lost_payment_takes_back_the_shares_it_funded_and_no_others() {
        var mia = aPersonIn("DE");
        var creator = aPersonIn("DE");
        var good = buys(mia, 1);
        spends(mia, 100, creator);
        var rightful = of(AccountKind.CREATOR_ESTIMATED, creator, "EUR");
        var clearing = platform(AccountKind.DISPUTE_CLEARING, "EUR");
        var revenue = platform(AccountKind.COIN_REVENUE, "EUR");
        var costs = platform(AccountKind.CREATOR_SHARE_COST, "EUR");
        var purchase = buys(mia, 3);
        spends(mia, 350, creator);
        var share = of(AccountKind.CREATOR_ESTIMATED, creator, "EUR").minus(rightful);
        var dispute = disputes(purchase);

        loses(purchase, dispute, purchase.price());

        assertThat(of(AccountKind.CREATOR_ESTIMATED, creator, "EUR")).isEqualTo(rightful);
        assertThat(coins(mia)).isZero();
        // 350 of 700 coins were spent: half the price, less what the creator gave back.
        assertThat(of(AccountKind.PERSON_OWES, mia, "EUR"))
                .isEqualTo(Money.of("4.995", "EUR").minus(share));
        assertThat(platform(AccountKind.DISPUTE_CLEARING, "EUR")).isEqualTo(clearing);
        assertThat(platform(AccountKind.CREATOR_SHARE_COST, "EUR")).isEqualTo(costs);
        assertThat(platform(AccountKind.COIN_REVENUE, "EUR").minus(revenue))
                .isEqualTo(Money.of("4.195", "EUR").minus(share));
        assertThat(lots.of(good.id())).allSatisfy(lot -> assertThat(lot.taken()).isZero());
        theBooksBalance();
    }

    @Test
    void the_wallet_is_frozen_rather_than_negative_until_finance_lets_it_go_on() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 3);
        spends(mia, 700, aPersonIn("US"));
        buys(mia, 1);
        loses(purchase, disputes(purchase), purchase.price());

        assertThat(wallet.holding(mia.id()).frozen()).isTrue();
        assertThat(coins(mia)).isEqualTo(100);
        assertThat(spends(mia, 1, null)).isEqualTo(new Frozen());
        assertThatThrownBy(() -> buying.buy(mia, "more", new Buy(pack("US", 1).id(), "sandbox_approve", null)))
                .hasMessageContaining("wallet_frozen");

        assertThatThrownBy(() -> thawing.thaw(aPersonIn("US").id(), mia.id(), " "))
                .hasMessageContaining("why");
        thawing.thaw(aPersonIn("US").id(), mia.id(), "has paid by bank");

        assertThat(spends(mia, 1, null)).isInstanceOf(Spent.class);
        theBooksBalance();
    }

    @Test
    void after_the_share_has_matured_the_loss_is_the_houses() {
        var mia = aPersonIn("DE");
        var creator = aPersonIn("DE");
        var purchase = buys(mia, 3);
        spends(mia, 700, creator);
        var share = of(AccountKind.CREATOR_ESTIMATED, creator, "EUR");
        var losses = platform(AccountKind.CHARGEBACK_LOSS, "EUR");
        clock.advance(Duration.ofDays(15));
        try {
            maturing.mature();
            loses(purchase, disputes(purchase), purchase.price());
        } finally {
            clock.backToNow();
        }

        assertThat(of(AccountKind.CREATOR_AVAILABLE, creator, "EUR")).isEqualTo(share);
        assertThat(platform(AccountKind.CHARGEBACK_LOSS, "EUR").minus(losses)).isEqualTo(share);
        assertThat(of(AccountKind.PERSON_OWES, mia, "EUR"))
                .isEqualTo(purchase.price().minus(share));
        theBooksBalance();
    }

    @Test
    void bonus_coins_and_the_shares_of_them_are_undone_too() {
        var mia = aPersonIn("DE");
        var creator = aPersonIn("DE");
        var promotion = platform(AccountKind.PROMOTION_COST, "EUR");
        var purchase = buys(mia, 3);
        spends(mia, 710, creator);
        assertThat(platform(AccountKind.PROMOTION_COST, "EUR")).isGreaterThan(promotion);

        loses(purchase, disputes(purchase), purchase.price());

        assertThat(of(AccountKind.CREATOR_ESTIMATED, creator, "EUR").isZero()).isTrue();
        assertThat(platform(AccountKind.PROMOTION_COST, "EUR")).isEqualTo(promotion);
        assertThat(coins(mia)).isZero();
        theBooksBalance();
    }

    @Test
    void a_part_that_is_disputed_takes_only_coins_of_that_worth() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 1);
        spends(mia, 50, aPersonIn("US"));
        var part = Money.of("0.40", "USD");

        loses(purchase, disputes(purchase, part), part);

        // A coin cost 0.0149, so 27 of them are worth at least 0.40.
        assertThat(coins(mia)).isEqualTo(23);
        assertThat(of(AccountKind.PERSON_OWES, mia, "USD").isZero()).isTrue();
        assertThat(wallet.holding(mia.id()).frozen()).isFalse();
        theBooksBalance();
        spends(mia, 23, aPersonIn("US"));
        theBooksBalance();
    }

    @Test
    void a_rest_too_small_to_be_paid_is_the_houses_loss() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 1);
        var creator = aPersonIn("US");
        spends(mia, 100, creator);
        var share = of(AccountKind.CREATOR_ESTIMATED, creator, "USD");
        var losses = platform(AccountKind.CHARGEBACK_LOSS, "USD");

        loses(purchase, disputes(purchase), purchase.price());

        assertThat(of(AccountKind.PERSON_OWES, mia, "USD").isZero()).isTrue();
        assertThat(platform(AccountKind.CHARGEBACK_LOSS, "USD").minus(losses))
                .isEqualTo(purchase.price().minus(share));
        assertThat(wallet.holding(mia.id()).frozen()).isFalse();
        theBooksBalance();
    }

    @Test
    void the_providers_word_arrives_by_itself() {
        var mia = aPersonIn("DE");
        var creator = aPersonIn("DE");
        var purchase = buys(mia, 3);
        spends(mia, 300, creator);

        var dispute = operator.openDispute(purchase.id());
        Until.holds(() -> wallet.holding(mia.id()).disputed().number() == 420);
        operator.decideDispute(dispute, false);

        Until.holds(() -> wallet.holding(mia.id()).frozen());
        assertThat(coins(mia)).isZero();
        assertThat(of(AccountKind.CREATOR_ESTIMATED, creator, "EUR").isZero()).isTrue();
        theBooksBalance();
    }

    @Test
    void a_dispute_that_meets_a_refund_takes_nothing_twice() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 3);
        spends(mia, 600, null);
        var refund = refunding.confirm(mia, purchase.id(), 100);
        var part = purchase.price().minus(refund.amount());

        loses(purchase, disputes(purchase, part), part);

        assertThat(coins(mia)).isZero();
        assertThat(of(AccountKind.PERSON_OWES, mia, "USD")).isEqualTo(part);
        theBooksBalance();
    }
}
