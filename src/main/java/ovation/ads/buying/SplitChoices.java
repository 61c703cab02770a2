package ovation.ads.buying;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.identity.Viewer;
import ovation.videos.Videos;
import ovation.videos.Videos.VideoCard;

/** What of a campaign can be put into a test. */
@Repository
class SplitChoices {

    private final JdbcClient jdbc;
    private final Access access;
    private final Videos videos;

    SplitChoices(JdbcClient jdbc, Access access, Videos videos) {
        this.jdbc = jdbc;
        this.access = access;
        this.videos = videos;
    }

    /** An arm as it is or may be. @param poster of the clip of an ad; null for an ad group, and if the clip is gone */
    record Choice(UUID id, String name, @Nullable String poster) {}

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

    List<Choice> groups(UUID campaign) {
        // ads_group_campaign
        return named("SELECT id, name FROM ads_group WHERE campaign = :campaign ORDER BY id", "campaign", campaign);
    }

    List<Choice> ads(UUID campaign) {
        // ads_group_campaign, ads_ad_group
        return shown("""
                SELECT a.id, a.video, a.display_name, g.name FROM ads_group g JOIN ads_ad a ON a.ad_group = g.id
                WHERE g.campaign = :campaign ORDER BY g.id, a.id
                """, "campaign", campaign);
    }

    /** @param level {@code ad} or {@code group} */
    Map<UUID, Choice> of(String level, List<UUID> members) {
        var ids = members.toArray(UUID[]::new);
        // primary keys
        var choices = level.equals("ad")
                ? shown("""
                        SELECT a.id, a.video, a.display_name, g.name FROM ads_ad a JOIN ads_group g ON g.id = a.ad_group
                        WHERE a.id = ANY (CAST(:ids AS uuid[]))
                        """, "ids", ids)
                : named("SELECT id, name FROM ads_group WHERE id = ANY (CAST(:ids AS uuid[]))", "ids", ids);
        return choices.stream().collect(Collectors.toMap(Choice::id, Function.identity()));
    }

    private List<Choice> named(String sql, String parameter, Object value) {
        return jdbc.sql(sql)
                .param(parameter, value)
                .query((row, number) -> new Choice(row.getObject("id", UUID.class), row.getString("name"), null))
                .list();
    }

    private record Ad(UUID id, UUID video, String brand, String group) {}

    /** What sets two ads of one brand apart is the clip: its caption and its picture. */
    private List<Choice> shown(String sql, String parameter, Object value) {
        var ads = jdbc.sql(sql)
                .param(parameter, value)
                .query((row, number) -> new Ad(
                        row.getObject("id", UUID.class),
                        row.getObject("video", UUID.class),
                        row.getString("display_name"),
                        row.getString("name")))
                .list();
        var clips = videos.cards(ads.stream().map(Ad::video).distinct().toList()).stream()
                .collect(Collectors.toMap(VideoCard::id, Function.identity()));
        return ads.stream().map(ad -> choice(ad, clips.get(ad.video()))).toList();
    }

    private static Choice choice(Ad ad, @Nullable VideoCard clip) {
        var name = clip == null || clip.caption().isBlank() ? ad.brand() : clip.caption();
        return new Choice(ad.id(), name + " · " + ad.group(), clip == null ? null : clip.poster());
    }
}
