package ovation.ads.buying;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.base.Refused;
import ovation.identity.Viewer;
import tools.jackson.databind.json.JsonMapper;

/** What somebody has typed into the wizard and not sent yet: kept as it is, checked when it is sent. */
@Service
class Drafts {

    private static final int LONGEST = 20_000;
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Access access;
    private final Clock clock;

    Drafts(JdbcClient jdbc, JsonMapper json, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.access = access;
        this.clock = clock;
    }

    /** @param form the wizard's fields by name */
    record Draft(UUID id, String name, Map<String, Object> form, Instant savedAt) {}

    /** Under the caller's id: saved again, it is the same draft. */
    @Transactional
    Draft save(Viewer viewer, UUID business, UUID id, @Nullable Map<String, Object> form) {
        access.ground(viewer, Level.BUSINESS, business, true);
        var text = json.writeValueAsString(form == null ? Map.of() : form);
        if (text.length() > LONGEST) {
            throw Refused.field("form", "too_long");
        }
        if (form != null
                && list(viewer, business).stream()
                                .filter(draft -> !draft.id().equals(id))
                                .count()
                        >= MOST) {
            throw Refused.field("form", "too_many");
        }
        var name = String.valueOf(form == null ? "" : form.getOrDefault("name", ""))
                .strip();
        // primary key
        var saved = jdbc.sql("""
                INSERT INTO ads_draft (id, business, name, form, saved_by, saved_at)
                VALUES (:id, :business, :name, CAST(:form AS jsonb), :by, :now)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, form = excluded.form, saved_by = excluded.saved_by,
                    saved_at = excluded.saved_at WHERE ads_draft.business = excluded.business
                """)
                .param("id", id)
                .param("business", business)
                .param("name", name.length() > 100 ? name.substring(0, 100) : name)
                .param("form", text)
                .param("by", viewer.person())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (saved == 0) {
            throw Refused.notFound();
        }
        return find(viewer, business, id);
    }

    List<Draft> list(Viewer viewer, UUID business) {
        access.ground(viewer, Level.BUSINESS, business, false);
        // ads_draft_business
        return jdbc.sql("""
                SELECT id, name, form::text AS form, saved_at FROM ads_draft WHERE business = :business ORDER BY saved_at DESC
                """)
                .param("business", business)
                .query((row, number) -> new Draft(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        form(row.getString("form")),
                        row.getTimestamp("saved_at").toInstant()))
                .list();
    }

    Draft find(Viewer viewer, UUID business, UUID id) {
        return list(viewer, business).stream()
                .filter(draft -> draft.id().equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    @Transactional
    void discard(Viewer viewer, UUID business, UUID id) {
        access.ground(viewer, Level.BUSINESS, business, true);
        // primary key
        jdbc.sql("DELETE FROM ads_draft WHERE id = :id AND business = :business")
                .param("id", id)
                .param("business", business)
                .update();
    }

    @SuppressWarnings("unchecked") // what save has written
    private Map<String, Object> form(String text) {
        return json.readValue(text, Map.class);
    }
}
