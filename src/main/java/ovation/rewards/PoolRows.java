package ovation.rewards;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.Canonical;

/** What a close writes down. */
@Component
class PoolRows {

    private final JdbcClient jdbc;

    PoolRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One close or maturing at a time, over all nodes; until the end of the transaction. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('rewards'))::text")
                .query(String.class)
                .single();
    }

    /** Served by the key. */
    boolean closed(LocalDate day) {
        return jdbc.sql("SELECT count(*) FROM rewards_day WHERE day = :day")
                        .param("day", day)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** One row a day since the beginning. */
    Set<LocalDate> closedDays() {
        return new HashSet<>(
                jdbc.sql("SELECT day FROM rewards_day").query(LocalDate.class).list());
    }

    void close(LocalDate day, Instant at, @Nullable UUID by, long qualifiedViews) {
        jdbc.sql(
                        "INSERT INTO rewards_day (day, closed_at, closed_by, qualified_views) VALUES (:day, :at, :by::uuid, :views)")
                .param("day", day)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by == null ? null : by.toString())
                .param("views", qualifiedViews)
                .update();
    }

    /** A pool that waits for a day with a qualified view: nothing has moved. */
    void carry(Receipt.Pool pool) {
        insert(pool, "carried");
    }

    void settle(Receipt.Pool pool, List<Receipt> receipts, PostingRewards.Posted posted) {
        insert(pool, "settled");
        posted.carries().forEach((from, transfer) -> jdbc.sql("""
                        INSERT INTO rewards_carry (day, currency, from_day, micros, transfer_id)
                        VALUES (:day, :currency, :from, :micros, :transfer)
                        """)
                .param("day", pool.day())
                .param("currency", pool.currency())
                .param("from", from)
                .param("micros", posted.carried().get(from))
                .param("transfer", transfer)
                .update());
        insertReceipts(pool, receipts);
        insertLines(receipts);
    }

    private void insert(Receipt.Pool pool, String state) {
        jdbc.sql("""
                INSERT INTO rewards_pool (day, currency, state, formula, revenue_micros, carried_micros, share_per_million,
                    creators_micros, platform_micros, qualified_views, allocation_sha256, settled_at, available_from)
                VALUES (:day, :currency, :state, :formula, :revenue, :carried, :share, :creators, :platform, :views,
                    :allocation, :settled, :available)
                """)
                .param("day", pool.day())
                .param("currency", pool.currency())
                .param("state", state)
                .param("formula", pool.formula())
                .param("revenue", pool.revenueMicros())
                .param("carried", pool.carriedMicros())
                .param("share", pool.sharePerMillion())
                .param("creators", pool.creatorsMicros())
                .param("platform", pool.platformMicros())
                .param("views", pool.qualifiedViews())
                .param("allocation", pool.allocationSha256())
                .param("settled", pool.settledAt().atOffset(ZoneOffset.UTC))
                .param("available", pool.availableFrom().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void insertReceipts(Receipt.Pool pool, List<Receipt> receipts) {
        jdbc.sql("""
                INSERT INTO rewards_receipt (id, day, currency, creator, qualified_views, excluded, micros, transfer_id, sha256)
                SELECT id, :day, :currency, creator, views, excluded::jsonb, micros, transfer, sha256
                FROM unnest(:ids::uuid[], :creators::uuid[], :views::bigint[], :excluded::text[], :micros::bigint[],
                            :transfers::uuid[], :hashes::text[])
                     AS r (id, creator, views, excluded, micros, transfer, sha256)
                """)
                .param("day", pool.day())
                .param("currency", pool.currency())
                .param("ids", receipts.stream().map(Receipt::id).toArray(UUID[]::new))
                .param("creators", receipts.stream().map(Receipt::creator).toArray(UUID[]::new))
                .param("views", receipts.stream().map(Receipt::qualifiedViews).toArray(Long[]::new))
                .param(
                        "excluded",
                        receipts.stream()
                                .map(each -> Canonical.json(each.excluded()))
                                .toArray(String[]::new))
                .param("micros", receipts.stream().map(Receipt::micros).toArray(Long[]::new))
                .param("transfers", receipts.stream().map(Receipt::transfer).toArray(UUID[]::new))
                .param("hashes", receipts.stream().map(Receipt::sha256).toArray(String[]::new))
                .update();
    }

    private void insertLines(List<Receipt> receipts) {
        record Of(UUID receipt, Receipt.Line line) {}
        var lines = receipts.stream()
                .flatMap(each -> each.lines().stream().map(line -> new Of(each.id(), line)))
                .toList();
        jdbc.sql("""
                INSERT INTO rewards_receipt_video (receipt_id, line, video, qualified_views, excluded, micros)
                SELECT receipt, line, video, views, excluded::jsonb, micros
                FROM unnest(:receipts::uuid[], :lines::int[], :videos::uuid[], :views::bigint[], :excluded::text[],
                            :micros::bigint[]) AS l (receipt, line, video, views, excluded, micros)
                """)
                .param("receipts", lines.stream().map(Of::receipt).toArray(UUID[]::new))
                .param("lines", lines.stream().map(each -> each.line().line()).toArray(Integer[]::new))
                .param("videos", lines.stream().map(each -> each.line().video()).toArray(UUID[]::new))
                .param(
                        "views",
                        lines.stream().map(each -> each.line().qualifiedViews()).toArray(Long[]::new))
                .param(
                        "excluded",
                        lines.stream()
                                .map(each -> Canonical.json(each.line().excluded()))
                                .toArray(String[]::new))
                .param(
                        "micros",
                        lines.stream().map(each -> each.line().micros()).toArray(Long[]::new))
                .update();
    }

    /** A pool whose hold has ended. */
    record Due(LocalDate day, String currency) {}

    /** Reads the pools of the last weeks at most: matured ones are left out by the key of rewards_matured. */
    List<Due> due(Instant now) {
        return jdbc.sql("""
                SELECT day, currency FROM rewards_pool p
                WHERE state = 'settled' AND available_from <= :now
                  AND NOT EXISTS (SELECT FROM rewards_matured m WHERE m.day = p.day AND m.currency = p.currency)
                ORDER BY day, currency
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Due(row.getObject("day", LocalDate.class), row.getString("currency")))
                .list();
    }

    /** By creator; served by rewards_receipt_pool. */
    Map<UUID, Long> amounts(Due pool) {
        var amounts = new HashMap<UUID, Long>();
        jdbc.sql("SELECT creator, micros FROM rewards_receipt WHERE day = :day AND currency = :currency AND micros > 0")
                .param("day", pool.day())
                .param("currency", pool.currency())
                .query(row -> {
                    amounts.put(row.getObject("creator", UUID.class), row.getLong("micros"));
                });
        return amounts;
    }

    void matured(Due pool, Instant now) {
        jdbc.sql("INSERT INTO rewards_matured (day, currency, matured_at) VALUES (:day, :currency, :now)")
                .param("day", pool.day())
                .param("currency", pool.currency())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
