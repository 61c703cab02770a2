package ovation.ads.lift;

import static ovation.base.Columns.texts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LiftRows {

    private final JdbcClient jdbc;

    LiftRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param ghost whether the campaign only would have reached the person */
    record Reached(UUID campaign, UUID person, boolean ghost, Instant at) {}

    /** What somebody did with a creator or a business. */
    record Deed(UUID target, UUID person, String kind, Instant at) {

        LocalDate day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }
    }

    /** The first time counts, and the group of the first time. */
    void insert(List<Reached> reached) {
        if (reached.isEmpty()) {
            return;
        }
        // primary key; in its order, so that nodes do not wait for each other in a circle
        jdbc.sql("""
                INSERT INTO ads_lift_person (campaign, person, ghost, first_at)
                SELECT * FROM unnest(:campaigns::uuid[], :people::uuid[], :ghosts::boolean[], :ats::timestamptz[])
                    AS r (campaign, person, ghost, at)
                ORDER BY campaign, person
                ON CONFLICT (campaign, person) DO NOTHING
                """)
                .param("campaigns", reached.stream().map(Reached::campaign).toArray(UUID[]::new))
                .param("people", reached.stream().map(Reached::person).toArray(UUID[]::new))
                .param("ghosts", reached.stream().map(Reached::ghost).toArray(Boolean[]::new))
                .param("ats", reached.stream().map(each -> each.at().toString()).toArray(String[]::new))
                .update();
    }

    /** Of creators who advertise only. */
    void insertOfCreators(List<Deed> deeds) {
        // ads_ad_creator, a probe for each; then the primary key
        insert(deeds, "WHERE EXISTS (SELECT FROM ads_ad a WHERE a.creator = d.target)");
    }

    void insertOfBusinesses(List<Deed> deeds) {
        // primary key
        insert(deeds, "");
    }

    private void insert(List<Deed> deeds, String where) {
        if (deeds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO ads_lift_outcome AS o (target, person, kind, day, last_at)
                SELECT target, person, kind, day, max(at)
                FROM unnest(:targets::uuid[], :people::uuid[], :kinds::text[], :days::date[], :ats::timestamptz[])
                    AS d (target, person, kind, day, at)
                %s
                GROUP BY target, person, kind, day ORDER BY target, person, kind, day
                ON CONFLICT (target, person, kind, day) DO UPDATE SET last_at = greatest(o.last_at, excluded.last_at)
                """.formatted(where))
                .param("targets", deeds.stream().map(Deed::target).toArray(UUID[]::new))
                .param("people", deeds.stream().map(Deed::person).toArray(UUID[]::new))
                .param("kinds", texts(deeds, Deed::kind))
                .param("days", texts(deeds, deed -> deed.day().toString()))
                .param("ats", texts(deeds, deed -> deed.at().toString()))
                .update();
    }

    /** People of the two groups, and how many of them did something. */
    record Counts(String kind, long treated, long treatedDid, long control, long controlDid) {}

    record Groups(long treated, long control) {}

    Groups groups(UUID campaign) {
        // ads_lift_person's primary key
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE NOT ghost) AS treated, count(*) FILTER (WHERE ghost) AS control
                FROM ads_lift_person WHERE campaign = :campaign
                """).param("campaign", campaign).query(Groups.class).single();
    }

    /** By kind of outcome, the kinds that somebody did. */
    List<Counts> counts(UUID campaign, UUID business, int windowDays, Groups groups) {
        var counts = new ArrayList<Counts>();
        // ads_lift_person's primary key, ads_group_campaign and ads_ad_group, then ads_lift_outcome's primary key for
        // each pair
        jdbc.sql("""
                WITH target AS (
                    SELECT a.creator AS id FROM ads_group g JOIN ads_ad a ON a.ad_group = g.id WHERE g.campaign = :campaign
                    UNION SELECT :business)
                SELECT o.kind, count(DISTINCT p.person) FILTER (WHERE NOT p.ghost) AS treated,
                       count(DISTINCT p.person) FILTER (WHERE p.ghost) AS control
                FROM ads_lift_person p CROSS JOIN target t
                JOIN ads_lift_outcome o ON o.target = t.id AND o.person = p.person
                WHERE p.campaign = :campaign AND o.last_at >= p.first_at
                  AND o.last_at < p.first_at + make_interval(days => :days)
                GROUP BY o.kind ORDER BY o.kind
                """)
                .param("campaign", campaign)
                .param("business", business)
                .param("days", windowDays)
                .query(row -> {
                    counts.add(new Counts(
                            row.getString("kind"),
                            groups.treated(),
                            row.getLong("treated"),
                            groups.control(),
                            row.getLong("control")));
                });
        return counts;
    }

    long spentMicros(UUID campaign) {
        // ads_stat_campaign
        return jdbc.sql("SELECT coalesce(sum(spend_micros), 0)::bigint FROM ads_stat WHERE campaign = :campaign")
                .param("campaign", campaign)
                .query(Long.class)
                .single();
    }
}
