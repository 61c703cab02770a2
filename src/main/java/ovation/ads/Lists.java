package ovation.ads;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Custom audiences as targeting sees them. */
@Repository
class Lists {

    /** Fewer and one could find out about single people. */
    static final int LEAST_MATCHED = 1_000;

    private final JdbcClient jdbc;

    Lists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes what is not the business's own, or not large enough to be used. */
    void check(Inputs inputs, UUID business, Collection<String> ids, String field) {
        if (ids.isEmpty()) {
            return;
        }
        // primary key
        var usable = jdbc.sql("""
                SELECT id::text FROM ads_audience
                WHERE id = ANY (CAST(:ids AS uuid[])) AND business = :business AND matched >= :least
                """)
                .param("ids", ids.toArray(String[]::new))
                .param("business", business)
                .param("least", LEAST_MATCHED)
                .query(String.class)
                .list();
        if (!Set.copyOf(usable).containsAll(ids)) {
            inputs.wrong(field, "audience_not_usable");
        }
    }

    /** What a business can use, by id: the name. */
    Map<String, String> usable(UUID business) {
        var usable = new LinkedHashMap<String, String>();
        // ads_audience_business
        jdbc.sql("""
                SELECT id::text AS id, name FROM ads_audience WHERE business = :business AND matched >= :least ORDER BY name
                """).param("business", business).param("least", LEAST_MATCHED).query(row -> {
            usable.put(row.getString("id"), row.getString("name"));
        });
        return usable;
    }

    /** The lists that a person is on. */
    List<String> of(UUID person) {
        // ads_audience_member_person
        return jdbc.sql("SELECT audience::text AS audience FROM ads_audience_member WHERE person = :person")
                .param("person", person)
                .query((row, number) -> row.getString("audience"))
                .list();
    }
}
