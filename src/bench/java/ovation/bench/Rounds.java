package ovation.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Alternates our work and its upper bound, so that both see the same neighbours on the machine, and takes medians. */
public final class Rounds {

    private Rounds() {}

    /** @param ratio the median over the rounds of ours divided by the bound of the same round */
    public record Result(double ours, double bound, double ratio, int rounds) {}

    /**
     * One unmeasured round of both, then the measured ones.
     *
     * @param rounds at least 3
     * @param ours runs our work for a while and returns its rate; more is better
     */
    public static Result alternate(int rounds, DoubleSupplier ours, DoubleSupplier bound) {
        if (rounds < 3) {
            throw new IllegalArgumentException("At least 3 rounds");
        }
        ours.getAsDouble();
        bound.getAsDouble();
        var mine = new ArrayList<Double>();
        var bounds = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < rounds; round++) {
            mine.add(ours.getAsDouble());
            bounds.add(bound.getAsDouble());
            ratios.add(mine.getLast() / bounds.getLast());
        }
        return new Result(median(mine), median(bounds), median(ratios), rounds);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
