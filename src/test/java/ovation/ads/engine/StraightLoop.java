package ovation.ads.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import ovation.ads.engine.Auction.Sale;
import ovation.ads.engine.Standing.Ad;
import ovation.ads.engine.Standing.Bid;
import ovation.ads.engine.Standing.Seat;

/** An auction as it is done without an index: every ad is tested, and every one that matches is scored by the same model. */
public final class StraightLoop<T> {

    private final List<Ad<T>> ads;
    private final Standing<T> standing;

    public StraightLoop(List<Ad<T>> ads, Standing<T> standing) {
        this.ads = ads;
        this.standing = standing;
    }

    public Optional<Sale<Bid<T>>> hold(Seat seat, Predicate<T> may) {
        var auction = new Auction<Bid<T>>(seat.reserve());
        var viewer = standing.viewerLogits(seat);
        for (var i = 0; i < ads.size(); i++) {
            var ad = ads.get(i);
            if (matches(ad, seat) && may.test(ad.what())) {
                auction.take(standing.offer(i, seat, viewer));
            }
        }
        return auction.sale();
    }

    static boolean matches(Ad<?> ad, Seat seat) {
        return ad.wanted().matches(seat.traits());
    }
}
