package ovation.partners;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import ovation.base.Refused;
import ovation.identity.Viewer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the first answer of each key for two days. The key is claimed before the work and in a transaction of its own, so
 * that a second request at the same time finds it; a claim whose node died is free again after a minute.
 *
 * <p>A crash between the work's commit and the answer's loses the answer, not the safety: the work itself is idempotent by
 * its transfer id, which callers derive from the key.
 */
@Service
class KeptAnswers implements Idempotency {

    static final Duration KEPT = Duration.ofDays(2);
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;
    private final JsonMapper canonical;

    KeptAnswers(JdbcClient jdbc, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.canonical = json.rebuild()
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    private record Kept(
            String route,
            String hash,
            @Nullable Integer status,
            @Nullable String body) {}

    @Override
    public <T> ResponseEntity<Object> once(
            Viewer viewer, String route, @Nullable String key, Object request, Supplier<ResponseEntity<T>> work) {
        if (key == null) {
            throw Refused.because(PartnersProblem.IDEMPOTENCY_KEY_NEEDED);
        }
        if (!key.matches("[!-~]{1,100}")) {
            throw Refused.because(PartnersProblem.IDEMPOTENCY_KEY_UNREADABLE);
        }
        var hash = hash(request);
        if (claim(viewer.id(), key, route, hash)) {
            return workAndKeep(viewer.id(), key, work);
        }
        var kept = find(viewer.id(), key).orElseThrow(() -> Refused.because(PartnersProblem.REQUEST_IN_PROGRESS));
        if (!kept.route().equals(route) || !kept.hash().equals(hash)) {
            throw Refused.because(PartnersProblem.IDEMPOTENCY_KEY_REUSED);
        }
        if (kept.status() == null) {
            return inProgress();
        }
        return ResponseEntity.status(kept.status())
                .header("Idempotency-Replayed", "true")
                .contentType(kept.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON)
                .body(kept.body() == null ? null : json.readTree(kept.body()));
    }

    private <T> ResponseEntity<Object> workAndKeep(UUID viewer, String key, Supplier<ResponseEntity<T>> work) {
        try {
            var answer = work.get();
            var status = answer.getStatusCode().value();
            if (status < 500) {
                keep(viewer, key, status, answer.getBody() == null ? null : json.writeValueAsString(answer.getBody()));
            } else {
                release(viewer, key);
            }
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .body(answer.getBody());
        } catch (RuntimeException | Error failed) {
            // Nothing was committed (refusals roll back), so the same key may try again and hear the same refusal.
            release(viewer, key);
            throw failed;
        }
    }

    private static ResponseEntity<Object> inProgress() {
        throw Refused.because(PartnersProblem.REQUEST_IN_PROGRESS);
    }

    /** Served by the primary key. True for exactly one of several at once. */
    private boolean claim(UUID viewer, String key, String route, String hash) {
        var now = clock.instant();
        return jdbc.sql("""
                INSERT INTO partners_idempotency_key AS k (viewer, key, route, request_hash, created_at)
                VALUES (:viewer, :key, :route, :hash, :now)
                ON CONFLICT (viewer, key) DO UPDATE
                SET route = excluded.route, request_hash = excluded.request_hash, created_at = excluded.created_at,
                    status = NULL, body = NULL
                WHERE k.created_at < :forgotten
                   OR (k.status IS NULL AND k.created_at < :abandoned
                       AND k.request_hash = excluded.request_hash AND k.route = excluded.route)
                """)
                        .param("viewer", viewer)
                        .param("key", key)
                        .param("route", route)
                        .param("hash", hash)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("forgotten", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                        .param("abandoned", now.minus(CLAIM).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private Optional<Kept> find(UUID viewer, String key) {
        return jdbc.sql("""
                SELECT route, request_hash, status, body FROM partners_idempotency_key
                WHERE viewer = :viewer AND key = :key
                """)
                .param("viewer", viewer)
                .param("key", key)
                .query((row, number) -> new Kept(
                        row.getString("route"),
                        row.getString("request_hash"),
                        row.getObject("status", Integer.class),
                        row.getString("body")))
                .optional();
    }

    private void keep(UUID viewer, String key, int status, @Nullable String body) {
        jdbc.sql("""
                UPDATE partners_idempotency_key SET status = :status, body = :body
                WHERE viewer = :viewer AND key = :key
                """)
                .param("status", status)
                .param("body", body)
                .param("viewer", viewer)
                .param("key", key)
                .update();
    }

    private void release(UUID viewer, String key) {
        jdbc.sql("DELETE FROM partners_idempotency_key WHERE viewer = :viewer AND key = :key AND status IS NULL")
                .param("viewer", viewer)
                .param("key", key)
                .update();
    }

    private String hash(Object request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(canonical.writeValueAsBytes(request));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Served by {@code partners_idempotency_key_by_age}. */
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOld() {
        jdbc.sql("DELETE FROM partners_idempotency_key WHERE created_at < :limit")
                .param("limit", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
