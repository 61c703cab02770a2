package ovation.ads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.videos.VideoChanged;
import ovation.videos.Videos;

/**
 * Keeps the board of this node fresh: the revision is looked at twice a second, and everything is read again when it has
 * moved, and every ten seconds for the budgets' sake. So a pause on any node stops serving on all within a second.
 */
@Component
class Boards {

    private static final Duration READ_AGAIN = Duration.ofSeconds(10);

    static final UUID PLATFORM = AdServing.PLATFORM;

    private final JdbcClient jdbc;
    private final Videos videos;
    private final Restrictions restrictions;
    private final ExclusiveClips exclusive;
    private final PostConsents consents;
    private final Clock clock;
    private final Map<UUID, LineAccount> accounts = new ConcurrentHashMap<>();
    private final Map<UUID, Optional<Videos.VideoFacts>> facts = new ConcurrentHashMap<>();
    private volatile Board board = Board.EMPTY;
    private volatile Instant readAt = Instant.MIN;
    private volatile boolean stale = true;

    Boards(
            JdbcClient jdbc,
            Videos videos,
            Restrictions restrictions,
            ExclusiveClips exclusive,
            PostConsents consents,
            Clock clock) {
        this.jdbc = jdbc;
        this.videos = videos;
        this.restrictions = restrictions;
        this.exclusive = exclusive;
        this.consents = consents;
        this.clock = clock;
    }

    Board board() {
        return board;
    }

    /** Every account of this node, also of ad groups that have left the board: their leases must be given back. */
    Map<UUID, LineAccount> accounts() {
        return accounts;
    }

    @EventListener
    void videoChanged(VideoChanged changed) {
        facts.remove(changed.video());
        stale = true;
    }

    @Scheduled(fixedDelay = 500)
    void refresh() {
        // one row
        var revision = jdbc.sql("SELECT n FROM ads_revision").query(Long.class).single();
        var now = clock.instant();
        if (stale
                || revision != board.revision()
                || Duration.between(readAt, now).abs().compareTo(READ_AGAIN) > 0
                || !Days.of(now).equals(Days.of(readAt))) {
            stale = false;
            read(revision, now);
        }
    }

    private synchronized void read(long revision, Instant now) {
        // A clip that did not play yet may by now; another node would not have told us.
        facts.values().removeIf(Optional::isEmpty);
        consents.read();
        var rows = lineRows(now);
        var ads = new HashMap<UUID, List<Line.Contender>>();
        var held = restrictions.read();
        for (var ad : adRows(rows.keySet())) {
            facts.computeIfAbsent(ad.contender().video(), videos::facts)
                    .ifPresent(known -> ads.computeIfAbsent(ad.adGroup(), group -> new ArrayList<>())
                            .add(held.on(ad.adGroup(), ad.contender())));
        }
        var lines = new ArrayList<Line>();
        rows.forEach((id, row) -> {
            var contenders = ads.get(id);
            if (contenders != null) {
                var account = accounts.computeIfAbsent(id, group -> new LineAccount());
                account.learn(row.known());
                lines.add(held.on(row.line(contenders, account)));
            }
        });
        board = Board.of(revision, lines);
        readAt = now;
    }

    private record LineRow(Line line, LineAccount.Known known) {

        Line line(List<Line.Contender> contenders, LineAccount account) {
            return new Line(
                    line.adGroup(),
                    line.campaign(),
                    line.business(),
                    line.currency(),
                    line.billing(),
                    line.bidMicros(),
                    line.daily(),
                    line.budgetMicros(),
                    line.campaignCap(),
                    line.startsAt(),
                    line.endsAt(),
                    line.targeting(),
                    line.smooth(),
                    line.timetable(),
                    line.caps(),
                    line.goal(),
                    List.copyOf(contenders),
                    account);
        }
    }

    private Map<UUID, LineRow> lineRows(Instant now) {
        var rows = new HashMap<UUID, LineRow>();
        // active campaigns are few against all; ads_group_campaign and the budgets' primary key serve the joins
        jdbc.sql("""
                SELECT g.*, c.business, c.currency, c.lifetime_cap_micros, b.period AS budget_period,
                       b.cap_micros AS budget_cap, b.spent_micros + b.held_micros AS budget_used
                FROM ads_campaign c
                JOIN ads_group g ON g.campaign = c.id
                LEFT JOIN ads_budget b ON b.owner = g.id
                     AND b.period = CASE g.budget_kind
                         WHEN 'daily' THEN to_char(CAST(:now AS timestamptz) AT TIME ZONE g.time_zone, 'YYYY-MM-DD')
                         ELSE 'lifetime' END
                WHERE c.state = 'active' AND NOT g.draft AND (g.ends_at IS NULL OR g.ends_at > :now)
                  AND NOT EXISTS (SELECT FROM ads_pause p WHERE p.subject = c.id)
                  AND NOT EXISTS (SELECT FROM ads_stop s WHERE s.owner IN (c.business, :platform) AND s.lifted_at IS NULL)
                """)
                .param("platform", PLATFORM)
                .param("now", java.sql.Timestamp.from(now))
                .query(row -> {
                    var group = AdGroups.read(row);
                    var period = row.getString("budget_period");
                    var line = new Line(
                            group.id(),
                            group.campaign(),
                            row.getObject("business", UUID.class),
                            row.getString("currency"),
                            group.billing(),
                            group.bidMicros(),
                            group.daily(),
                            group.budgetMicros(),
                            row.getObject("lifetime_cap_micros", Long.class),
                            group.startsAt(),
                            group.endsAt(),
                            group.targeting(),
                            group.smooth(),
                            group.timetable(),
                            group.capImpressions() == 0
                                    ? List.of()
                                    : List.of(new Cap(group.id(), group.capImpressions(), group.capDays() * 24)),
                            group.goal(),
                            List.of(),
                            new LineAccount());
                    var known = period == null
                            ? new LineAccount.Known(line.period(now), line.budgetMicros(), 0)
                            : new LineAccount.Known(period, row.getLong("budget_cap"), row.getLong("budget_used"));
                    rows.put(group.id(), new LineRow(line, known));
                });
        return rows;
    }

    private record AdRow(UUID adGroup, Line.Contender contender) {}

    private List<AdRow> adRows(Set<UUID> adGroups) {
        // ads_ad_group
        return jdbc.sql("""
                SELECT a.* FROM ads_ad a
                WHERE a.ad_group = ANY (:groups) AND a.state = 'approved'
                  AND NOT EXISTS (SELECT FROM ads_pause p WHERE p.subject = a.id)
                  AND a.video <> ALL (:resting)
                  AND (a.spark IS NULL OR a.spark = ANY (:permitted))
                """)
                .param("resting", exclusive.onlyThere(clock.instant()).toArray(UUID[]::new))
                .param("permitted", consents.standing().toArray(UUID[]::new))
                .param("groups", adGroups.toArray(UUID[]::new))
                .query((row, number) -> {
                    var ad = Ads.read(row);
                    return new AdRow(
                            ad.adGroup(),
                            new Line.Contender(
                                    ad.id(),
                                    ad.video(),
                                    ad.creator(),
                                    ad.durationMillis(),
                                    ad.displayName(),
                                    ad.callToAction(),
                                    ad.landingUrl(),
                                    ad.spark(),
                                    ad.destination(),
                                    List.of(),
                                    null));
                })
                .list();
    }
}
