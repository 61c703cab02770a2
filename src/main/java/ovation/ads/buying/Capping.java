package ovation.ads.buying;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.ads.AdServing;
import ovation.base.Refused;
import ovation.identity.Viewer;

/** How often one person may see ads of an ad, an ad group, a campaign or a whole business: several caps hold together. */
@Service
class Capping {

    private static final int MOST = 5;

    private final JdbcClient jdbc;
    private final Access access;
    private final AdServing serving;

    Capping(JdbcClient jdbc, Access access, AdServing serving) {
        this.jdbc = jdbc;
        this.access = access;
        this.serving = serving;
    }

    /** @param hours of the window that moves along: 24 for a day, at most 168 */
    record Cap(int impressions, int hours) {

        boolean inRange() {
            return impressions >= 1 && impressions <= 1000 && hours >= 1 && hours <= 168;
        }
    }

    @Transactional
    List<Cap> set(Viewer viewer, Level level, UUID owner, @Nullable List<Cap> caps) {
        access.ground(viewer, level, owner, true);
        var wanted = caps == null ? List.<Cap>of() : caps;
        if (wanted.size() > MOST) {
            throw Refused.field("caps", "too_many");
        }
        var hours = new HashSet<Integer>();
        if (!wanted.stream().allMatch(cap -> cap.inRange() && hours.add(cap.hours()))) {
            throw Refused.field("caps", "out_of_range");
        }
        // primary key
        jdbc.sql("DELETE FROM ads_cap WHERE owner = :owner")
                .param("owner", owner)
                .update();
        for (var cap : wanted) {
            jdbc.sql("INSERT INTO ads_cap (owner, hours, impressions) VALUES (:owner, :hours, :impressions)")
                    .param("owner", owner)
                    .param("hours", cap.hours())
                    .param("impressions", cap.impressions())
                    .update();
        }
        serving.changed();
        return of(owner);
    }

    List<Cap> get(Viewer viewer, Level level, UUID owner) {
        access.ground(viewer, level, owner, false);
        return of(owner);
    }

    private List<Cap> of(UUID owner) {
        // primary key
        return jdbc.sql("SELECT impressions, hours FROM ads_cap WHERE owner = :owner ORDER BY hours")
                .param("owner", owner)
                .query(new SimplePropertyRowMapper<>(Cap.class))
                .list();
    }
}
