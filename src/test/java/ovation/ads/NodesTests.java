package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static ovation.ads.AdsHouse.person;
import static ovation.attention.AttentionType.SHOWN;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ovation.ads.engine.Traffic;
import ovation.attention.AttentionEvent;
import ovation.feed.Guest.GuestItem;
import ovation.identity.AgeBand;
import ovation.ledger.Money;

/** Two nodes over one database, put together by hand, so that a test says when each of them works. */
class NodesTests {

    @Test
    void a_budget_is_split_by_uneven_traffic_and_what_a_dead_node_held_comes_back() {
        try (var busy = new AdsHouse()) {
            var quiet = AdsHouse.beside(busy);
            var noon = busy.clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
            List.of(busy, quiet).forEach(node -> node.clock.moveTo(noon));
            var business = busy.aBusinessWith("100.00");
            // Slices are of a hundred of the highest prices, a fifth of the budget.
            var ad = busy.anApprovedAd(business, AdsHouse.daily("1.00", "CPM", "2.00"));
            var shown = new ArrayList<AttentionEvent>();

            // Nine of ten people come to the busy node; at the reserve of CPM 1.00 the budget is worth a thousand of
            // them.
            var atTheQuiet = 0;
            for (var i = 0; i < 600; i++) {
                var node = i % 10 == 0 ? quiet : busy;
                node.work();
                var item = seat(node);
                item.ifPresent(it -> shown.add(node.event(SHOWN, it, 0)));
                atTheQuiet += node == quiet && item.isPresent() ? 1 : 0;
                neverTooMuch(busy, ad);
            }
            assertThat(shown).hasSize(600);
            assertThat(atTheQuiet).isEqualTo(60);
            busy.read(shown.toArray(AttentionEvent[]::new));
            assertThat(spent(busy, ad)).isEqualTo(shown.size() * 1_000L);

            // The quiet one is gone with its lease. Nobody closes it before its tokens have run out.
            var held = held(busy, ad);
            assertThat(held).isPositive();
            busy.get(LeaseKeeper.class).closeExpired();
            assertThat(held(busy, ad)).isEqualTo(held);
            quiet.shutContext();
            busy.clock.advance(Duration.ofMinutes(20));
            busy.get(LeaseKeeper.class).closeExpired();
            assertThat(held(busy, ad)).isZero();
            busy.work(); // drops what has ended
            busy.clock.advance(Duration.ofSeconds(15)); // a node looks at budgets anew every ten

            // All that is left can be sold by the other, and not a micro more.
            var later = new ArrayList<AttentionEvent>();
            for (var i = 0; i < 700; i++) {
                busy.work();
                seat(busy).ifPresent(item -> later.add(busy.event(SHOWN, item, 0)));
                neverTooMuch(busy, ad);
            }
            busy.read(later.toArray(AttentionEvent[]::new));
            assertThat(spent(busy, ad))
                    .as("all of it, but what a lease cannot pay")
                    .isBetween(960_000L, 1_000_000L);
            busy.checkBooks(business, "100.00");
        }
    }

    @Test
    void the_forecast_outlives_a_restart_and_is_the_same_on_every_node() {
        try (var first = new AdsHouse()) {
            var second = AdsHouse.beside(first);
            var midnight = first.clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
            // An hour in the evening has nine times the traffic of any other; the first node sees two thirds of it all.
            for (var minute = 0; minute < 2 * 24 * 60; minute++) {
                var at = midnight.plus(Duration.ofMinutes(minute));
                var opportunities = minute / 60 % 24 == 20 ? 54 : 6;
                first.get(Pacer.class).traffic().count(at, opportunities * 2L / 3);
                second.get(Pacer.class).traffic().count(at, opportunities / 3);
            }
            first.get(TrafficRows.class).keep();
            second.get(TrafficRows.class).keep();

            try (var restarted = AdsHouse.beside(first)) {
                first.get(TrafficRows.class).keep();
                var expected = 20.0 / 32; // of the day's weight, at eight in the evening
                for (var node : List.of(first, second, restarted)) {
                    assertThat(progress(node.get(Pacer.class).traffic(), midnight, 20))
                            .isBetween(expected - 0.01, expected + 0.01);
                    assertThat(progress(node.get(Pacer.class).traffic(), midnight, 21))
                            .isBetween(28.0 / 32, 30.0 / 32);
                }
                assertThat(first.sum("SELECT sum(opportunities) FROM ads_traffic"))
                        .isEqualTo(2 * (23 * 60 * 6 + 60 * 54));
            }
        }
    }

    private static double progress(Traffic traffic, Instant midnight, int hour) {
        return traffic.progress(midnight, midnight.plus(Duration.ofDays(1)), midnight.plus(Duration.ofHours(hour)));
    }

    private static java.util.Optional<GuestItem> seat(AdsHouse node) {
        return node.seatFor(person(AgeBand.AGE_25_34, "DE"));
    }

    private static void neverTooMuch(AdsHouse node, Ad ad) {
        assertThat(spent(node, ad) + held(node, ad))
                .isLessThanOrEqualTo(Money.of("1.00", "EUR").micros());
    }

    private static long spent(AdsHouse node, Ad ad) {
        return node.sum("SELECT coalesce(sum(spent_micros), 0) FROM ads_budget WHERE owner = '" + ad.adGroup() + "'");
    }

    private static long held(AdsHouse node, Ad ad) {
        return node.sum("SELECT coalesce(sum(held_micros), 0) FROM ads_budget WHERE owner = '" + ad.adGroup() + "'");
    }
}
