package ovation.ads;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ovation.ads.engine.Auction;
import ovation.ads.engine.Auction.Offer;
import ovation.ads.engine.Calibration;
import ovation.ads.engine.Pacing;
import ovation.bench.Bench;
import ovation.bench.BenchReport;

/**
 * Plays a log of auctions through the production auction, pacing and lease with too little money, and compares what was won
 * with the best fixed multiplier in hindsight; then has the production calibration learn from the log as it goes.
 *
 * <p>{@code -Dauctions=FILE} names the log; without it one is made. The forecast is the log's length: the plan spends the
 * same at each auction.
 */
@Bench("pacing")
class PacingBench {

    private static final int TICKS = 5_000;
    private static final Instant NOW = Instant.EPOCH;
    private static final UUID US = new UUID(0, 1);
    private static final UUID MARKET = new UUID(0, 2);

    private final BenchReport report = new BenchReport("pacing");

    @Test
    void budgets_and_calibration() throws IOException {
        var file = System.getProperty("auctions", "");
        var log = file.isBlank() ? AuctionLog.synthetic(500_000, 42) : AuctionLog.read(Path.of(file));
        if (log.size() == 0) {
            throw new IllegalStateException("No auctions in " + file);
        }
        var hindsight = new Hindsight(log);
        var all = hindsight.unconstrained();
        report.of("log")
                .with("auctions", log.size())
                .with("click_value_micros", log.clickValue())
                .with("unconstrained_micros", all.spent())
                .done();
        for (var part = 2; part <= 16; part *= 2) {
            play(log, hindsight, "1/" + part, all.spent() / part);
        }
        calibrate(log);
    }

    private void play(AuctionLog log, Hindsight hindsight, String name, long budget) {
        var pacing = new Pacing();
        var lease = new Lease(US, "log", budget, NOW.plusSeconds(1));
        var clickValue = log.clickValue();
        var value = 0.0;
        var clicks = 0L;
        var spent = 0L;
        var deviation = 0.0;
        for (var i = 0; i < log.size(); i++) {
            var worth = log.ctr()[i] * clickValue;
            var market = (double) log.priceMicros()[i];
            var bid = worth * pacing.multiplier();
            var auction = new Auction<UUID>(0);
            auction.take(new Offer<>(US, US, bid, 1, 2));
            auction.take(new Offer<>(MARKET, MARKET, market, 1, 1));
            var sale = auction.sale().orElseThrow();
            if (bid > 0 && sale.winner().bidder().equals(US)) {
                var price = Auction.priceMicros(sale.perImpression(), 1, Math.max(1, Math.round(bid)));
                if (lease.take(price, 1, NOW)) {
                    spent += price;
                    value += worth;
                    clicks += log.clicked()[i] ? 1 : 0;
                }
            }
            pacing.saw(worth, market, 1);
            var progress = (i + 1.0) / log.size();
            deviation = Math.max(deviation, Math.abs(spent / Math.max(1.0, budget) - progress));
            if (due(i + 1, log.size())) {
                pacing.tick(progress, budget, lease.remaining());
            }
        }
        var best = hindsight.best(budget);
        report.of(name)
                .with("value", best.value() > 0 ? value / best.value() : 1)
                .with("deviation", deviation)
                .with("overspend", Math.max(0, spent - budget))
                .with("spent", spent / Math.max(1.0, budget))
                .with("clicks", clicks)
                .with("best_clicks", best.clicks())
                .with("best_multiplier", best.multiplier())
                .done();
    }

    /** Even ticks, and at the start after one, two, four auctions, as in production a second is soon over. */
    private static boolean due(int played, int size) {
        return played % Math.max(1, size / TICKS) == 0 || Integer.bitCount(played) == 1;
    }

    private void calibrate(AuctionLog log) {
        var calibration = new Calibration();
        var before = new Reliability(log.size());
        var after = new Reliability(log.size());
        for (var i = 0; i < log.size(); i++) {
            before.add(log.ctr()[i], log.clicked()[i]);
            after.add(calibration.apply(log.ctr()[i]), log.clicked()[i]);
            calibration.learn(log.ctr()[i], log.clicked()[i]);
        }
        report.of("calibration")
                .with("before", before.ratio())
                .with("after", after.ratio())
                .with("worst_decile_before", before.worstDecile())
                .with("worst_decile_after", after.worstDecile())
                .with("normalised_entropy_before", before.normalisedEntropy())
                .with("normalised_entropy_after", after.normalisedEntropy())
                .done();
    }
}
