package ovation.ads.buying;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.identity.Viewer;

/** What of a campaign can be put into a test. */
@Repository
class SplitChoices {

    private final JdbcClient jdbc;
    private final Access access;

    SplitChoices(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    record Named(UUID id, String name) {}

    record InBusiness(UUID id, String name, UUID business) {}

    InBusiness campaign(Viewer viewer, UUID id) {
        access.ground(viewer, Level.CAMPAIGN, id, false);
        // primary key
        return jdbc.sql("SELECT name, business FROM ads_campaign WHERE id = :id")
                .param("id", id)
                .query((row, number) ->
                        new InBusiness(id, row.getString("name"), row.getObject("business", UUID.class)))
                .single();
    }

    List<Named> groups(UUID campaign) {
        // ads_group_campaign
        return named("SELECT id, name FROM ads_group WHERE campaign = :campaign ORDER BY id", campaign);
    }

    List<Named> ads(UUID campaign) {
        // ads_group_campaign, ads_ad_group
        return named("""
                SELECT a.id, a.display_name || ' · ' || a.call_to_action || ' · ' || g.name AS name
                FROM ads_group g JOIN ads_ad a ON a.ad_group = g.id WHERE g.campaign = :campaign ORDER BY g.id, a.id
                """, campaign);
    }

    private List<Named> named(String sql, UUID campaign) {
        return jdbc.sql(sql)
                .param("campaign", campaign)
                .query((row, number) -> new Named(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
