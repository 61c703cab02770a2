package ovation.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What the trials did, for {@code target/trials/NAME.json}, and a line for each kind of fault. */
public final class TrialReport {

    private final String name;
    private final Map<String, List<Map<String, Long>>> rounds = new LinkedHashMap<>();

    public TrialReport(String name) {
        this.name = name;
    }

    /** A round that has passed all its checks. */
    public synchronized void round(String fault, Map<String, Long> figures) {
        rounds.computeIfAbsent(fault, each -> new ArrayList<>()).add(new TreeMap<>(figures));
    }

    public synchronized void write() throws IOException {
        var directory = Files.createDirectories(Path.of("target", "trials"));
        Files.writeString(
                directory.resolve(name + ".json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(rounds));
        rounds.forEach((fault, passed) -> System.out.println("trials " + name + "." + fault + " rounds=" + passed.size()
                + " "
                + passed.getFirst().keySet().stream()
                        .map(figure -> figure + "="
                                + (figure.endsWith("_ms")
                                        ? passed.stream()
                                                .mapToLong(each -> each.get(figure))
                                                .max()
                                                .orElse(0)
                                        : passed.stream()
                                                .mapToLong(each -> each.get(figure))
                                                .sum()))
                        .collect(Collectors.joining(" "))));
    }
}
