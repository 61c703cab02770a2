package ovation.ads;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** To which campaign and business an ad group belongs: that never changes, so it is kept. */
@Repository
class Lineage {

    private static final UUID NOBODY = new UUID(0, 0);

    private record Parents(UUID campaign, UUID business) {}

    private final JdbcClient jdbc;
    private final Map<UUID, Parents> known = new ConcurrentHashMap<>();

    Lineage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Frequency.Owners of(UUID ad, UUID adGroup) {
        var parents = known.computeIfAbsent(adGroup, this::read);
        return new Frequency.Owners(ad, adGroup, parents.campaign(), parents.business());
    }

    private Parents read(UUID adGroup) {
        // primary keys
        return jdbc.sql("""
                SELECT c.id, c.business FROM ads_group g JOIN ads_campaign c ON c.id = g.campaign WHERE g.id = :group
                """)
                .param("group", adGroup)
                .query((row, number) ->
                        new Parents(row.getObject("id", UUID.class), row.getObject("business", UUID.class)))
                .optional()
                .orElse(new Parents(NOBODY, NOBODY));
    }
}
