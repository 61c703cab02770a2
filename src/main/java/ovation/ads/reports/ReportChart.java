package ovation.ads.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ovation.ledger.Money;

/** Bars of one measure over time, drawn on the server. @param best the label of the highest; empty if nothing happened */
record ReportChart(List<Bar> bars, String best) {

    static final int WIDTH = 800;
    static final int HEIGHT = 196;
    private static final int TOP = 12;
    private static final double GAP = 0.28;

    /**
     * @param labelled whether its time stands below: there is room for about seven days, or four hours
     * @param narrow whether it does on a phone too: every second of them
     */
    record Bar(
            String time,
            ReportRows.Figures figures,
            String x,
            String y,
            String width,
            String height,
            boolean labelled,
            boolean narrow) {}

    static ReportChart of(List<ReportRows.Row> rows, ToLongFunction<ReportRows.Figures> measure) {
        var most = rows.stream()
                .mapToLong(row -> measure.applyAsLong(row.figures()))
                .max()
                .orElse(0);
        var step = (double) WIDTH / Math.max(1, rows.size());
        // an hour takes twice the room of a day
        var labels = !rows.isEmpty() && rows.getFirst().time().contains("T") ? 4 : 7;
        var every = Math.max(1, (rows.size() + labels - 1) / labels);
        var bars = new ArrayList<Bar>();
        var best = "";
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var value = measure.applyAsLong(row.figures());
            if (value == most && most > 0) {
                best = row.time();
            }
            var height = most == 0 ? 0 : (HEIGHT - TOP) * (double) value / most;
            bars.add(new Bar(
                    row.time(),
                    row.figures(),
                    number(step * (i + GAP / 2)),
                    number(HEIGHT - height),
                    number(step * (1 - GAP)),
                    number(height),
                    (rows.size() - 1 - i) % every == 0,
                    (rows.size() - 1 - i) % (2 * every) == 0));
        }
        return new ReportChart(bars, best);
    }

    /** Also the times at which nothing happened, so that equal distances are equal times. */
    static List<ReportRows.Row> everyTime(List<ReportRows.Row> rows, Question question, String currency) {
        var known = rows.stream().collect(Collectors.toMap(ReportRows.Row::time, row -> row));
        var hours = question.time().equals("hour");
        var nothing = Money.zero(currency);
        return Stream.iterate(
                        question.from().atStartOfDay(),
                        time -> !time.toLocalDate().isAfter(question.to()),
                        time -> hours ? time.plusHours(1) : time.plusDays(1))
                .map(time -> hours ? time.toString() : time.toLocalDate().toString())
                .map(time -> known.getOrDefault(
                        time,
                        new ReportRows.Row(time, "", "", "", new ReportRows.Figures(0, 0, 0, nothing, 0, nothing))))
                .toList();
    }

    private static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }
}
