package ovation.ads.buying;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Viewer;

/**
 * Copies of campaigns, ad groups and ads with all that is set in them, as drafts: never what was spent, counted, paused or
 * decided. By an id of the caller's, so that asking twice makes one.
 */
@Service
class Copying {

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    Copying(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /** @return the copy's id */
    @Transactional
    UUID copy(Viewer viewer, Level level, UUID source, @Nullable UUID id) {
        if (id == null) {
            throw Refused.field("id", "required");
        }
        access.ground(viewer, level, source, true);
        var copy = Ids.next(clock);
        // primary key
        var fresh = jdbc.sql("""
                INSERT INTO ads_copy (id, level, source, copy, made_by, made_at)
                VALUES (:id, :level, :source, :copy, :by, :now) ON CONFLICT (id) DO NOTHING
                """)
                .param("id", id)
                .param("level", level.name().toLowerCase(java.util.Locale.ROOT))
                .param("source", source)
                .param("copy", copy)
                .param("by", viewer.person())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (fresh == 0) {
            return known(id, source);
        }
        switch (level) {
            case CAMPAIGN -> campaign(source, copy, viewer.person());
            case GROUP -> group(source, copy, null);
            case AD -> ad(source, copy, null);
            case BUSINESS -> throw new IllegalArgumentException("Nobody copies a business");
        }
        return copy;
    }

    private UUID known(UUID id, UUID source) {
        // primary key
        return jdbc.sql("SELECT copy FROM ads_copy WHERE id = :id AND source = :source")
                .param("id", id)
                .param("source", source)
                .query((row, number) -> row.getObject("copy", UUID.class))
                .optional()
                .orElseThrow(() -> Refused.because(BuyingProblem.COPY_ID_TAKEN));
    }

    /** Whatever columns there are: what is new in a copy is named, all else stays as it is. */
    private void campaign(UUID source, UUID copy, UUID by) {
        jdbc.sql("""
                INSERT INTO ads_campaign SELECT (jsonb_populate_record(c, jsonb_build_object(
                    'id', :copy, 'name', left(c.name, 92) || ' (copy)', 'state', 'draft', 'created_by', :by,
                    'created_at', :now, 'version', 0))).*
                FROM ads_campaign c WHERE c.id = :source
                """)
                .param("copy", copy.toString())
                .param("by", by.toString())
                .param("now", clock.instant().toString())
                .param("source", source)
                .update();
        caps(source, copy);
        // ads_group_campaign
        for (var group : ids("SELECT id FROM ads_group WHERE campaign = :of ORDER BY id", source)) {
            group(group, Ids.next(clock), copy);
        }
    }

    /** @param campaign null: beside the source, as a draft of its own */
    private void group(UUID source, UUID copy, @Nullable UUID campaign) {
        jdbc.sql("""
                INSERT INTO ads_group SELECT (jsonb_populate_record(g, jsonb_build_object(
                    'id', :copy, 'campaign', coalesce(:campaign, g.campaign::text),
                    'name', CASE WHEN :campaign IS NULL THEN left(g.name, 92) || ' (copy)' ELSE g.name END,
                    'draft', :campaign IS NULL OR g.draft,
                    'starts_at', greatest(g.starts_at, CAST(:now AS timestamptz)),
                    'ends_at', CASE WHEN g.ends_at > CAST(:now AS timestamptz) THEN g.ends_at END,
                    'created_at', :now, 'version', 0))).*
                FROM ads_group g WHERE g.id = :source
                """)
                .param("copy", copy.toString())
                .param("campaign", campaign == null ? null : campaign.toString(), java.sql.Types.VARCHAR)
                .param("now", clock.instant().toString())
                .param("source", source)
                .update();
        caps(source, copy);
        terms(copy);
        // ads_ad_group
        for (var ad : ids("SELECT id FROM ads_ad WHERE ad_group = :of ORDER BY id", source)) {
            ad(ad, Ids.next(clock), copy);
        }
    }

    /** @param group null: beside the source */
    private void ad(UUID source, UUID copy, @Nullable UUID group) {
        jdbc.sql("""
                INSERT INTO ads_ad SELECT (jsonb_populate_record(a, jsonb_build_object(
                    'id', :copy, 'ad_group', coalesce(:group, a.ad_group::text), 'state', 'draft', 'reason', 'none',
                    'note', '', 'created_at', :now, 'version', 0))).*
                FROM ads_ad a WHERE a.id = :source
                """)
                .param("copy", copy.toString())
                .param("group", group == null ? null : group.toString(), java.sql.Types.VARCHAR)
                .param("now", clock.instant().toString())
                .param("source", source)
                .update();
        caps(source, copy);
    }

    /** What is promised from now on, as when an ad group is made. */
    private void terms(UUID copy) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_group_terms (ad_group, number, from_at, changed_by, billing, strategy, bid_micros, goal_event,
                                             roas_percent)
                SELECT g.id, 0, :now, c.created_by, g.billing, g.strategy, g.bid_micros, g.goal_event, g.roas_percent
                FROM ads_group g JOIN ads_campaign c ON c.id = g.campaign WHERE g.id = :copy
                """)
                .param("copy", copy)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private void caps(UUID source, UUID copy) {
        // primary key
        jdbc.sql("""
                INSERT INTO ads_cap (owner, hours, impressions)
                SELECT :copy, hours, impressions FROM ads_cap WHERE owner = :source
                """).param("copy", copy).param("source", source).update();
    }

    private List<UUID> ids(String sql, UUID of) {
        return jdbc.sql(sql)
                .param("of", of)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }
}
