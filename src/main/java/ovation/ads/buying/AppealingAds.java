package ovation.ads.buying;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.ads.AdServing;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.identity.Viewer;
import ovation.moderation.Appeals;

/** A rejected ad can be appealed as it is; whoever edits it is reviewed anew and needs no appeal. */
@Service
class AppealingAds {

    private final JdbcClient jdbc;
    private final Access access;
    private final Appeals appeals;
    private final AdServing serving;

    AppealingAds(JdbcClient jdbc, Access access, Appeals appeals, AdServing serving) {
        this.jdbc = jdbc;
        this.access = access;
        this.appeals = appeals;
        this.serving = serving;
    }

    private record Rejected(UUID video, String state, String title) {}

    @Transactional
    UUID appeal(Viewer viewer, UUID ad, @Nullable String text) {
        access.ground(viewer, Level.AD, ad, true);
        // primary key; locked, so that two appeals are one after the other
        var found = jdbc.sql("""
                SELECT video, state, display_name || ' · ' || call_to_action || ' → ' || landing_url AS title
                FROM ads_ad WHERE id = :ad FOR UPDATE
                """)
                .param("ad", ad)
                .query((row, number) -> new Rejected(
                        row.getObject("video", UUID.class), row.getString("state"), row.getString("title")))
                .single();
        if (!found.state().equals("rejected")) {
            throw Refused.because(BuyingProblem.AD_NOT_REJECTED);
        }
        var opened = appeals.appeal(
                "ads",
                SubjectRef.ad(ad),
                viewer.person(),
                text == null ? "" : text,
                found.title(),
                "/v/" + found.video());
        serving.backInReview(ad);
        return opened;
    }
}
