package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.ledger.Money;

/** Money that is kept back for a while. */
class HoldTests extends PayoutHouse {

    @Autowired
    HoldingEarnings holding;

    @Test
    void a_hold_has_a_reason_an_appeal_and_an_end() {
        var currency = "AUD";
        var ada = creator(currency, "100");
        var asked = new HoldingEarnings.NewHold(
                ada,
                currency,
                Money.of("70", currency),
                "Views under review",
                clock.instant().plus(Duration.ofDays(10)));
        var id = holding.hold(Ids.next(clock), asked, frida);
        holding.hold(id, asked, frida);
        for (var other : List.of(
                new HoldingEarnings.NewHold(otto, currency, asked.amount(), asked.reason(), asked.until()),
                new HoldingEarnings.NewHold(ada, currency, Money.of("60", currency), asked.reason(), asked.until()),
                new HoldingEarnings.NewHold(ada, currency, asked.amount(), "Another reason", asked.until()),
                new HoldingEarnings.NewHold(
                        ada,
                        currency,
                        asked.amount(),
                        asked.reason(),
                        asked.until().plusSeconds(1)))) {
            assertThatThrownBy(() -> holding.hold(id, other, frida)).satisfies(because(CommonProblem.ID_REUSED));
        }

        assertThat(available(ada)).isEqualTo(Money.of("30", currency));
        assertThatThrownBy(() -> holding.appeal(id, otto, "Not mine")).satisfies(because(CommonProblem.NOT_FOUND));
        holding.appeal(id, ada, "These were real people");
        assertThatThrownBy(() -> holding.appeal(id, ada, "Once more"))
                .satisfies(because(PayoutsProblem.APPEALED_ALREADY));
        assertThat(holding.open()).extracting(HoldingEarnings.Hold::appeal).contains("These were real people");

        clock.advance(Duration.ofDays(11));
        holding.due().forEach(due -> holding.release(due, null, null));
        holding.due().forEach(due -> holding.release(due, null, null));

        assertThat(available(ada)).isEqualTo(Money.of("100", currency));
        assertThat(holding.find(id).orElseThrow().lasts()).isFalse();
        booksHold(currency);
    }
}
