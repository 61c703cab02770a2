package ovation.ads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.SubjectRef;

@Repository
class Ads {

    private static final String SELECT = """
            SELECT a.*, p.paused_at FROM ads_ad a LEFT JOIN ads_pause p ON p.subject = a.id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Ads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Ad> find(UUID id) {
        // primary key
        return jdbc.sql(SELECT + "WHERE a.id = :id")
                .param("id", id)
                .query((row, number) -> readWithPause(row))
                .optional();
    }

    List<Ad> of(UUID adGroup) {
        // ads_ad_group
        return jdbc.sql(SELECT + "WHERE a.ad_group = :adGroup ORDER BY a.id")
                .param("adGroup", adGroup)
                .query((row, number) -> readWithPause(row))
                .list();
    }

    List<Ad> ofCampaign(UUID campaign) {
        // ads_group_campaign, ads_ad_group
        return jdbc.sql(SELECT + "JOIN ads_group g ON g.id = a.ad_group WHERE g.campaign = :campaign ORDER BY a.id")
                .param("campaign", campaign)
                .query((row, number) -> readWithPause(row))
                .list();
    }

    void insert(Ad ad) {
        with(jdbc.sql("""
                INSERT INTO ads_ad (id, ad_group, video, creator, duration_millis, display_name, call_to_action, landing_url, spark,
                                    card_kind, card, state, reason, note, created_at, version)
                VALUES (:id, :group, :video, :creator, :duration, :name, :call, :url, :spark, :cardKind, :card, :state, :reason, :note, :now, 0)
                """), ad)
                .param("group", ad.adGroup())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** @throws OptimisticLockingFailureException if somebody else has saved since the version was read */
    void update(Ad ad) {
        // primary key
        var changed = with(jdbc.sql("""
                UPDATE ads_ad SET video = :video, creator = :creator, duration_millis = :duration, display_name = :name,
                    call_to_action = :call, landing_url = :url, spark = :spark, card_kind = :cardKind, card = :card, state = :state, reason = :reason, note = :note,
                    version = version + 1
                WHERE id = :id AND version = :version
                """), ad).param("version", ad.version()).update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec sql, Ad ad) {
        return sql.param("id", ad.id())
                .param("video", ad.video())
                .param("creator", ad.creator())
                .param("duration", ad.durationMillis())
                .param("name", ad.displayName())
                .param("call", ad.callToAction())
                .param("url", ad.landingUrl())
                .param("spark", ad.spark())
                .param(
                        "cardKind",
                        ad.destination() == null ? null : ad.destination().kind())
                .param(
                        "card",
                        ad.destination() == null ? null : ad.destination().id())
                .param("state", ad.review())
                .param("reason", ad.reason())
                .param("note", ad.note());
    }

    private static Ad readWithPause(ResultSet row) throws SQLException {
        var ad = read(row);
        var pausedAt = row.getTimestamp("paused_at");
        return pausedAt == null
                ? ad
                : new Ad(
                        ad.id(),
                        ad.adGroup(),
                        ad.video(),
                        ad.creator(),
                        ad.durationMillis(),
                        ad.displayName(),
                        ad.callToAction(),
                        ad.landingUrl(),
                        ad.spark(),
                        ad.destination(),
                        ad.review(),
                        ad.reason(),
                        ad.note(),
                        pausedAt.toInstant(),
                        ad.version());
    }

    static Ad read(ResultSet row) throws SQLException {
        var card = row.getObject("card", UUID.class);
        return new Ad(
                row.getObject("id", UUID.class),
                row.getObject("ad_group", UUID.class),
                row.getObject("video", UUID.class),
                row.getObject("creator", UUID.class),
                row.getInt("duration_millis"),
                row.getString("display_name"),
                row.getString("call_to_action"),
                row.getString("landing_url"),
                row.getObject("spark", UUID.class),
                card == null ? null : new SubjectRef(row.getString("card_kind"), card),
                row.getString("state"),
                row.getString("reason"),
                row.getString("note"),
                null,
                row.getInt("version"));
    }
}
