package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.identity.Viewer;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome;
import ovation.payments.sandbox.SandboxOperator;
import ovation.support.OvationTest;
import ovation.support.Until;
import ovation.wallet.SpendOutcome.Frozen;
import ovation.wallet.SpendOutcome.OverLimit;
import ovation.wallet.SpendOutcome.Spent;

/** Who owes after a lost dispute pays, and goes on. */
@OvationTest
class SettlingDebtsTests extends CoinWorld {

    @Autowired
    SettlingDebts settling;

    @Autowired
    SandboxOperator operator;

    @Test
    void whoever_pays_what_he_owes_may_buy_and_spend_again() {
        var mia = aDebtor();
        var owed = of(AccountKind.PERSON_OWES, mia, "USD");
        assertThat(settling.of(mia.id())).containsExactly(new SettlingDebts.Debt(owed, "owed", null));

        var paid = settling.pay(mia, "USD", "sandbox_approve");

        assertThat(paid).isInstanceOf(ChargeOutcome.Succeeded.class);
        assertThat(paid.amount()).isGreaterThanOrEqualTo(owed);
        assertThat(paid.amount().micros() % 10_000).isZero();
        assertThat(of(AccountKind.PERSON_OWES, mia, "USD").isZero()).isTrue();
        assertThat(settling.of(mia.id())).isEmpty();
        assertThat(spends(mia, 1, null)).isInstanceOf(Spent.class);
        theBooksBalance();
        assertThatThrownBy(() -> settling.pay(mia, "USD", "sandbox_approve")).hasMessageContaining("nothing_owed");
    }

    @Test
    void a_declined_payment_changes_nothing_and_another_may_be_tried() {
        var mia = aDebtor();
        var owed = of(AccountKind.PERSON_OWES, mia, "USD");

        assertThat(settling.pay(mia, "USD", "sandbox_decline")).isInstanceOf(ChargeOutcome.Declined.class);

        assertThat(of(AccountKind.PERSON_OWES, mia, "USD")).isEqualTo(owed);
        assertThat(spends(mia, 1, null)).isEqualTo(new Frozen());
        assertThat(settling.pay(mia, "USD", "sandbox_approve")).isInstanceOf(ChargeOutcome.Succeeded.class);
        assertThat(wallet.holding(mia.id()).frozen()).isFalse();
        theBooksBalance();
    }

    @Test
    void many_clicks_begin_one_payment() throws Exception {
        var mia = aDebtor();
        var charges = new HashSet<UUID>();
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 16)
                    .<Callable<ChargeOutcome>>mapToObj(i -> () -> settling.pay(mia, "USD", "page"))
                    .toList();
            for (var outcome : clicks.invokeAll(all)) {
                charges.add(outcome.get().charge());
            }
        }

        assertThat(charges).hasSize(1);
        assertThat(settling.of(mia.id())).singleElement().satisfies(debt -> assertThat(debt.state())
                .isEqualTo("needs_action"));
    }

    @Test
    void a_payment_that_is_taken_back_is_owed_anew() {
        var mia = aDebtor();
        var paid = settling.pay(mia, "USD", "sandbox_approve");

        var dispute = operator.openDispute(paid.charge());
        operator.decideDispute(dispute, false);
        Until.holds(() -> wallet.holding(mia.id()).frozen());

        assertThat(of(AccountKind.PERSON_OWES, mia, "USD")).isEqualTo(paid.amount());
        assertThat(settling.of(mia.id())).singleElement().satisfies(debt -> assertThat(debt.owed())
                .isEqualTo(paid.amount()));
        theBooksBalance();
    }

    @Test
    void nobody_pays_in_words_or_for_others() {
        var mia = aDebtor();
        var other = aPersonIn("US");

        assertThatThrownBy(() -> settling.pay(mia, "usd", "page")).hasMessageContaining("currency");
        assertThatThrownBy(() -> settling.pay(mia, null, "page")).hasMessageContaining("currency");
        assertThatThrownBy(() -> settling.pay(mia, "USD", "cash")).hasMessageContaining("method");
        assertThatThrownBy(() -> settling.pay(mia, "EUR", "page")).hasMessageContaining("nothing_owed");
        assertThatThrownBy(() -> settling.pay(other, "USD", "page")).hasMessageContaining("nothing_owed");
    }

    @Test
    void one_person_spends_only_so_much_a_day() {
        var mia = aPersonIn("DE");
        buys(mia, 3);
        spends(mia, 100, null);

        assertThat(spends(mia, 99_901, null)).isEqualTo(new OverLimit(new Coins(99_900)));
        assertThat(coins(mia)).isEqualTo(620);
        clock.advance(Duration.ofHours(25));
        try {
            assertThat(spends(mia, 100_001, null)).isEqualTo(new OverLimit(new Coins(100_000)));
        } finally {
            clock.backToNow();
        }
    }

    /** Has spent coins whose payment was taken back, and has others left. */
    private Viewer aDebtor() {
        var mia = aPersonIn("US");
        var purchase = buys(mia, 3);
        spends(mia, 700, aPersonIn("US"));
        buys(mia, 1);
        loses(purchase, disputes(purchase), purchase.price());
        assertThat(of(AccountKind.PERSON_OWES, mia, "USD")).isGreaterThan(Money.zero("USD"));
        return mia;
    }
}
