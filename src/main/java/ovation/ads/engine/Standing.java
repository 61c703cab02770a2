package ovation.ads.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ovation.ads.engine.Auction.Offer;

/**
 * The ads that stand for auction, as of one moment: immutable, made anew each second. An auction touches only those that may
 * match its viewer, from the highest score they could have downward, and ends where no other can change winner or price. The
 * outcome is exactly that of looking at all.
 *
 * @param <T> what the house knows an ad by
 */
public final class Standing<T> {

    /** Viewers whose part of the logit is that close share an order of ads. */
    private static final double CELL = 0.25;
    /** Rounding may put a score above its bound by a hair. */
    private static final double HAIR = 1 + 1e-9;

    /**
     * @param bid micros for the billed event, truthful
     * @param multiplier of the pacing, 0 to 1
     * @param event what is bid for must happen with this probability; null if each impression is what is bid for
     * @param then what must happen after that; null if nothing
     * @param wanted whom it is for
     */
    public record Ad<T>(
            T what,
            UUID bidder,
            Subject subject,
            double bid,
            double multiplier,
            @Nullable Predictor event,
            @Nullable Predictor then,
            double quality,
            Wanted wanted) {

        /** One that bids for one event. */
        public Ad(
                T what,
                UUID bidder,
                Subject subject,
                double bid,
                double multiplier,
                @Nullable Predictor event,
                double quality,
                Set<String> regions,
                Set<String> ages,
                Set<String> interests) {
            this(what, bidder, subject, bid, multiplier, event, null, quality, Wanted.of(regions, ages, interests));
        }

        public Ad {
            quality = Math.clamp(quality, 1 - Auction.QUALITY_BOUND, 1 + Auction.QUALITY_BOUND);
        }

        /** The same ad a second later. */
        public Ad<T> with(double laterMultiplier, double laterQuality) {
            return new Ad<>(what, bidder, subject, bid, laterMultiplier, event, then, laterQuality, wanted);
        }
    }

    /**
     * A seat.
     *
     * @param traits that targeting may read
     * @param lots different for each seat, so that equal scores win by turns
     */
    public record Seat(Traits traits, Context context, double reserve, long lots) {

        /** @param interests that targeting may read */
        public Seat(
                String region, String age, Collection<String> interests, Context context, double reserve, long lots) {
            this(
                    Traits.of(
                            true,
                            Map.of(
                                    Dimension.REGION,
                                    List.of(region),
                                    Dimension.AGE,
                                    List.of(age),
                                    Dimension.INTEREST,
                                    interests)),
                    context,
                    reserve,
                    lots);
        }
    }

    /** @param probability of the billed event @param multiplier of the pacing */
    public record Bid<T>(T what, double probability, double multiplier) {}

    /** @param candidates that matched the seat */
    public record Outcome<T>(Auction.Sale<Bid<T>> sale, int candidates) {}

    /** Told of an opportunity of an ad: its truthful value, and what would have won it. */
    @FunctionalInterface
    public interface Witness<T> {
        void saw(T what, double worth, double price);
    }

    private record Order(int[] ads, float[] bounds) {}

    private final List<Ad<T>> ads;
    private final List<Predictor> events;
    private final List<Calibration.Curve> curves;
    private final int[] eventOf;
    private final Predictor.@Nullable Part[] parts;
    private final double[] most;
    private final int[] thenOf;
    private final Predictor.@Nullable Part[] thenParts;
    private final double[] thenMost;
    private final Audience audience;
    private final Map<List<Integer>, Order> orders = new ConcurrentHashMap<>();

    public Standing(List<Ad<T>> ads) {
        this(ads, new Audience(ads.stream().map(Ad::wanted).toList()));
    }

    private Standing(List<Ad<T>> ads, Audience audience) {
        this.ads = List.copyOf(ads);
        this.audience = audience;
        var known = new HashMap<Predictor, Integer>();
        eventOf = new int[ads.size()];
        parts = new Predictor.Part[ads.size()];
        most = new double[ads.size()];
        thenOf = new int[ads.size()];
        thenParts = new Predictor.Part[ads.size()];
        thenMost = new double[ads.size()];
        for (var i = 0; i < ads.size(); i++) {
            var ad = this.ads.get(i);
            var event = ad.event();
            eventOf[i] = -1;
            if (event != null) {
                eventOf[i] = known.computeIfAbsent(event, key -> known.size());
                var part = event.part(ad.subject());
                parts[i] = part;
                most[i] = part.most();
            }
            var then = ad.then();
            thenOf[i] = -1;
            if (then != null) {
                thenOf[i] = known.computeIfAbsent(then, key -> known.size());
                var part = then.part(ad.subject());
                thenParts[i] = part;
                thenMost[i] = part.most();
            }
        }
        events = known.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
        curves = events.stream().map(Predictor::curve).toList();
    }

