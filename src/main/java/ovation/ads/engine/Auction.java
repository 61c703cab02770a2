package ovation.ads.engine;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One seat, one winner, the second price.
 *
 * <p>A bid is worth v = bid · P(billed event) to its advertiser, per impression; the viewer's side is a factor k within
 * {@link #QUALITY_BOUND} of 1. Ranked by S = v·k = v + q with q = v·(k − 1). The winner pays the lowest value with which he
 * would still have won, {@code max(reserve, S₂ / k₁)}: for one seat GSP, VCG and Vickrey are the same, so bidding one's
 * true value is best. (With {@code S₂ − q₁} and a q that grows with the bid, a higher bid would lower one's own price.)
 *
 * <p>Offers come one after the other, in any order: the outcome is the same.
 */
public final class Auction<T> {

    public static final double QUALITY_BOUND = 0.2;

    private final double reserve;
    private @Nullable Offer<T> best;
    private double runnerUp;
    private int offers;

    /** @param reserve micros per impression; offers below take no part */
    public Auction(double reserve) {
        this.reserve = reserve;
    }

    /**
     * @param bidder nobody competes with himself: bids of one bidder do not raise his price
     * @param value micros per impression
     * @param quality factor, 0.8 to 1.2
     * @param lot decides between equal scores, the higher wins
     */
    public record Offer<T>(T what, UUID bidder, double value, double quality, long lot) {

        public Offer {
            quality = Math.clamp(quality, 1 - QUALITY_BOUND, 1 + QUALITY_BOUND);
        }

        double score() {
            return value * quality;
        }

        private boolean beats(Offer<T> other) {
            return score() > other.score() || (score() == other.score() && lot > other.lot);
        }
    }

    /**
     * @param perImpression micros per impression, before it is rounded to the price of the billed event, at most the winner's value
     * @param runnerUp score of the best offer of another bidder, 0 if there is none
     * @param offers at or above the reserve that were looked at
     */
    public record Sale<T>(Offer<T> winner, double perImpression, double runnerUp, int offers) {}

    public void take(Offer<T> offer) {
        if (offer.value() < reserve) {
            return;
        }
        offers++;
        var before = best;
        if (before == null || offer.beats(before)) {
            if (before != null && !before.bidder().equals(offer.bidder())) {
                runnerUp = before.score();
            }
            best = offer;
        } else if (!offer.bidder().equals(before.bidder())) {
            runnerUp = Math.max(runnerUp, offer.score());
        }
    }

    /** Whether an offer whose score is at most this can no longer change anything. */
    boolean settledAt(double score) {
        return score < Math.max(runnerUp, reserve * (1 - QUALITY_BOUND));
    }

    public Optional<Sale<T>> sale() {
        var winner = best;
        if (winner == null) {
            return Optional.empty();
        }
        var price = Math.min(winner.value(), Math.max(reserve, runnerUp / winner.quality()));
        return Optional.of(new Sale<>(winner, price, runnerUp, offers));
    }

    /**
     * The price of the billed event, rounded half up once, never above the bid.
     *
     * @param perImpression micros
     * @param probability of the billed event at an impression
     */
    public static long priceMicros(double perImpression, double probability, long highestPrice) {
        return Math.clamp(Math.round(perImpression / probability), 1, highestPrice);
    }
}
