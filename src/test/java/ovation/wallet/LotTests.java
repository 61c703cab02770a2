package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import ovation.ledger.Money;

/** The arithmetic of lots: exact whatever the parts are. */
class LotTests {

    private static final Instant MONDAY = Instant.parse("2026-11-16T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> whatever_is_spent_and_taken_sums_to_the_price() {
        var first = Long.getLong("seed", System.nanoTime());
        return Stream.iterate(first, seed -> seed + 1)
                .limit(200)
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> exhaust(new SplittableRandom(seed))));
    }

    private static void exhaust(SplittableRandom random) {
        var coins = random.nextLong(1, 5_000);
        var deferred = random.nextLong(1, 90_000_000);
        var tax = random.nextLong(0, 20_000_000);
        var atSale = random.nextBoolean();
        var lot = lot(0, false, coins, atSale ? deferred : deferred + tax, tax, atSale);
        var whole = lot.front(coins).price();
        var price = 0L;
        var revenue = 0L;
        var taxes = 0L;
        while (lot.left() > 0) {
            var number = random.nextLong(1, lot.left() + 1);
            var spend = random.nextInt(4) > 0;
            var part = spend ? lot.front(number) : lot.back(number);
            assertThat(part.deferred()).isNotNegative();
            assertThat(part.revenue()).isNotNegative();
            price += part.price();
            revenue += part.revenue();
            taxes += part.taxPaid() + part.taxDue();
            lot = with(lot, lot.spent() + (spend ? number : 0), lot.taken() + (spend ? 0 : number));
        }
        assertThat(price).isEqualTo(whole).isEqualTo(deferred + tax);
        assertThat(taxes).isEqualTo(tax);
        assertThat(revenue).isEqualTo(deferred);
    }

    @TestFactory
    Stream<DynamicTest> spends_first_in_first_out_and_bonus_last() {
        var first = Long.getLong("seed", System.nanoTime());
        return Stream.iterate(first, seed -> seed + 1)
                .limit(200)
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> emptyWallet(new SplittableRandom(seed))));
    }

    private static void emptyWallet(SplittableRandom random) {
        var lots = new ArrayList<Lot>();
        for (var i = 0; i < random.nextInt(1, 8); i++) {
            lots.add(lot(i, false, random.nextLong(1, 500), random.nextLong(1, 9_000_000), 0, true));
            if (random.nextBoolean()) {
                lots.add(lot(i, true, random.nextLong(1, 80), 0, 0, true));
            }
        }
        lots.sort(Comparator.comparing(Lot::bonus).thenComparing(Lot::issuedAt));
        var order = new ArrayList<UUID>();
        var value = 0L;
        var spent = 0L;
        var all = Funding.left(lots);
        while (Funding.left(lots) > 0) {
            var number = random.nextLong(1, Math.min(Funding.left(lots), 200) + 1);
            var parts = Funding.of(lots, number).orElseThrow();
            assertThat(parts.stream().mapToLong(Lot.Part::coins).sum()).isEqualTo(number);
            for (var part : parts) {
                order.add(part.lot().id());
                value += part.price();
                spent += part.coins();
                lots.replaceAll(lot ->
                        lot.id().equals(part.lot().id()) ? with(lot, lot.spent() + part.coins(), lot.taken()) : lot);
            }
        }
        assertThat(spent).isEqualTo(all);
        assertThat(value).isEqualTo(lots.stream().mapToLong(Lot::deferredMicros).sum());
        assertThat(order.stream().distinct())
                .containsExactlyElementsOf(lots.stream().map(Lot::id).toList());
        assertThat(Funding.of(lots, 1)).isEmpty();
    }

    @Test
    void has_not_more_coins_than_it_has() {
        var lot = lot(0, false, 10, 1_000, 0, true);

        assertThatThrownBy(() -> lot.front(11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lot.back(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Funding.of(List.of(lot), 11)).isEmpty();
    }

    @Test
    void shows_the_tax_and_the_price_of_a_coin() {
        var pack = new Pack(new UUID(1, 1), "DE", "web", 1, 700, 20, Money.of("9.99", "EUR"), 190_000, true, null, 365);

        assertThat(pack.tax()).isEqualTo(Money.of("1.60", "EUR"));
        assertThat(pack.perCoin()).isEqualTo(Money.of("0.0143", "EUR"));
        assertThat(Pack.payable(new Money(1, "EUR"))).isEqualTo(Money.of("0.01", "EUR"));
        assertThat(Pack.payable(Money.of("9.99", "EUR"))).isEqualTo(Money.of("9.99", "EUR"));
    }

    private static Lot lot(int number, boolean bonus, long coins, long deferred, long tax, boolean atSale) {
        return new Lot(
                new UUID(number, bonus ? 1 : 0),
                new UUID(9, 9),
                new UUID(number, 7),
                bonus,
                coins,
                0,
                0,
                "EUR",
                deferred,
                tax,
                atSale,
                0,
                null,
                MONDAY.plusSeconds(number),
                null);
    }

    private static Lot with(Lot lot, long spent, long taken) {
        return new Lot(
                lot.id(),
                lot.person(),
                lot.purchase(),
                lot.bonus(),
                lot.coins(),
                spent,
                taken,
                lot.currency(),
                lot.deferredMicros(),
                lot.taxMicros(),
                lot.taxAtSale(),
                lot.worthMicros(),
                lot.frozenBy(),
                lot.issuedAt(),
                lot.expiresAt());
    }
}
