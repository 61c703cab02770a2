package ovation.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * I15: what was acknowledged is still there. The books cannot know of what they lost, by a commit that was not durable, a standby
 * that was behind or a backup that was put back under a running application; the node that told somebody so does. What was
 * acknowledged together with a business fact, I12 finds from the fact.
 */
@Component
class AcksSurvive implements BooksCheck {

    private final HotLane lane;
    private final JdbcClient jdbc;

    AcksSurvive(HotLane lane, JdbcClient jdbc) {
        this.lane = lane;
        this.jdbc = jdbc;
    }

    @Override
    public String invariant() {
        return "I15";
    }

    @Override
    public List<Break> check() {
        // Before the first query, which is when the snapshot is taken: it has seen all of these commits.
        var told = new HashMap<UUID, String>();
        lane.acknowledged().last().forEach(ack -> told.put(ack.transfer(), ack.currency()));
        if (told.isEmpty()) {
            return List.of();
        }
        // primary key, a probe for each
        jdbc.sql("SELECT id FROM ledger_transfer WHERE id = ANY (:ids) AND state = 'posted'")
                .param("ids", told.keySet().toArray(UUID[]::new))
                .query(UUID.class)
                .list()
                .forEach(told::remove);
        return told.entrySet().stream()
                .map(lost -> new Break(
                        lost.getValue(), "transfer " + lost.getKey() + " was acknowledged, and is not in the books"))
                .toList();
    }
}
