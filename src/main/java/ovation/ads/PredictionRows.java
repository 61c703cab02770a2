package ovation.ads;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.engine.Predictor;

/** What was learned, so that a restart goes on where it was: one row for each event. Of several nodes the farthest wins. */
@Repository
class PredictionRows {

    private final JdbcClient jdbc;

    PredictionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What one predictor has learned, as it is stored. */
    record Snapshot(String event, byte[] model, byte[] calibration) {

        static Snapshot of(String event, Predictor predictor) {
            return new Snapshot(event, predictor.saveModel(), predictor.saveCalibration());
        }
    }

    void save(List<Snapshot> snapshots, Instant learnedUntil, Instant now) {
        if (learnedUntil.equals(Instant.EPOCH)) {
            return;
        }
        // The book keeps microseconds: what comes back from it must not seem later than the mark.
        var mark = learnedUntil.plusNanos(999).truncatedTo(ChronoUnit.MICROS);
        snapshots.forEach(snapshot -> {
            // primary key
            jdbc.sql("""
                    INSERT INTO ads_prediction AS p (event, model, calibration, learned_until, saved_at)
                    VALUES (:event, :model, :calibration, :until, :now)
                    ON CONFLICT (event) DO UPDATE SET model = excluded.model, calibration = excluded.calibration,
                        learned_until = excluded.learned_until, saved_at = excluded.saved_at
                    WHERE p.learned_until < excluded.learned_until
                    """)
                    .param("event", snapshot.event())
                    .param("model", snapshot.model())
                    .param("calibration", snapshot.calibration())
                    .param("until", Timestamp.from(mark))
                    .param("now", Timestamp.from(now))
                    .update();
        });
    }

    /** @return until when the saved ones have learned; the epoch if nothing was saved */
    Instant load(Map<String, Predictor> predictors) {
        var until = Instant.EPOCH;
        for (var entry : predictors.entrySet()) {
            // primary key
            var saved = jdbc.sql("SELECT model, calibration, learned_until FROM ads_prediction WHERE event = :event")
                    .param("event", entry.getKey())
                    .query((row, number) -> {
                        entry.getValue().load(row.getBytes("model"), row.getBytes("calibration"));
                        return row.getTimestamp("learned_until").toInstant();
                    })
                    .optional();
            until = saved.orElse(until);
        }
        return until;
    }

    /** Beside a row that is there. */
    void saveDelays(String event, byte[] delays) {
        // primary key
        jdbc.sql("UPDATE ads_prediction SET delays = :delays WHERE event = :event")
                .param("delays", delays)
                .param("event", event)
                .update();
    }

    Optional<byte[]> loadDelays(String event) {
        // primary key
        return jdbc.sql("SELECT delays FROM ads_prediction WHERE event = :event AND delays IS NOT NULL")
                .param("event", event)
                .query((row, number) -> row.getBytes("delays"))
                .optional();
    }
}
