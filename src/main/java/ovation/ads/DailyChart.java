package ovation.ads;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import ovation.ads.Reports.DayFigures;
import ovation.ads.Reports.Figures;

/**
 * Bars by day in a viewBox of {@link #WIDTH} × {@link #HEIGHT}; the server draws it, so it is there without a script.
 *
 * @param most the highest value, at the top line
 * @param best the day of it; null if nothing happened
 */
record DailyChart(
        List<Bar> bars,
        long most,
        @org.jspecify.annotations.Nullable LocalDate best) {

    static final int WIDTH = 800;
    static final int HEIGHT = 220;
    private static final int TOP = 12;
    private static final int FLOOR = 196;
    private static final double GAP = 0.28;

    /**
     * @param labelled whether the day stands below it: there is room for about eight
     * @param narrow whether it does on a phone too: every second of them
     */
    record Bar(
            LocalDate day,
            Figures figures,
            String x,
            String y,
            String width,
            String height,
            String middle,
            boolean labelled,
            boolean narrow) {}

    static DailyChart of(List<DayFigures> days, ToLongFunction<Figures> metric) {
        var most = days.stream()
                .mapToLong(day -> metric.applyAsLong(day.figures()))
                .max()
                .orElse(0);
        var step = (double) WIDTH / Math.max(1, days.size());
        var every = Math.max(1, (days.size() + 7) / 8);
        var bars = new ArrayList<Bar>();
        LocalDate best = null;
        for (var i = 0; i < days.size(); i++) {
            var day = days.get(i);
            var value = metric.applyAsLong(day.figures());
            if (value == most && most > 0) {
                best = day.day();
            }
            var height = most == 0 ? 0 : (FLOOR - TOP) * (double) value / most;
            bars.add(new Bar(
                    day.day(),
                    day.figures(),
                    number(step * (i + GAP / 2)),
                    number(FLOOR - height),
                    number(step * (1 - GAP)),
                    number(height),
                    number(step * (i + 0.5)),
                    (days.size() - 1 - i) % every == 0,
                    (days.size() - 1 - i) % (2 * every) == 0));
        }
        return new DailyChart(bars, most, best);
    }

    private static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }
}
