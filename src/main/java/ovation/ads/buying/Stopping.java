package ovation.ads.buying;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ovation.ads.Access;
import ovation.ads.Access.Level;
import ovation.ads.AdServing;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.identity.Role;
import ovation.identity.Viewer;

/**
 * The switches that stop everything: of a business, and of the whole platform. Serving ends with the next look at the
 * revision, within a second on every node; what was served before is still paid for. Each stop stays as a row.
 */
@Service
class Stopping {

    /** Whose stop is everybody's. */
    static final UUID PLATFORM = AdServing.PLATFORM;

    private final JdbcClient jdbc;
    private final Access access;
    private final AdServing serving;
    private final Clock clock;

    Stopping(JdbcClient jdbc, Access access, AdServing serving, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.serving = serving;
        this.clock = clock;
    }

    record Stop(UUID stoppedBy, Instant stoppedAt, String reason) {}

    /** @param business that of the switch @param stop null while all serves */
    record State(UUID business, boolean stopped, @Nullable Stop stop, boolean platformStopped) {}

    @Transactional
    State stop(Viewer viewer, UUID business, @Nullable String reason) {
        access.ground(viewer, Level.BUSINESS, business, true);
        set(viewer, business, reason);
        return state(business);
    }

    @Transactional
    State lift(Viewer viewer, UUID business) {
        access.ground(viewer, Level.BUSINESS, business, true);
        unset(viewer, business);
        return state(business);
    }

    State look(Viewer viewer, UUID business) {
        access.ground(viewer, Level.BUSINESS, business, false);
        return state(business);
    }

    @Transactional
    State stopPlatform(Viewer viewer, @Nullable String reason) {
        viewer.as(Role.ADMIN);
        set(viewer, PLATFORM, reason);
        return state(PLATFORM);
    }

    @Transactional
    State liftPlatform(Viewer viewer) {
        viewer.as(Role.ADMIN);
        unset(viewer, PLATFORM);
        return state(PLATFORM);
    }

    State lookAtPlatform(Viewer viewer) {
        viewer.as(Role.ADMIN);
        return state(PLATFORM);
    }

    private void set(Viewer viewer, UUID owner, @Nullable String reason) {
        var why = reason == null ? "" : reason.strip();
        if (why.length() > 300) {
            throw Refused.field("reason", "too_long");
        }
        // ads_stop_standing
        jdbc.sql("""
                INSERT INTO ads_stop (id, owner, reason, stopped_by, stopped_at) VALUES (:id, :owner, :reason, :by, :now)
                ON CONFLICT (owner) WHERE lifted_at IS NULL DO NOTHING
                """)
                .param("id", Ids.next(clock))
                .param("owner", owner)
                .param("reason", why)
                .param("by", viewer.person())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        serving.changed();
    }

    private void unset(Viewer viewer, UUID owner) {
        // ads_stop_standing
        jdbc.sql("UPDATE ads_stop SET lifted_by = :by, lifted_at = :now WHERE owner = :owner AND lifted_at IS NULL")
                .param("by", viewer.person())
                .param("now", Timestamp.from(clock.instant()))
                .param("owner", owner)
                .update();
        serving.changed();
    }

    private State state(UUID owner) {
        var own = standing(owner);
        return new State(
                owner, own.isPresent(), own.orElse(null), standing(PLATFORM).isPresent());
    }

    private Optional<Stop> standing(UUID owner) {
        // ads_stop_standing
        return jdbc.sql("""
                SELECT stopped_by, stopped_at, reason FROM ads_stop WHERE owner = :owner AND lifted_at IS NULL
                """)
                .param("owner", owner)
                .query((row, number) -> new Stop(
                        row.getObject("stopped_by", UUID.class),
                        row.getTimestamp("stopped_at").toInstant(),
                        row.getString("reason")))
                .optional();
    }
}