    /** The same ads in the same order as the models, the pacing and the viewers see them now: only whom they want stays. */
    public Standing<T> anew(UnaryOperator<Ad<T>> later) {
        return new Standing<>(ads.stream().map(later).toList(), audience);
    }

    /** Whether any ad wants or excludes something of this dimension: else nobody needs to look it up. */
    public boolean asks(Dimension dimension) {
        return audience.asks(dimension);
    }

    /** What ads want or exclude of this dimension. */
    public Set<String> asked(Dimension dimension) {
        return audience.asked(dimension);
    }

    public int size() {
        return ads.size();
    }

    /** @param may whether the ad may serve here and now; asked of few */
    public Optional<Outcome<T>> hold(Seat seat, Predicate<T> may) {
        var matching = audience.match(seat.traits());
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        var viewer = viewerLogits(seat);
        var order = orders.computeIfAbsent(cell(viewer), this::order);
        var auction = new Auction<Bid<T>>(seat.reserve());
        for (var place = 0; place < order.ads.length && !auction.settledAt(order.bounds[place]); place++) {
            var ad = order.ads[place];
            if (matching.contains(ad) && may.test(ads.get(ad).what())) {
                auction.take(offer(ad, seat, viewer));
            }
        }
        return auction.sale().map(sale -> new Outcome<>(sale, matching.getCardinality()));
    }

    /** Shows an auction to all that could have taken part: what it would have taken to win, for those that lost too. */
    public void witness(
            Seat seat, Predicate<T> may, Optional<Auction.Sale<Bid<T>>> sale, Predicate<T> wants, Witness<T> witness) {
        var viewer = viewerLogits(seat);
        audience.match(seat.traits()).forEach((int i) -> {
            var ad = ads.get(i);
            if (wants.test(ad.what()) && may.test(ad.what())) {
                var against = sale.map(sold -> sold.winner().bidder().equals(ad.bidder())
                                ? sold.runnerUp()
                                : sold.winner().score())
                        .orElse(0.0);
                var worth = ad.bid() * probability(i, seat, viewer);
                witness.saw(ad.what(), worth, Math.max(seat.reserve(), against / ad.quality()));
            }
        });
    }

    /** How many stand that match. */
    public int candidates(Seat seat) {
        return audience.match(seat.traits()).getCardinality();
    }

    Ad<T> ad(int number) {
        return ads.get(number);
    }

    double[] viewerLogits(Seat seat) {
        var logits = new double[events.size()];
        for (var event = 0; event < logits.length; event++) {
            logits[event] = events.get(event).viewerLogit(seat.context());
        }
        return logits;
    }

    Offer<Bid<T>> offer(int number, Seat seat, double[] viewer) {
        var ad = ads.get(number);
        var probability = probability(number, seat, viewer);
        return new Offer<>(
                new Bid<>(ad.what(), probability, ad.multiplier()),
                ad.bidder(),
                ad.bid() * ad.multiplier() * probability,
                ad.quality(),
                lot(seat.lots() + number));
    }

    /** Even the lots of neighbours have nothing to do with each other (the finaliser of SplitMix64). */
    private static long lot(long number) {
        var mixed = number * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private double probability(int number, Seat seat, double[] viewer) {
        return chance(parts[number], eventOf[number], seat, viewer)
                * chance(thenParts[number], thenOf[number], seat, viewer);
    }

    private double chance(Predictor.@Nullable Part part, int event, Seat seat, double[] viewer) {
        return part == null ? 1 : curves.get(event).at(viewer[event] + part.logit(seat.context()));
    }

    private static List<Integer> cell(double[] viewer) {
        return IntStream.range(0, viewer.length)
                .mapToObj(event -> (int) Math.floor(viewer[event] / CELL))
                .toList();
    }

    private double atMost(List<Integer> cell, int event, double logit) {
        return event < 0 ? 1 : curves.get(event).at((cell.get(event) + 1) * CELL + logit);
    }

    /** Sorted as whole numbers: the bits of a positive float rise with it, and the ad's number stands behind them. */
    private Order order(List<Integer> cell) {
        var keys = new long[ads.size()];
        for (var i = 0; i < keys.length; i++) {
            var ad = ads.get(i);
            var likely = atMost(cell, eventOf[i], most[i]) * atMost(cell, thenOf[i], thenMost[i]);
            var bound = Math.nextUp((float) (ad.bid() * ad.multiplier() * likely * ad.quality() * HAIR));
            keys[i] = ((long) Float.floatToIntBits(bound) << 32) | i;
        }
        Arrays.sort(keys);
        var numbers = new int[keys.length];
        var bounds = new float[keys.length];
        for (var place = 0; place < keys.length; place++) {
            var key = keys[keys.length - 1 - place];
            numbers[place] = (int) key;
            bounds[place] = Float.intBitsToFloat((int) (key >>> 32));
        }
        return new Order(numbers, bounds);
    }
}
