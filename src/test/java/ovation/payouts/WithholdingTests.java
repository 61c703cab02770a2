package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ovation.ledger.Money;

class WithholdingTests {

    private static final Money THOUSAND = Money.of("1000", "USD");
    private static final int TENTH = 100_000;

    /** The platform's own published example: India, $1,000, of which $100 from the United States. */
    @Test
    void withholds_what_the_published_example_says() {
        assertThat(Withholding.of(null, TENTH).from(THOUSAND)).isEqualTo(Money.of("240", "USD"));
        assertThat(Withholding.of(w8(150_000), TENTH).from(THOUSAND)).isEqualTo(Money.of("15", "USD"));
        assertThat(Withholding.of(w8(null), TENTH).from(THOUSAND)).isEqualTo(Money.of("30", "USD"));
        assertThat(Withholding.of(w9(), TENTH).from(THOUSAND)).isEqualTo(Money.zero("USD"));
    }

    @Test
    void withholds_nothing_of_an_audience_that_is_not_known() {
        assertThat(Withholding.of(w8(null), 0).from(THOUSAND)).isEqualTo(Money.zero("USD"));
    }

    @Test
    void rounds_half_up_to_what_the_currency_can_pay() {
        assertThat(Withholding.of(w8(null), 1_000_000).from(Money.of("0.05", "USD")))
                .isEqualTo(Money.of("0.02", "USD"));
        assertThat(Withholding.of(w8(null), 1_000_000).from(Money.of("155", "JPY")))
                .isEqualTo(Money.of("47", "JPY"));
        assertThat(Withholding.payable(Money.of("61.239999", "EUR"))).isEqualTo(Money.of("61.23", "EUR"));
        assertThat(Withholding.payable(Money.of("7499.9", "JPY"))).isEqualTo(Money.of("7499", "JPY"));
    }

    @Test
    void tax_and_net_are_whole_cents_and_sum_to_the_whole() {
        var seed = Long.getLong("seed", 20_261_122L);
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++) {
            var gross = Withholding.payable(new Money(random.nextLong(1_000_000_000_000L), "EUR"));
            var rule = Withholding.of(w8(random.nextInt(30) * 10_000), random.nextInt(1_000_001));
            var tax = rule.from(gross);
            var net = gross.minus(tax);

            assertThat(tax.micros() % 10_000).as("seed " + seed).isZero();
            assertThat(net.micros() % 10_000).as("seed " + seed).isZero();
            assertThat(tax.micros()).as("seed " + seed).isBetween(0L, gross.micros() * 3 / 10 + 5_000);
        }
    }

    private static TaxForm w9() {
        return form(TaxForm.Kind.W9, null);
    }

    private static TaxForm w8(@Nullable Integer treaty) {
        return form(TaxForm.Kind.W8BEN, treaty);
    }

    private static TaxForm form(TaxForm.Kind kind, @Nullable Integer treaty) {
        return new TaxForm(
                UUID.randomUUID(),
                kind,
                "A",
                "IN",
                "IN",
                null,
                null,
                treaty,
                "A",
                LocalDate.EPOCH,
                null,
                Instant.EPOCH);
    }
}
