package ovation.videos.effects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.videos.EffectOffers;
import ovation.videos.EffectScript;
import ovation.videos.Effects;
import tools.jackson.databind.json.JsonMapper;

@Repository
class StoredEffects implements Effects {

    private static final int MOST = 200;
    private static final int MAX_NAME = 30;
    private static final int MAX_SPONSOR = 40;
    private static final UUID NEWEST = new UUID(-1, -1);

    private final JdbcClient jdbc;
    private final EffectPictures pictures;
    private final ObjectProvider<EffectOffers> offers;
    private final JsonMapper json;
    private final Clock clock;

    StoredEffects(
            JdbcClient jdbc,
            EffectPictures pictures,
            ObjectProvider<EffectOffers> offers,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.pictures = pictures;
        this.offers = offers;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<Effect> find(UUID effect) {
        return Optional.ofNullable(findAll(List.of(effect)).get(effect));
    }

    @Override
    public Map<UUID, Effect> findAll(Collection<UUID> effects) {
        var found = new HashMap<UUID, Effect>();
        // primary key
        jdbc.sql("SELECT * FROM videos_effect WHERE id = ANY (:ids)")
                .param("ids", effects.toArray(UUID[]::new))
                .query(this::effect)
                .list()
                .forEach(effect -> found.put(effect.id(), effect));
        return found;
    }

    @Override
    public List<Effect> of(UUID owner) {
        // videos_effect_owner
        return jdbc.sql("SELECT * FROM videos_effect WHERE owner = :owner ORDER BY id DESC LIMIT :most")
                .param("owner", owner)
                .param("most", MOST)
                .query(this::effect)
                .list();
    }

    @Override
    public List<Effect> house() {
        // videos_effect_owner
        return jdbc.sql("SELECT * FROM videos_effect WHERE owner IS NULL ORDER BY id LIMIT :most")
                .param("most", MOST)
                .query(this::effect)
                .list();
    }

    @Override
    @Transactional
    public UUID make(UUID owner, NewEffect effect) {
        var id = Ids.next(clock);
        if (of(owner).size() >= MOST) {
            throw Refused.field("name", "too_many");
        }
        // one row
        write(jdbc.sql("""
                INSERT INTO videos_effect (id, owner, name, icon, sponsor, script, created_at)
                VALUES (:id, :owner, :name, :icon, :sponsor, :script::jsonb, :now)
                """).param("now", Timestamp.from(clock.instant())), owner, id, effect);
        return id;
    }

    @Override
    @Transactional
    public void change(UUID owner, UUID id, NewEffect effect) {
        // primary key
        var changed = write(jdbc.sql("""
                UPDATE videos_effect SET name = :name, icon = :icon, sponsor = :sponsor, script = :script::jsonb
                WHERE id = :id AND owner = :owner
                """), owner, id, effect);
        if (changed == 0) {
            throw Refused.notFound();
        }
    }

    private int write(JdbcClient.StatementSpec sql, UUID owner, UUID id, NewEffect effect) {
        var rules = new EffectRules(picture -> pictures.kind(owner, picture));
        var name = rules.text("name", effect.name(), MAX_NAME);
        var sponsor = rules.text("sponsor", effect.sponsor(), MAX_SPONSOR);
        var icon = effect.icon();
        if (icon != null) {
            rules.picture("icon", icon, PictureKind.ICON);
        }
        var script = rules.script(effect.script());
        rules.check();
        return sql.param("id", id)
                .param("owner", owner)
                .param("name", name)
                .param("icon", icon == null ? "/img/effects/plain.svg" : EffectPictures.address(icon))
                .param("sponsor", sponsor)
                .param("script", json.writeValueAsString(script))
                .update();
    }

    @Override
    public UUID keep(UUID owner, PictureKind kind, byte[] picture) {
        return pictures.keep(owner, kind, picture);
    }

    @Override
    public boolean mayUse(UUID effect, String region) {
        return offers.stream().anyMatch(each -> each.offers(effect, region))
                || find(effect).filter(found -> found.owner() == null).isPresent();
    }

    @Override
    public List<UUID> posts(UUID effect, @Nullable UUID before, int limit) {
        // videos_video_effect
        return jdbc.sql("""
                SELECT id FROM videos_video
                WHERE effect = :effect AND state = 'public' AND NOT promotional AND id < :before ORDER BY id DESC LIMIT :limit
                """)
                .param("effect", effect)
                .param("before", before == null ? NEWEST : before)
                .param("limit", limit)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    @Override
    public long countPosts(UUID effect) {
        // videos_video_effect
        return jdbc.sql(
                        "SELECT count(*) FROM videos_video WHERE effect = :effect AND state = 'public' AND NOT promotional")
                .param("effect", effect)
                .query(Long.class)
                .single();
    }

    @Override
    public Map<UUID, UUID> effectsOf(Set<UUID> videos) {
        var found = new HashMap<UUID, UUID>();
        // videos_video_pkey
        jdbc.sql("SELECT id, effect FROM videos_video WHERE id = ANY (:ids) AND effect IS NOT NULL")
                .param("ids", videos.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject("id", UUID.class), row.getObject("effect", UUID.class));
                });
        return found;
    }

    private Effect effect(ResultSet row, int number) throws SQLException {
        return new Effect(
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                row.getString("name"),
                row.getString("icon"),
                row.getString("sponsor"),
                json.readValue(Objects.requireNonNull(row.getString("script")), EffectScript.class),
                row.getTimestamp("created_at").toInstant());
    }
}
