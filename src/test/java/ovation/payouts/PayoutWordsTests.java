package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import ovation.base.SubjectRef;
import ovation.ledger.AccountKind;
import ovation.ledger.FactBehind;
import ovation.ledger.FactBehind.Fact;
import ovation.ledger.Money;
import ovation.support.OvationTest;

@OvationTest
class PayoutWordsTests {

    @Autowired
    MessageSource messages;

    @Autowired
    StatementFiles files;

    @Test
    void a_creator_is_led_to_the_video_and_not_to_the_buyers_purchase() {
        assertThat(cause("coins.spend", new Fact("200 coins spent by @mia", "/v/1")))
                .isEqualTo(new Fact("200 coins spent by @mia", "/v/1"));
        assertThat(cause("coins.spend", new Fact("200 coins spent by @mia", "/coins/purchases/1")))
                .isEqualTo(new Fact("200 coins spent by @mia", ""));
    }

    @Test
    void a_creator_is_not_told_who_took_a_payment_back() {
        var told = cause("coins.clawback", new Fact("Creators’ shares of coins that @mia did not pay for", "/v/1"));

        assertThat(told.title()).doesNotContain("@mia");
        assertThat(told.href()).isEmpty();
    }

    private Fact cause(String kind, Fact fact) {
        FactBehind known = (transfer, ofKind, cause) -> Optional.of(fact);
        return new PayoutWords(messages, files, List.of(known))
                .cause(new Statement.Entry(
                        1,
                        AccountKind.CREATOR_ESTIMATED,
                        new UUID(1, 1),
                        kind,
                        new SubjectRef("coin_dispute", new UUID(1, 2)),
                        Instant.EPOCH,
                        Money.of("1.00", "EUR")));
    }
}
