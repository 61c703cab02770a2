package ovation.ads;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.engine.Timetable;
import ovation.ads.goal.Goal;
import ovation.ads.goal.Strategy;
import ovation.identity.AgeBand;

@Repository
class AdGroups {

    private final JdbcClient jdbc;
    private final Clock clock;

    AdGroups(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<AdGroup> find(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_group WHERE id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<AdGroup> of(UUID campaign) {
        // ads_group_campaign
        return jdbc.sql("SELECT * FROM ads_group WHERE campaign = :campaign ORDER BY id")
                .param("campaign", campaign)
                .query((row, number) -> read(row))
                .list();
    }

    void insert(AdGroup group) {
        with(jdbc.sql("""
                INSERT INTO ads_group (id, campaign, name, budget_kind, budget_micros, starts_at, ends_at, regions, age_bands,
                    interests, wants, excludes, billing, bid_micros, cap_impressions, cap_days, pacing, time_zone, dayparts,
                    draft, strategy, goal_event, roas_percent, created_at, version)
                VALUES (:id, :campaign, :name, :kind, :budget, :starts, :ends, :regions, :ages, :interests, :wants,
                    :excludes, :billing, :bid, :cap, :days, :pacing, :zone, :dayparts, :draft, :strategy, :event, :roas,
                    :now, 0)
                """), group)
                .param("campaign", group.campaign())
                .param("kind", group.daily() ? "daily" : Budgets.LIFETIME)
                .param("zone", EditingAdGroups.zoneName(group.timetable()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** All but the campaign, the kind of the budget and the time zone, which stay. @throws OptimisticLockingFailureException if somebody else has saved */
    void update(AdGroup group) {
        // primary key
        var changed =
                with(jdbc.sql("""
                UPDATE ads_group SET name = :name, budget_micros = :budget, starts_at = :starts, ends_at = :ends,
                    regions = :regions, age_bands = :ages, interests = :interests, wants = :wants,
                    excludes = :excludes, billing = :billing, bid_micros = :bid, cap_impressions = :cap, cap_days = :days,
                    pacing = :pacing, dayparts = :dayparts, draft = :draft, strategy = :strategy,
                    goal_event = :event, roas_percent = :roas, version = version + 1
                WHERE id = :id AND version = :version
                """), group).param("version", group.version()).update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec sql, AdGroup group) {
        var targeting = group.targeting();
        return sql.param("id", group.id())
                .param("name", group.name())
                .param("budget", group.budgetMicros())
                .param("starts", Timestamp.from(group.startsAt()))
                .param("ends", group.endsAt() == null ? null : Timestamp.from(group.endsAt()), java.sql.Types.TIMESTAMP)
                .param("regions", targeting.regions().toArray(String[]::new))
                .param("ages", targeting.ageCodes().toArray(String[]::new))
                .param("interests", targeting.interests().toArray(String[]::new))
                .param("wants", Wishes.texts(targeting.also().values()))
                .param("excludes", Wishes.texts(targeting.also().excluded()))
                .param("dayparts", group.timetable().halfHours())
                .param("draft", group.draft())
                .param("billing", group.billing().name())
                .param("bid", group.bidMicros())
                .param("cap", group.capImpressions())
                .param("days", group.capDays())
                .param("pacing", group.smooth() ? "smooth" : "fast")
                .param("strategy", group.goal().strategy().code())
                .param("event", group.goal().event())
                .param("roas", group.goal().roasPercent());
    }

    static AdGroup read(ResultSet row) throws SQLException {
        var endsAt = row.getTimestamp("ends_at");
        return new AdGroup(
                row.getObject("id", UUID.class),
                row.getObject("campaign", UUID.class),
                row.getString("name"),
                row.getString("budget_kind").equals("daily"),
                row.getLong("budget_micros"),
                row.getTimestamp("starts_at").toInstant(),
                endsAt == null ? null : endsAt.toInstant(),
                Targeting.of(
                        texts(row.getArray("regions")),
                        texts(row.getArray("age_bands")).stream()
                                .map(AgeBand::valueOf)
                                .toList(),
                        texts(row.getArray("interests")),
                        Wishes.read(texts(row.getArray("wants")), texts(row.getArray("excludes")))),
                Billing.valueOf(row.getString("billing")),
                row.getLong("bid_micros"),
                row.getInt("cap_impressions"),
                row.getInt("cap_days"),
                row.getString("pacing").equals("smooth"),
                new Timetable(zone(row.getString("time_zone")), row.getString("dayparts")),
                row.getBoolean("draft"),
                new Goal(
                        Strategy.valueOf(row.getString("strategy").toUpperCase(Locale.ROOT)),
                        row.getString("goal_event"),
                        row.getInt("roas_percent")),
                row.getInt("version"));
    }

    private static ZoneId zone(String name) {
        return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
