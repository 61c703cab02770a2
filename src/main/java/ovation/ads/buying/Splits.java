package ovation.ads.buying;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of split tests. */
@Repository
class Splits {

    private final JdbcClient jdbc;
    private final Clock clock;

    Splits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param level {@code ad} or {@code group} @param goal {@code click} or {@code view} */
    record Split(
            UUID id,
            UUID campaign,
            String name,
            String level,
            String goal,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** @param pValue against the first arm, adjusted for how many arms there are; 1 for the first */
    record Arm(int number, UUID member, long reached, long acted, double pValue) {

        AlwaysValid.Arm counts() {
            return new AlwaysValid.Arm(reached, acted);
        }
    }

    Optional<Split> find(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_split WHERE id = :id")
                .param("id", id)
                .query(Splits::read)
                .optional();
    }

    List<Split> of(UUID campaign) {
        // ads_split_campaign
        return jdbc.sql("SELECT * FROM ads_split WHERE campaign = :campaign ORDER BY id DESC LIMIT 100")
                .param("campaign", campaign)
                .query(Splits::read)
                .list();
    }

    List<Arm> arms(UUID split) {
        // primary keys
        return jdbc.sql("""
                SELECT a.number, a.member, coalesce(r.reached, 0) AS reached, coalesce(r.acted, 0) AS acted,
                       coalesce(r.p_value, 1) AS p
                FROM ads_split_arm a LEFT JOIN ads_split_result r ON r.split = a.split AND r.number = a.number
                WHERE a.split = :split ORDER BY a.number
                """)
                .param("split", split)
                .query((row, number) -> new Arm(
                        row.getInt("number"),
                        row.getObject("member", UUID.class),
                        row.getLong("reached"),
                        row.getLong("acted"),
                        row.getDouble("p")))
                .list();
    }

    /** Locked, so that nobody else puts one of them into a test at the same time. */
    boolean lockAndTestBusy(UUID campaign, List<UUID> members) {
        // primary key
        jdbc.sql("SELECT id FROM ads_campaign WHERE id = :id FOR UPDATE")
                .param("id", campaign)
                .query((row, number) -> 1)
                .list();
        // ads_split_campaign; a creative's group, and a group's creatives, are busy with it
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM ads_split s JOIN ads_split_arm a ON a.split = s.id
                    WHERE s.campaign = :campaign AND s.ended_at IS NULL AND (
                        a.member = ANY (CAST(:members AS uuid[]))
                        OR EXISTS (SELECT FROM ads_ad d WHERE d.id = ANY (CAST(:members AS uuid[])) AND d.ad_group = a.member)
                        OR EXISTS (SELECT FROM ads_ad d WHERE d.id = a.member AND d.ad_group = ANY (CAST(:members AS uuid[])))))
                """)
                .param("campaign", campaign)
                .param("members", members.toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    void insert(Split split, UUID by, List<UUID> members) {
        jdbc.sql("""
                INSERT INTO ads_split (id, campaign, name, level, goal, arms, made_by, started_at)
                VALUES (:id, :campaign, :name, :level, :goal, :arms, :by, :at)
                """)
                .param("id", split.id())
                .param("campaign", split.campaign())
                .param("name", split.name())
                .param("level", split.level())
                .param("goal", split.goal())
                .param("arms", members.size())
                .param("by", by)
                .param("at", Timestamp.from(split.startedAt()))
                .update();
        for (var number = 0; number < members.size(); number++) {
            jdbc.sql("INSERT INTO ads_split_arm (split, number, member) VALUES (:split, :number, :member)")
                    .param("split", split.id())
                    .param("number", number)
                    .param("member", members.get(number))
                    .update();
        }
    }

    void end(UUID id) {
        // primary key
        jdbc.sql("UPDATE ads_split SET ended_at = :now WHERE id = :id AND ended_at IS NULL")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    /** What a member does, in a running test. */
    record Running(UUID split, int number, String goal) {}

    /** By ad or ad group. */
    Map<UUID, Running> running() {
        var running = new java.util.HashMap<UUID, Running>();
        // ads_split_running, the arms' primary key
        jdbc.sql("""
                SELECT a.member, a.split, a.number, s.goal FROM ads_split s JOIN ads_split_arm a ON a.split = s.id
                WHERE s.ended_at IS NULL
                """).query(row -> {
            running.put(
                    row.getObject("member", UUID.class),
                    new Running(row.getObject("split", UUID.class), row.getInt("number"), row.getString("goal")));
        });
        return running;
    }

    /** @param acted whether she did what the test is about, or was only reached */
    record Deed(Running arm, UUID person, Instant at, boolean acted) {}

    void count(Deed deed) {
        var arm = deed.arm();
        // primary key
        var reached = jdbc.sql("""
                INSERT INTO ads_split_person (split, person, number, reached_at) VALUES (:split, :person, :number, :at)
                ON CONFLICT DO NOTHING
                """)
                .param("split", arm.split())
                .param("person", deed.person())
                .param("number", arm.number())
                .param("at", Timestamp.from(deed.at()))
                .update();
        var acted = !deed.acted()
                ? 0
                : jdbc.sql("""
                        UPDATE ads_split_person SET acted_at = :at
                        WHERE split = :split AND person = :person AND number = :number AND acted_at IS NULL
                        """)
                        .param("split", arm.split())
                        .param("person", deed.person())
                        .param("number", arm.number())
                        .param("at", Timestamp.from(deed.at()))
                        .update();
        if (reached + acted > 0) {
            jdbc.sql("""
                    INSERT INTO ads_split_result (split, number, reached, acted) VALUES (:split, :number, :reached, :acted)
                    ON CONFLICT (split, number) DO UPDATE
                    SET reached = ads_split_result.reached + excluded.reached, acted = ads_split_result.acted + excluded.acted
                    """)
                    .param("split", arm.split())
                    .param("number", arm.number())
                    .param("reached", reached)
                    .param("acted", acted)
                    .update();
        }
    }

    /** The p-values never rise: each is the smallest there was. Several arms share the chance of being wrong (Bonferroni). */
    void judge(UUID split) {
        var arms = arms(split);
        for (var arm : arms.subList(1, arms.size())) {
            var p = AlwaysValid.pValue(arms.getFirst().counts(), arm.counts());
            // primary key
            jdbc.sql("""
                    UPDATE ads_split_result SET p_value = least(p_value, :p) WHERE split = :split AND number = :number
                    """)
                    .param("p", Math.min(1, p * (arms.size() - 1)))
                    .param("split", split)
                    .param("number", arm.number())
                    .update();
        }
    }

    private static Split read(ResultSet row, int number) throws SQLException {
        var endedAt = row.getTimestamp("ended_at");
        return new Split(
                row.getObject("id", UUID.class),
                row.getObject("campaign", UUID.class),
                row.getString("name"),
                row.getString("level"),
                row.getString("goal"),
                row.getTimestamp("started_at").toInstant(),
                endedAt == null ? null : endedAt.toInstant());
    }
}
