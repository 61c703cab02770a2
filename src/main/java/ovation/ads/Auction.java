package ovation.ads;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One seat, one winner, the second price.
 *
 * <p>A bid is worth v = bid · P(billed event) to its advertiser, per impression; the viewer's side is a factor k within
 * {@link #QUALITY_BOUND} of 1. Ranked by S = v·k = v + q with q = v·(k − 1). The winner pays the lowest value with which he
 * would still have won, {@code max(reserve, S₂ / k₁)}: for one seat GSP, VCG and Vickrey are the same, so bidding one's
 * true value is best. (With {@code S₂ − q₁} and a q that grows with the bid, a higher bid would lower one's own price.)
 */
final class Auction {

    static final double QUALITY_BOUND = 0.2;

    private Auction() {}

    /**
     * @param bidder nobody competes with himself: bids of one bidder do not raise his price
     * @param value micros per impression
     * @param quality factor, 0.8 to 1.2
     */
    record Offer<T>(T what, UUID bidder, double value, double quality) {

        Offer {
            quality = Math.clamp(quality, 1 - QUALITY_BOUND, 1 + QUALITY_BOUND);
        }

        double score() {
            return value * quality;
        }
    }

    /**
     * @param perImpression micros per impression, before it is rounded to the price of the billed event, at most the winner's value
     * @param runnerUp score of the best offer of another bidder, 0 if there is none
     * @param candidates offers at or above the reserve
     */
    record Sale<T>(Offer<T> winner, double perImpression, double runnerUp, int candidates) {}

    /** @param reserve micros per impression; offers below take no part. Of equal scores the earlier wins */
    static <T> Optional<Sale<T>> hold(List<Offer<T>> offers, double reserve) {
        Offer<T> best = null;
        var candidates = 0;
        for (var offer : offers) {
            if (offer.value() >= reserve) {
                candidates++;
                if (best == null || offer.score() > best.score()) {
                    best = offer;
                }
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        var runnerUp = 0.0;
        for (var offer : offers) {
            if (offer.value() >= reserve
                    && offer.score() > runnerUp
                    && !offer.bidder().equals(best.bidder())) {
                runnerUp = offer.score();
            }
        }
        var price = Math.min(best.value(), Math.max(reserve, runnerUp / best.quality()));
        return Optional.of(new Sale<>(best, price, runnerUp, candidates));
    }

    /**
     * The price of the billed event, rounded half up once, never above the bid.
     *
     * @param perImpression micros
     * @param probability of the billed event at an impression
     */
    static long priceMicros(double perImpression, double probability, long highestPrice) {
        return Math.clamp(Math.round(perImpression / probability), 1, highestPrice);
    }
}
