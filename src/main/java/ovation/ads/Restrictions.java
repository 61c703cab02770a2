package ovation.ads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What narrows serving beside targeting: caps at each level, and the arms of split tests. */
@Repository
class Restrictions {

    private final JdbcClient jdbc;

    Restrictions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As of one reading. @param arms by ad or ad group */
    record Read(Map<UUID, List<Cap>> caps, Map<UUID, Line.Arm> arms) {

        Line on(Line line) {
            var all = new ArrayList<>(line.caps());
            Stream.of(line.adGroup(), line.campaign(), line.business())
                    .forEach(owner -> all.addAll(caps.getOrDefault(owner, List.of())));
            return line.with(List.copyOf(all));
        }

        Line.Contender on(UUID adGroup, Line.Contender contender) {
            return contender.with(caps.getOrDefault(contender.ad(), List.of()), arm(adGroup, contender.ad()));
        }

        private Line.@Nullable Arm arm(UUID adGroup, UUID ad) {
            var own = arms.get(ad);
            return own == null ? arms.get(adGroup) : own;
        }
    }

    Read read() {
        var caps = new HashMap<UUID, List<Cap>>();
        // all: few against the ads
        jdbc.sql("SELECT owner, impressions, hours FROM ads_cap").query(row -> {
            var cap = new Cap(row.getObject("owner", UUID.class), row.getInt("impressions"), row.getInt("hours"));
            caps.computeIfAbsent(cap.owner(), owner -> new ArrayList<>()).add(cap);
        });
        var arms = new HashMap<UUID, Line.Arm>();
        // ads_split_running, the arms' primary key
        jdbc.sql("""
                SELECT a.member, a.split, a.number, s.arms
                FROM ads_split s JOIN ads_split_arm a ON a.split = s.id WHERE s.ended_at IS NULL
                """).query(row -> {
            arms.put(
                    row.getObject("member", UUID.class),
                    new Line.Arm(row.getObject("split", UUID.class), row.getInt("number"), row.getInt("arms")));
        });
        return new Read(caps, arms);
    }
}
