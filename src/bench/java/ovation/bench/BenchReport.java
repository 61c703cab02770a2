package ovation.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of one benchmark: a line a case on the console, {@code bench ledger.single per_s=6100 … ratio=0.47}, and all of
 * them in {@code target/bench/NAME.json}.
 */
public final class BenchReport {

    private final String name;
    private final Map<String, Map<String, Number>> cases = new LinkedHashMap<>();

    public BenchReport(String name) {
        this.name = name;
    }

    /** Begins a case; its figures follow. */
    public Case of(String benchCase) {
        return new Case(benchCase);
    }

    /** The figures of one case in the order given. */
    public final class Case {

        private final String benchCase;
        private final Map<String, Number> figures = new LinkedHashMap<>();

        private Case(String benchCase) {
            this.benchCase = benchCase;
        }

        /** @param metric in snake case, the unit last: {@code p99_ms} */
        public Case with(String metric, Number value) {
            figures.put(metric, value);
            return this;
        }

        /** What {@link Rounds} measured. @param unit of both, {@code per_s} for operations per second */
        public Case with(String unit, Rounds.Result result) {
            return with(unit, result.ours())
                    .with("bound_" + unit, result.bound())
                    .with("rounds", result.rounds())
                    .with("ratio", result.ratio());
        }

        /** Prints the line and writes the file anew. */
        public void done() {
            cases.put(benchCase, figures);
            System.out.println("bench " + name + "." + benchCase + " " + text("%s=%s", " "));
            write();
        }

        private String text(String pattern, String between) {
            return figures.entrySet().stream()
                    .map(figure -> pattern.formatted(figure.getKey(), number(figure.getValue())))
                    .collect(Collectors.joining(between));
        }
    }

    private void write() {
        var lines = new ArrayList<String>();
        cases.forEach((benchCase, figures) -> {
            var pairs = figures.entrySet().stream()
                    .map(figure -> "\"%s\": %s".formatted(figure.getKey(), number(figure.getValue())))
                    .collect(Collectors.joining(", "));
            lines.add("  \"%s\": {%s}".formatted(benchCase, pairs));
        });
        try {
            var file = Path.of("target", "bench", name + ".json");
            Files.createDirectories(file.getParent());
            Files.write(file, List.of("{", String.join(",\n", lines), "}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String number(Number value) {
        if (value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        var number = value.doubleValue();
        return String.format(Locale.ROOT, number >= 100 ? "%.0f" : "%.3f", number);
    }
}
