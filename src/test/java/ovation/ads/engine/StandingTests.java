package ovation.ads.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The auction that looks at few, against the loop that looks at all. Seeds are in the failures' descriptions. */
class StandingTests {

    @Test
    void has_the_winner_the_price_and_the_runner_up_of_the_straight_loop() {
        for (var seed = 1L; seed <= 40; seed++) {
            var fair = new Fair(seed);
            var ads = fair.ads((int) (20 * seed), seed % 2 == 0 ? 1 : 2_500);
            fair.learn(ads, 3_000);
            var standing = new Standing<>(ads);
            var loop = new StraightLoop<>(ads, standing);
            for (var i = 0; i < 200; i++) {
                var seat = fair.seat(i % 3 == 0 ? 3_000 : 100);
                var unavailable = i % 5;

                var ours = standing.hold(seat, ad -> ad % 5 != unavailable);
                var all = loop.hold(seat, ad -> ad % 5 != unavailable);

                assertThat(ours.isPresent()).as("seed %d, seat %d", seed, i).isEqualTo(all.isPresent());
                if (all.isPresent()) {
                    var sale = ours.orElseThrow().sale();
                    assertThat(sale.winner())
                            .as("seed %d, seat %d", seed, i)
                            .isEqualTo(all.get().winner());
                    assertThat(sale.perImpression())
                            .as("seed %d, seat %d", seed, i)
                            .isEqualTo(all.get().perImpression());
                    assertThat(sale.runnerUp())
                            .as("seed %d, seat %d", seed, i)
                            .isEqualTo(all.get().runnerUp());
                }
            }
        }
    }

    @Test
    void still_has_them_while_the_model_goes_on_learning() {
        var fair = new Fair(77);
        var ads = fair.ads(600, 1);
        fair.learn(ads, 2_000);
        var standing = new Standing<>(ads);
        var loop = new StraightLoop<>(ads, standing);
        for (var i = 0; i < 500; i++) {
            fair.learn(ads, 40);
            if (i % 50 == 0) {
                standing = standing.anew(ad -> ad.with(ad.multiplier() * 0.99, ad.quality()));
                loop = new StraightLoop<>(ads, standing);
            }
            var seat = fair.seat(100);

            assertThat(standing.hold(seat, ad -> true)
                            .map(outcome -> outcome.sale().winner()))
                    .isEqualTo(loop.hold(seat, ad -> true).map(Auction.Sale::winner));
        }
    }

    @Test
    void counts_as_candidates_all_that_match_and_asks_few_whether_they_may() {
        var fair = new Fair(5);
        var ads = fair.ads(3_000, 1);
        var standing = new Standing<>(ads);
        var asked = new AtomicInteger();
        var matching = 0L;
        for (var i = 0; i < 100; i++) {
            var seat = fair.seat(100);
            var those =
                    ads.stream().filter(ad -> StraightLoop.matches(ad, seat)).count();
            matching += those;

            var outcome = standing.hold(seat, ad -> {
                asked.incrementAndGet();
                return true;
            });

            assertThat(outcome.orElseThrow().candidates()).isEqualTo((int) those);
        }
        assertThat(asked.get()).isLessThan((int) (matching / 10));
    }

    @Test
    void equal_bids_win_by_turns() {
        var fair = new Fair(9);
        var twins = fair.ads(1, 1).getFirst();
        var ads = IntStream.range(0, 4)
                .mapToObj(i -> new Standing.Ad<>(
                        i, new UUID(0, i), twins.subject(), 5_000, 1, null, 1, Set.of(), Set.of(), Set.of()))
                .toList();
        var standing = new Standing<>(ads);
        var wins = new int[4];
        for (var i = 0; i < 4_000; i++) {
            wins[
                    standing.hold(fair.seat(100), ad -> true)
                            .orElseThrow()
                            .sale()
                            .winner()
                            .what()
                            .what()]++;
        }

        assertThat(IntStream.of(wins)).allMatch(count -> count > 700);
    }

    @Test
    void losers_are_told_what_would_have_won() {
        var fair = new Fair(11);
        var ads = fair.ads(300, 1);
        var standing = new Standing<>(ads);
        for (var i = 0; i < 100; i++) {
            var seat = fair.seat(100);
            var sale = standing.hold(seat, ad -> true).map(Standing.Outcome::sale);
            var won = sale.orElseThrow();

            standing.witness(seat, ad -> true, sale, ad -> true, (ad, worth, price) -> {
                if (ad.equals(won.winner().what().what())) {
                    assertThat(won.perImpression())
                            .isEqualTo(Math.min(won.winner().value(), price));
                } else {
                    assertThat(price).isGreaterThanOrEqualTo(seat.reserve());
                }
            });
        }
    }
}
