package ovation.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;
import ovation.media.MediaStore.Asset;
import ovation.media.MediaStore.Rendition;
import ovation.media.MediaStore.State;

/** The rows of assets and renditions. */
@Repository
class Assets {

    /** An asset with what only this module may know. */
    record Stored(Asset asset, String directory, long declaredBytes) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Assets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    UUID add(UUID owner, String directory, long declaredBytes) {
        var now = clock.instant();
        var id = Ids.at(now);
        jdbc.sql("""
                        INSERT INTO media_asset (id, owner, directory, state, declared_bytes, created_at)
                        VALUES (:id, :owner, :directory, 'UPLOADING', :bytes, :now)
                        """)
                .param("id", id)
                .param("owner", owner)
                .param("directory", directory)
                .param("bytes", declaredBytes)
                .param("now", Timestamp.from(now))
                .update();
        return id;
    }

    /** @return how many uploads the owner began since an instant */
    int begunSince(UUID owner, Instant since) {
        // media_asset_owner
        return jdbc.sql("SELECT count(*) FROM media_asset WHERE owner = :owner AND created_at > :since")
                .param("owner", owner)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    Optional<Stored> find(UUID id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    Map<UUID, Stored> findAll(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var array = ids.toArray(UUID[]::new);
        var renditions = new HashMap<UUID, List<Rendition>>();
        // media_rendition_pkey; the tallest first
        jdbc.sql("""
                        SELECT asset, name, width, height, bytes FROM media_rendition
                        WHERE asset = ANY (:ids) ORDER BY asset, height DESC, name
                        """).param("ids", array).query(row -> {
            renditions
                    .computeIfAbsent(row.getObject("asset", UUID.class), _ -> new ArrayList<>())
                    .add(new Rendition(
                            row.getString("name"), row.getInt("width"), row.getInt("height"), row.getLong("bytes")));
        });
        var assets = new HashMap<UUID, Stored>();
        // media_asset_pkey
        jdbc.sql("SELECT * FROM media_asset WHERE id = ANY (:ids)")
                .param("ids", array)
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    assets.put(id, stored(row, renditions.getOrDefault(id, List.of())));
                });
        return assets;
    }

    /** Serialises what two requests do to one asset. @return whether it is there in that state */
    boolean lock(UUID id, State state) {
        return jdbc.sql("SELECT id FROM media_asset WHERE id = :id AND state = :state FOR UPDATE")
                .param("id", id)
                .param("state", state.name())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    void describe(UUID id, Clip clip, @Nullable String blurhash) {
        jdbc.sql("""
                        UPDATE media_asset SET duration_millis = :duration, width = :width, height = :height,
                               has_audio = :audio, blurhash = :blurhash
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("duration", clip.durationMillis())
                .param("width", clip.width())
                .param("height", clip.height())
                .param("audio", clip.hasAudio())
                .param("blurhash", blurhash)
                .update();
    }

    void become(UUID id, State state) {
        jdbc.sql("UPDATE media_asset SET state = :state WHERE id = :id AND state <> 'REFUSED'")
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    void refuse(UUID id, String code) {
        jdbc.sql("UPDATE media_asset SET state = 'REFUSED', refusal = :code, progress_percent = 100 WHERE id = :id")
                .param("id", id)
                .param("code", code)
                .update();
        jdbc.sql("DELETE FROM media_rendition WHERE asset = :id")
                .param("id", id)
                .update();
        jdbc.sql("DELETE FROM media_job WHERE asset = :id").param("id", id).update();
    }

    void progress(UUID id, int percent) {
        jdbc.sql("UPDATE media_asset SET progress_percent = :percent WHERE id = :id AND progress_percent < :percent")
                .param("id", id)
                .param("percent", Math.clamp(percent, 0, 100))
                .update();
    }

    void addRendition(UUID asset, Rendition rendition) {
        jdbc.sql("""
                        INSERT INTO media_rendition (asset, name, width, height, bytes)
                        VALUES (:asset, :name, :width, :height, :bytes)
                        ON CONFLICT (asset, name) DO NOTHING
                        """)
                .param("asset", asset)
                .param("name", rendition.name())
                .param("width", rendition.width())
                .param("height", rendition.height())
                .param("bytes", rendition.bytes())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("DELETE FROM media_asset WHERE id = :id").param("id", id).update();
    }

    List<Stored> unfinishedBefore(Instant before) {
        // media_asset_unfinished
        return jdbc.sql("""
                        SELECT * FROM media_asset WHERE state = 'UPLOADING' AND created_at < :before
                        ORDER BY created_at LIMIT 100
                        """)
                .param("before", Timestamp.from(before))
                .query((row, _) -> stored(row, List.of()))
                .list();
    }

    private static Stored stored(ResultSet row, List<Rendition> renditions) throws SQLException {
        var asset = new Asset(
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                State.valueOf(row.getString("state")),
                row.getInt("duration_millis"),
                row.getInt("width"),
                row.getInt("height"),
                row.getBoolean("has_audio"),
                row.getString("blurhash"),
                row.getString("refusal"),
                row.getInt("progress_percent"),
                List.copyOf(renditions));
        return new Stored(asset, row.getString("directory"), row.getLong("declared_bytes"));
    }
}
