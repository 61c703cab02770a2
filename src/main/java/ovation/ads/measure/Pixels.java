package ovation.ads.measure;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Pixels {

    private final JdbcClient jdbc;
    private final LoadingCache<UUID, Optional<Pixel>> known;

    Pixels(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofSeconds(5))
                .build(this::find);
    }

    /** For events: as of a few seconds ago. */
    Optional<Pixel> known(UUID id) {
        return known.get(id);
    }

    Optional<Pixel> find(UUID id) {
        // primary key
        return jdbc.sql("SELECT * FROM ads_pixel WHERE id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<Pixel> of(UUID business) {
        // ads_pixel_business
        return jdbc.sql("SELECT * FROM ads_pixel WHERE business = :business ORDER BY id LIMIT 50")
                .param("business", business)
                .query((row, number) -> read(row))
                .list();
    }

    void insert(Pixel pixel, UUID by) {
        jdbc.sql("""
                INSERT INTO ads_pixel (id, business, name, secret_sha256, origins, created_by, created_at, version)
                VALUES (:id, :business, :name, :secret, :origins, :by, :now, 0)
                """)
                .param("id", pixel.id())
                .param("business", pixel.business())
                .param("name", pixel.name())
                .param("secret", pixel.secretSha256())
                .param("origins", pixel.origins().toArray(String[]::new))
                .param("by", by)
                .param("now", Timestamp.from(pixel.createdAt()))
                .update();
    }

    /** @throws OptimisticLockingFailureException if somebody else has saved since the version was read */
    void update(Pixel pixel) {
        // primary key
        var changed = jdbc.sql("""
                UPDATE ads_pixel SET name = :name, secret_sha256 = :secret, origins = :origins, version = version + 1
                WHERE id = :id AND version = :version
                """)
                .param("name", pixel.name())
                .param("secret", pixel.secretSha256())
                .param("origins", pixel.origins().toArray(String[]::new))
                .param("id", pixel.id())
                .param("version", pixel.version())
                .update();
        if (changed == 0) {
            throw new OptimisticLockingFailureException("Saved meanwhile by somebody else");
        }
        known.invalidate(pixel.id());
    }

    private static Pixel read(ResultSet row) throws SQLException {
        return new Pixel(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                row.getString("name"),
                row.getBytes("secret_sha256"),
                Arrays.asList((String[]) row.getArray("origins").getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("version"));
    }
}
