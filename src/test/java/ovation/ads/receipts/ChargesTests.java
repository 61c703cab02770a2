package ovation.ads.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.base.Cursor;
import ovation.base.Refused;
import ovation.ledger.Money;
import ovation.support.OvationTest;

/** One list out of several formats, many of whose charges were made in the same instant. */
@OvationTest
class ChargesTests {

    private static final UUID BUSINESS = new UUID(1, 1);
    private static final Comparator<FixedCharge> OLDEST = Comparator.comparing(FixedCharge::chargedAt)
            .thenComparing(charge -> charge.id().toString());

    @Autowired
    ChargeRows rows;

    @Autowired
    KeepingTokens tokens;

    /** A format that keeps its charges in memory. */
    private record Shelf(List<FixedCharge> all) implements FixedCharges {

        @Override
        public Optional<FixedCharge> find(UUID id) {
            return all.stream().filter(charge -> charge.id().equals(id)).findFirst();
        }

        @Override
        public List<FixedCharge> of(UUID business, Before before, int limit) {
            var from = charge(before.id(), before.chargedAt());
            return all.stream()
                    .filter(charge -> charge.business().equals(business) && OLDEST.compare(charge, from) < 0)
                    .sorted(OLDEST.reversed())
                    .limit(limit)
                    .toList();
        }

        @Override
        public long sumOf(UUID transfer) {
            return all.stream()
                    .filter(charge -> charge.transfer().equals(transfer))
                    .mapToLong(charge -> charge.price().micros())
                    .sum();
        }
    }

    private static FixedCharge charge(UUID id, Instant at) {
        return new FixedCharge(
                id,
                "boost",
                BUSINESS,
                new UUID(2, 2),
                at,
                at,
                new UUID(3, 3),
                new Money(6_000, "EUR"),
                new FixedCharge.Boosted(new UUID(4, 4), 6_000_000));
    }

    @Test
    void each_charge_stands_on_one_page_whatever_their_length() {
        var random = new Random(20);
        var now = Instant.parse("2026-11-10T10:00:00.000001Z");
        var shelves = new ArrayList<Shelf>();
        for (var i = 0; i < 3; i++) {
            shelves.add(new Shelf(random.ints(40, 0, 4)
                    .mapToObj(second -> charge(new UUID(random.nextLong(), random.nextLong()), now.plusSeconds(second)))
                    .toList()));
        }
        var charges = new Charges(rows, tokens, List.copyOf(shelves));
        var expected = shelves.stream()
                .flatMap(shelf -> shelf.all().stream())
                .sorted(OLDEST.reversed())
                .map(FixedCharge::id)
                .toList();

        for (var limit : new int[] {1, 2, 7, 39, 40, 119, 120, 121}) {
            var listed = new ArrayList<UUID>();
            var page = charges.of(BUSINESS, null, null, limit);
            page.items().forEach(each -> listed.add(each.id()));
            while (page.next() != null) {
                page = charges.of(BUSINESS, null, page.next(), limit);
                assertThat(page.items()).as("no page is empty").isNotEmpty();
                page.items().forEach(each -> listed.add(each.id()));
            }
            assertThat(listed).as("by %d", limit).isEqualTo(expected);
        }
        assertThat(charges.of(BUSINESS, new UUID(5, 5), null, 10).items())
                .as("none is a campaign's")
                .isEmpty();
        assertThat(charges.sumOf(new UUID(3, 3))).isEqualTo(120 * 6_000);
        assertThat(expected).allMatch(id -> charges.find(id).orElseThrow().id().equals(id));
    }

    @Test
    void a_cursor_that_is_not_ours_is_refused() {
        var charges = new Charges(rows, tokens, List.of());
        var id = UUID.randomUUID();

        for (var time : List.of("yesterday", "-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "")) {
            assertThatThrownBy(
                            () -> charges.of(BUSINESS, null, Cursor.of(time, id).encode(), 10))
                    .as(time)
                    .isInstanceOf(Refused.class);
        }
    }
}
