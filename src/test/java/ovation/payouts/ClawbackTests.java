package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.Ids;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;

/** What should not have been earned is taken back, also after it was paid out. */
class ClawbackTests extends PayoutHouse {

    @Autowired
    Clawbacks clawbacks;

    @Test
    void a_clawback_after_the_payout_is_owed_and_set_off_before_the_next() {
        var currency = "CHF";
        var ada = creator(currency, "60");
        pay(currency);
        var taken = new Clawbacks.Clawback(
                Ids.next(clock),
                ada,
                Money.of("25", currency),
                Account.platform(AccountKind.CHARGEBACK_LOSS, currency),
                new SubjectRef("dispute", Ids.next(clock)));

        var first = clawbacks.take(taken);
        var replay = clawbacks.take(taken);

        assertThat(first.owed()).isEqualTo(Money.of("25", currency));
        assertThat(replay).isEqualTo(first);
        assertThat(owes(ada, currency)).isEqualTo(Money.of("25", currency));

        earns(ada, Money.of("80", currency), AccountKind.CREATOR_AVAILABLE);
        var batch = pay(currency);

        assertThat(owes(ada, currency)).isEqualTo(Money.zero(currency));
        assertThat(line(batch, ada).net()).isEqualTo(Money.of("55", currency));
        booksHold(currency);
    }

    @Test
    void a_clawback_takes_what_is_estimated_before_what_is_available() {
        var currency = "NOK";
        var ada = person();
        earns(ada, Money.of("10", currency), AccountKind.CREATOR_ESTIMATED);
        earns(ada, Money.of("5", currency), AccountKind.CREATOR_AVAILABLE);

        var taken = clawbacks.take(new Clawbacks.Clawback(
                Ids.next(clock),
                ada,
                Money.of("18", currency),
                Account.platform(AccountKind.CHARGEBACK_LOSS, currency),
                new SubjectRef("dispute", Ids.next(clock))));

        assertThat(taken)
                .isEqualTo(new Clawbacks.Taken(
                        Money.of("10", currency), Money.of("5", currency), Money.of("3", currency)));
        booksHold(currency);
    }
}
