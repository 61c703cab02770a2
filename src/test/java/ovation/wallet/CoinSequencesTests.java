package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import ovation.base.Refused;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.support.OvationTest;

/** Whatever people and banks do, in whatever order: wallets, lots and books agree, and clearing accounts return. */
@OvationTest
class CoinSequencesTests extends CoinWorld {

    private static final int ACTIONS = 70;

    private record Open(Purchase purchase, UUID dispute, Money amount) {}

    private final List<Purchase> bought = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final Map<UUID, Viewers> owners = new HashMap<>();

    private record Viewers(ovation.identity.Viewer viewer) {}

    @TestFactory
    Stream<DynamicTest> books_agree_after_any_sequence() {
        var first = Long.getLong("seed", System.nanoTime());
        return LongStream.range(0, Integer.getInteger("sequences", 3))
                .mapToObj(each -> DynamicTest.dynamicTest(
                        "seed " + (first + each), () -> live(new SplittableRandom(first + each))));
    }

    private void live(SplittableRandom random) {
        bought.clear();
        open.clear();
        var people = List.of(aPersonIn("DE"), aPersonIn("CH"), aPersonIn("US"));
        var creators = List.of(aPersonIn("DE"), aPersonIn("US"));
        var clearing = clearing();
        try {
            for (var i = 0; i < ACTIONS; i++) {
                act(random, people, creators);
                if (i % 10 == 9) {
                    theBooksBalance();
                }
            }
            open.forEach(each -> loses(each.purchase(), each.dispute(), each.amount()));
            theBooksBalance();
        } finally {
            clock.backToNow();
        }
        assertThat(clearing()).isEqualTo(clearing);
        people.forEach(
                person -> assertThat(wallet.holding(person.id()).disputed()).isEqualTo(new Coins(0)));
    }

    private List<Money> clearing() {
        return Stream.of("EUR", "CHF", "USD")
                .flatMap(currency -> Stream.of(AccountKind.REFUND_CLEARING, AccountKind.DISPUTE_CLEARING)
                        .map(kind -> platform(kind, currency)))
                .toList();
    }

    private void act(
            SplittableRandom random, List<ovation.identity.Viewer> people, List<ovation.identity.Viewer> creators) {
        var person = people.get(random.nextInt(people.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                if (!wallet.holding(person.id()).frozen()) {
                    var purchase = buys(person, random.nextInt(1, 5));
                    bought.add(purchase);
                    owners.put(purchase.id(), new Viewers(person));
                }
            }
            case 2, 3, 4, 5, 6 ->
                spends(
                        person,
                        random.nextLong(1, 260),
                        random.nextInt(4) == 0 ? null : creators.get(random.nextInt(creators.size())));
            case 7 -> any(random).ifPresent(this::refunds);
            case 8 ->
                any(random).ifPresent(purchase -> {
                    var cents = purchase.price().micros() / 10_000;
                    var amount = random.nextBoolean()
                            ? purchase.price()
                            : new Money(
                                    random.nextLong(1, cents + 1) * 10_000,
                                    purchase.price().currency());
                    if (open.stream().noneMatch(each -> each.purchase().equals(purchase))) {
                        open.add(new Open(purchase, disputes(purchase, amount), amount));
                    }
                });
            case 9 -> {
                if (!open.isEmpty()) {
                    var one = open.remove(random.nextInt(open.size()));
                    if (random.nextBoolean()) {
                        loses(one.purchase(), one.dispute(), one.amount());
                        bought.remove(one.purchase());
                    } else {
                        wins(one.purchase(), one.dispute(), one.amount());
                    }
                }
            }
            case 10 -> {
                clock.advance(Duration.ofDays(random.nextInt(1, 9)));
                maturing.mature();
            }
            default -> expiring.expire();
        }
    }

    private java.util.Optional<Purchase> any(SplittableRandom random) {
        return bought.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(bought.get(random.nextInt(bought.size())));
    }

    /** As far as it may. */
    private void refunds(Purchase purchase) {
        var owner = java.util.Objects.requireNonNull(owners.get(purchase.id())).viewer();
        var quote = refunding.quote(owner, purchase.id());
        if (quote.reason() == null) {
            assertThat(refunding.confirm(owner, purchase.id(), quote.coins()).state())
                    .isEqualTo("refunded");
        } else {
            try {
                refunding.confirm(owner, purchase.id(), quote.coins());
            } catch (Refused refused) {
                assertThat(refused.code().code()).isIn("not_refundable", "refund_changed");
            }
        }
    }
}
