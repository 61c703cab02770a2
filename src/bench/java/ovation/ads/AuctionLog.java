package ovation.ads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Second-price auctions as they happened, in their order: whether the impression was clicked, the price it took to win it, the
 * predicted click rate. A line each, {@code clicked market_price predicted_ctr} between blanks; others are left out.
 *
 * @param priceMicros a unit of the log is 1,000 micros
 */
record AuctionLog(boolean[] clicked, long[] priceMicros, double[] ctr) {

    private static final long UNIT = 1_000;

    int size() {
        return clicked.length;
    }

    /**
     * What a click is worth to the advertiser, in micros: at Σ prices / Σ predicted clicks the average bid is the average
     * price, whatever unit and calibration the log has.
     */
    double clickValue() {
        var clicks = Arrays.stream(ctr).sum();
        return clicks > 0 ? Arrays.stream(priceMicros).sum() / clicks : 0;
    }

    static AuctionLog read(Path file) throws IOException {
        var log = new Builder(1 << 16);
        try (var lines = Files.lines(file)) {
            lines.forEach(line -> {
                var parts = line.trim().split("\\s+");
                if (parts.length >= 3) {
                    try {
                        log.add(
                                Double.parseDouble(parts[0]) > 0,
                                Double.parseDouble(parts[1]),
                                Double.parseDouble(parts[2]));
                    } catch (NumberFormatException heading) {
                        // not an auction
                    }
                }
            });
        }
        return log.build();
    }

    /** A week with a day curve, a drift, heavy tails on both sides, and predictions that are too high by half and too bold. */
    static AuctionLog synthetic(int size, long seed) {
        var random = new SplittableRandom(seed);
        var log = new Builder(size);
        for (var i = 0; i < size; i++) {
            var week = i / (double) size;
            var hour = 2 * Math.PI * (week * 7 % 1);
            var quality = random.nextGaussian();
            var market = Math.exp(4 + 0.3 * quality + 0.8 * random.nextGaussian())
                    * (1 + 0.3 * Math.sin(hour))
                    * (0.8 + 0.4 * week);
            var logit = -7.2 + 0.4 * quality + 0.9 * random.nextGaussian() + 0.25 * Math.cos(hour);
            var clicks = random.nextDouble() < 1 / (1 + Math.exp(-logit));
            log.add(clicks, Math.round(market), 1 / (1 + Math.exp(-(1.2 * (logit + 7.2) - 6.8))));
        }
        return log.build();
    }

    private static final class Builder {
        private boolean[] clicked;
        private long[] prices;
        private double[] ctr;
        private int size;

        Builder(int capacity) {
            clicked = new boolean[capacity];
            prices = new long[capacity];
            ctr = new double[capacity];
        }

        void add(boolean click, double price, double probability) {
            if (!(price >= 0) || !(probability >= 0) || price > 1e12) {
                return;
            }
            if (size == clicked.length) {
                clicked = Arrays.copyOf(clicked, size * 2);
                prices = Arrays.copyOf(prices, size * 2);
                ctr = Arrays.copyOf(ctr, size * 2);
            }
            clicked[size] = click;
            prices[size] = Math.round(price * UNIT);
            ctr[size] = Math.min(probability, 1);
            size++;
        }

        AuctionLog build() {
            return new AuctionLog(Arrays.copyOf(clicked, size), Arrays.copyOf(prices, size), Arrays.copyOf(ctr, size));
        }
    }
}
