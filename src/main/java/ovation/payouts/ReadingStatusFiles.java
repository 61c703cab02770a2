package ovation.payouts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.base.Refused;

/** Takes a bank's answer in. Each payment is booked by itself, so a file that broke off may simply be given again. */
@Service
class ReadingStatusFiles {

    private final Batches batches;
    private final Lines lines;
    private final DecidingLines deciding;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReadingStatusFiles(Batches batches, Lines lines, DecidingLines deciding, JdbcClient jdbc, Clock clock) {
        this.batches = batches;
        this.lines = lines;
        this.deciding = deciding;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param changed lines that moved. @param unknown payments that are not of this batch. @param again known file */
    record Report(UUID batch, int changed, int unchanged, int unknown, boolean again) {}

    /** @throws Refused {@code status_file_unreadable}, {@code status_file_of_no_batch} */
    Report take(String xml, UUID by) {
        var status = Pain002.read(xml);
        var batch = batch(status.of());
        var sum = sha256(xml);
        var again = known(sum);
        var byEndToEnd = lines.of(batch.id()).stream().collect(Collectors.toMap(Line::endToEnd, Function.identity()));
        var changed = 0;
        var unchanged = 0;
        var unknown = 0;
        var named = new HashSet<String>();
        for (var each : status.payments()) {
            var line = byEndToEnd.get(each.endToEnd().replace("-", ""));
            if (line == null) {
                unknown++;
                continue;
            }
            named.add(line.endToEnd());
            // A payment without a status of its own has that of the whole.
            var own = each.code().isEmpty() && status.everything() != null ? status.everything() : each;
            if (!again && deciding.decide(line.id(), own.verdict(), reason(own), by)) {
                changed++;
            } else {
                unchanged++;
            }
        }
        if (status.everything() != null && !status.everything().code().equals("PART")) {
            for (var line : byEndToEnd.values()) {
                if (named.contains(line.endToEnd()) || line.is(Line.State.DROPPED)) {
                    continue;
                }
                var whole = status.everything();
                if (!again && deciding.decide(line.id(), whole.verdict(), reason(whole), by)) {
                    changed++;
                } else {
                    unchanged++;
                }
            }
        }
        keep(sum, status.messageId(), xml, by);
        return new Report(batch.id(), changed, unchanged, unknown, again);
    }

    private static String reason(Pain002.Status status) {
        return status.reason() == null ? status.code() : status.reason();
    }

    private Batch batch(String messageId) {
        var hex = messageId.replace("-", "");
        if (!hex.matches("[0-9a-f]{32}")) {
            throw Refused.because(PayoutsProblem.STATUS_FILE_OF_NO_BATCH);
        }
        var id = UUID.fromString(hex.replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        return batches.find(id)
                .filter(batch -> batch.state() == Batch.State.SUBMITTED)
                .orElseThrow(() -> Refused.because(PayoutsProblem.STATUS_FILE_OF_NO_BATCH));
    }

    private boolean known(String sha256) {
        return jdbc.sql("SELECT count(*) FROM payouts_status_file WHERE sha256 = :sum")
                        .param("sum", sha256)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void keep(String sha256, String messageId, String xml, UUID by) {
        jdbc.sql("""
                INSERT INTO payouts_status_file (sha256, message_id, uploaded_by, uploaded_at, xml)
                VALUES (:sum, :message, :by, :now, :xml) ON CONFLICT DO NOTHING
                """)
                .param("sum", sha256)
                .param("message", messageId.substring(0, Math.min(100, messageId.length())))
                .param("by", by)
                .param("now", Details.utc(clock.instant()))
                .param("xml", xml)
                .update();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
