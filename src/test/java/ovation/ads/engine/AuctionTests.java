package ovation.ads.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import ovation.ads.engine.Auction.Offer;

/** Properties over seeded random auctions: the seed is in the failure's description. */
class AuctionTests {

    private static final int ROUNDS = 20_000;
    private static final double HAIR = 1e-6;

    private static List<Offer<Integer>> offers(SplittableRandom random) {
        var offers = new ArrayList<Offer<Integer>>();
        var count = random.nextInt(1, 12);
        for (var i = 0; i < count; i++) {
            offers.add(new Offer<>(i, new UUID(0, i), random.nextDouble(100, 10_000), random.nextDouble(0.8, 1.2), i));
        }
        return offers;
    }

    private static void always(BiConsumer<SplittableRandom, Long> property) {
        for (var seed = 1L; seed <= ROUNDS; seed++) {
            property.accept(new SplittableRandom(seed), seed);
        }
    }

    @Test
    void the_winner_never_pays_more_than_the_bid_nor_less_than_the_reserve() {
        always((random, seed) -> {
            var reserve = random.nextDouble(50, 5_000);
            hold(offers(random), reserve).ifPresent(sale -> assertThat(sale.perImpression())
                    .as("seed %d", seed)
                    .isBetween(reserve, sale.winner().value() + HAIR));
        });
    }

    @Test
    void the_price_is_the_lowest_value_that_would_still_have_won() {
        always((random, seed) -> {
            var offers = offers(random);
            var reserve = random.nextDouble(50, 5_000);
            hold(offers, reserve).ifPresent(sale -> {
                var won = sale.winner();
                var others = offers.stream().filter(offer -> offer != won).toList();

                assertThat(wins(others, won, sale.perImpression() + HAIR * 100, reserve))
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(wins(others, won, sale.perImpression() * 0.999, reserve))
                        .as("seed %d", seed)
                        .isFalse();
            });
        });
    }

    @Test
    void nobody_gains_by_bidding_another_value_than_his_own() {
        always((random, seed) -> {
            var offers = offers(random);
            var reserve = random.nextDouble(50, 5_000);
            var me = offers.getFirst();
            var others = offers.subList(1, offers.size());
            var truthful = gain(others, me, me.value(), reserve);
            var otherwise = gain(others, me, me.value() * random.nextDouble(0.2, 3), reserve);

            assertThat(otherwise).as("seed %d", seed).isLessThanOrEqualTo(truthful + HAIR);
        });
    }

    @Test
    void a_higher_bid_never_loses_what_a_lower_one_won() {
        always((random, seed) -> {
            var offers = offers(random);
            var reserve = random.nextDouble(50, 5_000);
            hold(offers, reserve).ifPresent(sale -> {
                var won = sale.winner();
                var others = offers.stream().filter(offer -> offer != won).toList();

                assertThat(wins(others, won, won.value() * random.nextDouble(1, 4), reserve))
                        .as("seed %d", seed)
                        .isTrue();
            });
        });
    }

    @Test
    void two_bids_of_one_business_do_not_raise_its_price() {
        var business = new UUID(0, 1);

        var sale = hold(
                        List.of(new Offer<>("a", business, 5_000, 1, 1), new Offer<>("b", business, 4_900, 1, 2)),
                        1_000)
                .orElseThrow();

        assertThat(sale.perImpression()).isEqualTo(1_000);
    }

    @Test
    void a_click_price_is_rounded_half_up_once_and_stays_within_the_bid() {
        assertThat(Auction.priceMicros(1_000, 0.01, 500_000)).isEqualTo(100_000);
        assertThat(Auction.priceMicros(1_000.5, 1, 2_000)).isEqualTo(1_001);
        assertThat(Auction.priceMicros(9_000, 0.01, 500_000)).isEqualTo(500_000);
    }

    private static <T> Optional<Auction.Sale<T>> hold(List<Offer<T>> offers, double reserve) {
        var auction = new Auction<T>(reserve);
        offers.forEach(auction::take);
        return auction.sale();
    }

    private static boolean wins(List<Offer<Integer>> others, Offer<Integer> me, double value, double reserve) {
        var mine = new Offer<>(me.what(), me.bidder(), value, me.quality(), me.lot());
        var all = new ArrayList<>(others);
        all.addFirst(mine);
        return hold(all, reserve).map(sale -> sale.winner() == mine).orElse(false);
    }

    private static double gain(List<Offer<Integer>> others, Offer<Integer> me, double bid, double reserve) {
        var mine = new Offer<>(me.what(), me.bidder(), bid, me.quality(), me.lot());
        var all = new ArrayList<>(others);
        all.addFirst(mine);
        return hold(all, reserve)
                .filter(sale -> sale.winner() == mine)
                .map(sale -> me.value() - sale.perImpression())
                .orElse(0.0);
    }
}
