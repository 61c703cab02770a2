package ovation.ads;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The best that one multiplier, kept from the first auction to the last, could have bought for a budget. */
final class Hindsight {

    private final AuctionLog log;
    private final double clickValue;

    Hindsight(AuctionLog log) {
        this.log = log;
        this.clickValue = log.clickValue();
    }

    /** @param value sum of predicted values won, micros */
    record Outcome(double multiplier, double value, long clicks, long spent) {}

    /** Everything that the truthful bid wins. */
    Outcome unconstrained() {
        return play(1, Long.MAX_VALUE);
    }

    /**
     * Buying by falling return until the budget is spent names the multiplier that fits; being stopped by the budget can be
     * better where returns are lumpy, so what lies around it and a coarse net over all others are played as well.
     */
    Outcome best(long budget) {
        var multipliers = new TreeSet<Double>();
        var fitting = fitting(budget);
        for (var step = -60; step <= 100; step++) {
            multipliers.add(Math.min(1, fitting * Math.exp(step * 0.0025)));
        }
        for (var step = 0; step < 40; step++) {
            multipliers.add(Math.exp(-step * 0.2));
        }
        multipliers.add(fitting);
        return multipliers.parallelStream()
                .map(multiplier -> play(multiplier, budget))
                .max(Comparator.comparingDouble(Outcome::value))
                .orElseThrow();
    }

    private double fitting(long budget) {
        var returns = IntStream.range(0, log.size())
                .filter(i -> worth(i) >= log.priceMicros()[i] && worth(i) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> price(i) / worth(i)))
                .mapToInt(Integer::intValue)
                .toArray();
        var spent = 0L;
        var multiplier = 1.0;
        for (var i : returns) {
            spent += price(i);
            if (spent > budget) {
                break;
            }
            multiplier = log.priceMicros()[i] / worth(i);
        }
        return returns.length == 0 ? 1 : Math.clamp(multiplier, 1e-9, 1);
    }

    private Outcome play(double multiplier, long budget) {
        var value = 0.0;
        var clicks = 0L;
        var spent = 0L;
        for (var i = 0; i < log.size(); i++) {
            var bid = worth(i) * multiplier;
            if (bid > 0 && bid >= log.priceMicros()[i] && price(i) <= budget - spent) {
                spent += price(i);
                value += worth(i);
                clicks += log.clicked()[i] ? 1 : 0;
            }
        }
        return new Outcome(multiplier, value, clicks, spent);
    }

    private double worth(int i) {
        return log.ctr()[i] * clickValue;
    }

    /** What is paid: a micro at the least, as in production. */
    private long price(int i) {
        return Math.max(1, log.priceMicros()[i]);
    }
}
