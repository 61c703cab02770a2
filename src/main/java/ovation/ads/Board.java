package ovation.ads;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** All ad groups that could serve, as of one revision: immutable. */
record Board(long revision, List<Line> everywhere, Map<String, List<Line>> byRegion, Map<UUID, Line> byAdGroup) {

    static final Board EMPTY = new Board(0, List.of(), Map.of(), Map.of());

    static Board of(long revision, List<Line> lines) {
        var byRegion = lines.stream()
                .flatMap(line -> line.targeting().regions().stream().map(region -> Map.entry(region, line)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return new Board(
                revision,
                lines.stream()
                        .filter(line -> line.targeting().regions().isEmpty())
                        .toList(),
                byRegion,
                lines.stream().collect(Collectors.toMap(Line::adGroup, line -> line)));
    }

    List<Line> in(String region) {
        return byRegion.getOrDefault(region, List.of());
    }
}
