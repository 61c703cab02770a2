package ovation.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Seals what has been posted, and tells the head of the chain to those who keep it elsewhere. */
@Component
class SealingBooks implements Seals {

    private static final Logger log = LoggerFactory.getLogger(SealingBooks.class);
    private static final int MOST_TRANSFERS = 20_000;
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Path heads;
    private Instant toldAt = Instant.MIN;

    SealingBooks(JdbcClient jdbc, @Value("${ovation.home:.ovation}") Path home, Clock clock) {
        this.jdbc = jdbc;
        // A file for each database: another one in the same place has another chain.
        this.heads = home.resolve(jdbc.sql(
                        "SELECT 'ledger-seals-' || system_identifier || '-' || current_database() || '.txt' FROM pg_control_system()")
                .query(String.class)
                .single());
        this.clock = clock;
    }

    /** On each node; one of them gets the lock. A backlog is sealed in parts, each a transaction of its own. */
    @Scheduled(fixedDelayString = "${ovation.ledger.seal-interval:5s}")
    void seal() {
        var sealed = false;
        while (sealNext()) {
            sealed = true;
        }
        if (sealed) {
            tell();
        }
    }

    private boolean sealNext() {
        return jdbc.sql("SELECT s FROM ledger_seal_next(:most, :now) AS s WHERE s IS NOT NULL")
                .param("most", MOST_TRANSFERS)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Not each seal: whoever rewrites the books rewrites all seals after, so an old head is enough to show it. */
    private synchronized void tell() {
        var now = clock.instant();
        if (Duration.between(toldAt, now).abs().compareTo(TOLD_EVERY) < 0) {
            return;
        }
        toldAt = now;
        head().ifPresent(seal -> {
            log.info("The books are sealed: seal {} is {}", seal.seq(), seal.hash());
            try {
                Files.createDirectories(heads.toAbsolutePath().getParent());
                Files.writeString(
                        heads,
                        seal.seq() + " " + seal.hash() + " " + seal.sealedAt() + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException failed) {
                log.warn("The head of the seals could not be written to {}", heads, failed);
            }
        });
    }

    @Override
    public Optional<Seal> head() {
        return newest(1).stream().findFirst();
    }

    @Override
    public List<Seal> newest(int limit) {
        // Primary key.
        return jdbc.sql("SELECT * FROM ledger_seal ORDER BY seq DESC LIMIT :limit")
                .param("limit", limit)
                .query(SealingBooks::sealOf)
                .list();
    }

    @Override
    public Optional<Seal> over(UUID transfer) {
        // Primary key of the transfer, ledger_seal_through.
        return jdbc.sql("""
                        SELECT s.* FROM ledger_transfer t JOIN LATERAL (
                            SELECT * FROM ledger_seal WHERE through_xid >= t.xid::text::bigint ORDER BY through_xid LIMIT 1
                        ) s ON true
                        WHERE t.id = :transfer
                        """)
                .param("transfer", transfer)
                .query(SealingBooks::sealOf)
                .optional();
    }

    /** Recomputes everything in the database: chain, coverage and content. */
    private static final String CHAIN = """
            SELECT 'seal ' || seq || ' does not follow the one before it, or is not as it was written'
            FROM (
                SELECT s.*, lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER w AS before,
                       lag(through_xid, 1, 0::bigint) OVER w AS reached, row_number() OVER w AS place
                FROM ledger_seal s WHERE seq >= :after WINDOW w AS (ORDER BY seq)
            ) s
            WHERE seq > :after AND (
                  previous <> before OR after_xid <> reached OR seq <> place + greatest(:after - 1, 0)
               OR hash <> ledger_seal_hash(seq, after_xid, through_xid, transfers, entries, content, previous, sealed_at))
            LIMIT 20
            """;

    /** The seal of a row is found by its place among the seals' ends, so that each table is read once. Reads whole tables. */
    private static final String CONTENTS = """
            WITH ends AS MATERIALIZED (SELECT array_agg(through_xid ORDER BY seq) AS through, max(through_xid) AS last FROM ledger_seal),
            row_hash AS (
                SELECT t.xid::text::bigint AS x, t.id, e.legs, sha256(ledger_transfer_bytes(t) || coalesce(e.bytes, '')) AS hash
                FROM ledger_transfer t
                LEFT JOIN (
                    SELECT e.transfer_id, count(*) AS legs,
                           string_agg(ledger_entry_bytes(e, a.kind, a.owner, a.currency), ''::bytea ORDER BY e.leg) AS bytes
                    FROM ledger_entry e LEFT JOIN ledger_account a ON a.id = e.account_id
                    GROUP BY e.transfer_id
                ) e ON e.transfer_id = t.id
            ), found AS (
                SELECT width_bucket(x - 1, (SELECT through FROM ends)) + 1 AS seq, count(*) AS transfers,
                       coalesce(sum(legs), 0) AS entries, sha256(string_agg(hash, ''::bytea ORDER BY x, id)) AS content
                FROM row_hash WHERE x <= (SELECT last FROM ends) GROUP BY 1
            )
            SELECT 'seal ' || s.seq || ' has ' || s.transfers || ' transfers and ' || s.entries || ' entries, the books now '
                       || coalesce(f.transfers, 0) || ' and ' || coalesce(f.entries, 0) || ', with other content'
            FROM ledger_seal s LEFT JOIN found f ON f.seq = s.seq
            WHERE f.content IS DISTINCT FROM s.content OR f.transfers <> s.transfers OR f.entries <> s.entries
            ORDER BY s.seq LIMIT 20
            """;

    /** A few seals: each looks for its own rows. Served by ledger_transfer_xid and the keys. */
    private static final String CONTENTS_AFTER = """
            SELECT 'seal ' || s.seq || ' has ' || s.transfers || ' transfers and ' || s.entries || ' entries, the books now '
                       || f.transfers || ' and ' || f.entries || ', with other content'
            FROM ledger_seal s, ledger_seal_content(s.after_xid, s.through_xid) f
            WHERE s.seq > :after
              AND (f.content IS DISTINCT FROM s.content OR f.transfers <> s.transfers OR f.entries <> s.entries)
            ORDER BY s.seq LIMIT 20
            """;

    /** What the file of told heads says. @param trouble why it cannot be read; null if it can */
    record Told(List<String> lines, @Nullable String trouble) {}

    /** Before the snapshot it is held against is taken: a head that is told later is not in that. */
    Told told() {
        try {
            return new Told(Files.exists(heads) ? Files.readAllLines(heads) : List.of(), null);
        } catch (IOException unreadable) {
            return new Told(List.of(), unreadable.getMessage());
        }
    }

    @Override
    public Verdict verify(long afterSeal) {
        return verify(afterSeal, told());
    }

    Verdict verify(long afterSeal, Told told) {
        var broken = new ArrayList<String>();
        broken.addAll(
                jdbc.sql(CHAIN).param("after", afterSeal).query(String.class).list());
        var contents =
                afterSeal == 0 ? jdbc.sql(CONTENTS) : jdbc.sql(CONTENTS_AFTER).param("after", afterSeal);
        broken.addAll(contents.query(String.class).list());
        if (afterSeal == 0) {
            broken.addAll(unlikeTold(told));
        }
        return jdbc.sql("SELECT count(*), coalesce(sum(transfers), 0) FROM ledger_seal WHERE seq > :after")
                .param("after", afterSeal)
                .query((row, number) -> new Verdict(row.getLong(1), row.getLong(2), broken))
                .single();
    }

    /** Heads that were told and are no longer in the chain: somebody has made all of it anew. */
    private List<String> unlikeTold(Told told) {
        if (told.trouble() != null) {
            return List.of("the file of told seals cannot be read: " + told.trouble());
        }
        try {
            var lines = told.lines().stream()
                    .map(line -> line.split(" "))
                    .filter(line -> line.length == 3)
                    .toList();
            if (lines.isEmpty()) {
                return List.of();
            }
            return jdbc.sql("""
                            SELECT 'seal ' || told.seq || ' is not the one that was told' FROM unnest(:seqs::bigint[], :hashes::text[])
                                AS told (seq, hash) LEFT JOIN ledger_seal s ON s.seq = told.seq
                            WHERE s.hash IS NULL OR encode(s.hash, 'hex') <> told.hash LIMIT 20
                            """)
                    .param(
                            "seqs",
                            lines.stream().map(line -> Long.valueOf(line[0])).toArray(Long[]::new))
                    .param("hashes", lines.stream().map(line -> line[1]).toArray(String[]::new))
                    .query((row, number) -> Objects.requireNonNull(row.getString(1)))
                    .list();
        } catch (NumberFormatException unreadable) {
            return List.of("the file of told seals cannot be read: " + unreadable.getMessage());
        }
    }

    private static Seal sealOf(ResultSet row, int number) throws SQLException {
        var hex = HexFormat.of();
        return new Seal(
                row.getLong("seq"),
                row.getLong("transfers"),
                row.getLong("entries"),
                hex.formatHex(row.getBytes("content")),
                hex.formatHex(row.getBytes("previous")),
                hex.formatHex(row.getBytes("hash")),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant());
    }
}
