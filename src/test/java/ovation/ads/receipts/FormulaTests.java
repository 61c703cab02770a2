package ovation.ads.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FormulaTests {

    @Test
    void a_day_costs_its_lanes() {
        assertThat(Formula.day(500_000_000, 1, 0)).isEqualTo(500_000_000);
        assertThat(Formula.day(20_000_001, 4, 0)).isEqualTo(80_000_004);
    }

    @Test
    void of_a_day_that_was_stopped_only_the_rest_is_paid_rounded_down() {
        assertThat(Formula.day(40_000_000, 1, 3_600)).isEqualTo(38_333_333);
        assertThat(Formula.day(40_000_000, 1, 86_399)).isEqualTo(462);
        assertThat(Formula.day(40_000_000, 1, 86_400)).isZero();
    }

    @Test
    void is_never_more_than_the_exact_part_nor_a_whole_micro_less() {
        var random = new Random(20);
        for (var i = 0; i < 10_000; i++) {
            var price = 1 + random.nextLong(1_000_000_000_000L);
            var lanes = 1 + random.nextInt(100);
            var stopped = random.nextInt(86_401);

            var exact = BigDecimal.valueOf(price)
                    .multiply(BigDecimal.valueOf(lanes))
                    .multiply(BigDecimal.valueOf(86_400 - stopped))
                    .divide(BigDecimal.valueOf(86_400), 12, RoundingMode.HALF_EVEN);
            var paid = BigDecimal.valueOf(Formula.day(price, lanes, stopped));

            assertThat(exact.subtract(paid)).isBetween(BigDecimal.ZERO, new BigDecimal("0.999999999999"));
        }
    }

    @Test
    void no_price_follows_from_what_cannot_be() {
        assertThat(Formula.day(0, 1, 0)).isNegative();
        assertThat(Formula.day(1_000_000, 0, 0)).isNegative();
        assertThat(Formula.day(1_000_000, 1, -1)).isNegative();
        assertThat(Formula.day(1_000_000, 1, 86_401)).isNegative();
        assertThat(Formula.day(Long.MAX_VALUE, 2, 0)).as("no overflow").isNegative();
        assertThat(Formula.day(Long.MAX_VALUE, 2, 43_200)).isEqualTo(Long.MAX_VALUE);
    }
}
