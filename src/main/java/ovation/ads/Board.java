package ovation.ads;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** All ad groups that could serve, as of one revision: immutable. */
record Board(long revision, Map<UUID, Line> byAdGroup) {

    static final Board EMPTY = new Board(0, Map.of());

    static Board of(long revision, List<Line> lines) {
        return new Board(revision, lines.stream().collect(Collectors.toMap(Line::adGroup, line -> line)));
    }
}
