package ovation.ads.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** Within how many days a campaign is credited. What was decided before stays. The bean {@code attributionWindows} of the campaign's page. */
@Service("attributionWindows")
class AttributionSettings {

    static final int CLICK_DAYS = 7;
    static final int VIEW_DAYS = 1;

    private final Access access;
    private final JdbcClient jdbc;
    private final Clock clock;

    AttributionSettings(Access access, JdbcClient jdbc, Clock clock) {
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param clickDays 0 (off), 1, 7, 14 or 28 @param viewDays 0 (off), 1 or 7 */
    public record Windows(
            @Nullable Integer clickDays, @Nullable Integer viewDays) {}

    Windows of(Viewer viewer, UUID campaign) {
        access.campaignToSee(viewer, campaign);
        return of(campaign);
    }

    public Windows of(UUID campaign) {
        // primary key
        return jdbc.sql("SELECT click_days, view_days FROM ads_attribution_setting WHERE campaign = :campaign")
                .param("campaign", campaign)
                .query((row, number) -> new Windows(row.getInt("click_days"), row.getInt("view_days")))
                .optional()
                .orElse(new Windows(CLICK_DAYS, VIEW_DAYS));
    }

    /** What is null stays. */
    @Transactional
    Windows change(Viewer viewer, UUID campaign, Windows form) {
        access.campaignToChange(viewer, campaign);
        var before = of(campaign);
        var click = form.clickDays() == null ? before.clickDays() : form.clickDays();
        var view = form.viewDays() == null ? before.viewDays() : form.viewDays();
        var wrong = new HashMap<String, String>();
        if (click == null || !Set.of(0, 1, 7, 14, 28).contains(click)) {
            wrong.put("clickDays", "not_offered");
        }
        if (view == null || !Set.of(0, 1, 7).contains(view)) {
            wrong.put("viewDays", "not_offered");
        }
        if (!wrong.isEmpty()) {
            throw Refused.fields(wrong);
        }
        // primary key
        jdbc.sql("""
                INSERT INTO ads_attribution_setting (campaign, click_days, view_days, changed_by, changed_at)
                VALUES (:campaign, :click, :view, :by, :now)
                ON CONFLICT (campaign) DO UPDATE SET click_days = excluded.click_days, view_days = excluded.view_days,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("campaign", campaign)
                .param("click", click)
                .param("view", view)
                .param("by", viewer.person())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return of(campaign);
    }
}
