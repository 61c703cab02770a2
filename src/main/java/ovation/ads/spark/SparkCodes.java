package ovation.ads.spark;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Ids;
import ovation.base.Sealer;

/** The codes, and the append-only ledger of who consented to what and took it back when. */
@Repository
class SparkCodes {

    private static final String SELECT = """
            SELECT id, creator, video, share_percent, days, made_at, expires_at, business, redeemed_by, redeemed_at, ended_at
            FROM ads_spark_code
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Sealer sealer;

    SparkCodes(JdbcClient jdbc, Clock clock, @Value("${ovation.secret}") String secret) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sealer = Sealer.of(secret, "ads.spark");
    }

    /** What happened to a code. @param ad of a use, else null */
    record Consent(String what, UUID person, @Nullable UUID ad, Instant at) {}

    Optional<SparkCode> find(UUID id) {
        // primary key
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query(SparkCodes::read)
                .optional();
    }

    Optional<SparkCode> lock(UUID id) {
        // primary key
        return jdbc.sql(SELECT + "WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(SparkCodes::read)
                .optional();
    }

    /** @param typed as {@link SparkSecret#typed} gives it */
    Optional<SparkCode> lockByCode(String typed) {
        // unique index of code_sha256
        return jdbc.sql(SELECT + "WHERE code_sha256 = :hash FOR UPDATE")
                .param("hash", SparkSecret.sha256(typed))
                .query(SparkCodes::read)
                .optional();
    }

    List<SparkCode> ofVideo(UUID video, int limit) {
        // ads_spark_code_video
        return jdbc.sql(SELECT + "WHERE video = :video ORDER BY id DESC LIMIT :limit")
                .param("video", video)
                .param("limit", limit)
                .query(SparkCodes::read)
                .list();
    }

    List<SparkCode> ofCreator(UUID creator, int limit) {
        // ads_spark_code_creator
        return jdbc.sql(SELECT + "WHERE creator = :creator ORDER BY id DESC LIMIT :limit")
                .param("creator", creator)
                .param("limit", limit)
                .query(SparkCodes::read)
                .list();
    }

    List<SparkCode> ofBusiness(UUID business, int limit) {
        // ads_spark_code_business
        return jdbc.sql(SELECT + "WHERE business = :business ORDER BY id DESC LIMIT :limit")
                .param("business", business)
                .param("limit", limit)
                .query(SparkCodes::read)
                .list();
    }

    /** Those that may serve somewhere. */
    List<SparkCode> live() {
        // ads_spark_code_live
        return jdbc.sql(SELECT + "WHERE business IS NOT NULL AND ended_at IS NULL AND expires_at > :now")
                .param("now", Timestamp.from(clock.instant()))
                .query(SparkCodes::read)
                .list();
    }

    /** @return whether the id was free */
    boolean insert(SparkCode code, String secret) {
        // primary key
        return jdbc.sql("""
                INSERT INTO ads_spark_code (id, creator, video, code_sha256, code_sealed, share_percent, days, made_at, expires_at)
                VALUES (:id, :creator, :video, :hash, :sealed, :share, :days, :madeAt, :expiresAt)
                ON CONFLICT (id) DO NOTHING
                """)
                        .param("id", code.id())
                        .param("creator", code.creator())
                        .param("video", code.video())
                        .param("hash", SparkSecret.sha256(secret))
                        .param("sealed", sealer.seal(secret, place(code.id())))
                        .param("share", code.sharePercent())
                        .param("days", code.days())
                        .param("madeAt", Timestamp.from(code.madeAt()))
                        .param("expiresAt", Timestamp.from(code.expiresAt()))
                        .update()
                == 1;
    }

    /** The code itself: for its creator's eyes only. */
    String secret(UUID id) {
        // primary key
        return jdbc.sql("SELECT code_sealed FROM ads_spark_code WHERE id = :id")
                .param("id", id)
                .query((row, number) -> sealer.open(row.getBytes("code_sealed"), place(id)))
                .single();
    }

    void redeem(UUID id, UUID business, UUID by) {
        // primary key
        jdbc.sql("""
                UPDATE ads_spark_code SET business = :business, redeemed_by = :by, redeemed_at = :now
                WHERE id = :id AND business IS NULL
                """)
                .param("id", id)
                .param("business", business)
                .param("by", by)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** @return those that had not ended before */
    List<UUID> end(Collection<UUID> ids) {
        // primary key
        return jdbc.sql("""
                UPDATE ads_spark_code SET ended_at = :now WHERE id = ANY (:ids) AND ended_at IS NULL RETURNING id
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    void note(SparkCode code, String what, UUID person, @Nullable UUID ad) {
        jdbc.sql("""
                INSERT INTO ads_spark_consent (id, code, what, person, ad, video, at)
                VALUES (:id, :code, :what, :person, :ad, :video, :now)
                """)
                .param("id", Ids.next(clock))
                .param("code", code.id())
                .param("what", what)
                .param("person", person)
                .param("ad", ad)
                .param("video", code.video())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    List<Consent> consents(UUID code) {
        // ads_spark_consent_code
        return jdbc.sql("SELECT what, person, ad, at FROM ads_spark_consent WHERE code = :code ORDER BY id")
                .param("code", code)
                .query((row, number) -> new Consent(
                        row.getString("what"),
                        row.getObject("person", UUID.class),
                        row.getObject("ad", UUID.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    private static String place(UUID id) {
        return "ads_spark_code/" + id;
    }

    private static SparkCode read(ResultSet row, int number) throws SQLException {
        return new SparkCode(
                row.getObject("id", UUID.class),
                row.getObject("creator", UUID.class),
                row.getObject("video", UUID.class),
                row.getInt("share_percent"),
                row.getInt("days"),
                row.getTimestamp("made_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getObject("business", UUID.class),
                row.getObject("redeemed_by", UUID.class),
                instant(row, "redeemed_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
