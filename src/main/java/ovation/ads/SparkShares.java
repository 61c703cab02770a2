package ovation.ads;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.Settling.Charge;
import ovation.ads.Settling.Payment;
import ovation.ads.Settling.Report;
import ovation.ledger.Money;

/** The creators' parts of what is charged for Spark ads. */
@Repository
class SparkShares {

    private final JdbcClient jdbc;

    SparkShares(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was agreed for the post that was shown. */
    record Terms(UUID code, UUID creator, int sharePercent) {

        /** The creator's part of one charge; the parts of a charge sum to it (largest remainder). */
        Money of(Money price) {
            return price.allocate(sharePercent, 100 - sharePercent)[0];
        }
    }

    /**
     * By exposure, for those of Spark ads. What counts is the ad's use of the post that was shown, the last before it was
     * served: an impression that was served under consent is paid for, also if consent ended before it was settled.
     */
    Map<UUID, Terms> terms(List<Report> reports) {
        var terms = new HashMap<UUID, Terms>();
        if (reports.isEmpty()) {
            return terms;
        }
        // ads_spark_consent_ad. Nodes' clocks may differ: a use a moment after the serving is better than none.
        jdbc.sql("""
                SELECT DISTINCT ON (r.exposure) r.exposure, k.id, k.creator, k.share_percent
                FROM unnest(:exposures::uuid[], :ads::uuid[], :videos::uuid[], :servedAts::timestamptz[])
                    AS r (exposure, ad, video, served_at)
                JOIN ads_spark_consent u ON u.ad = r.ad AND u.video = r.video AND u.what = 'used'
                JOIN ads_spark_code k ON k.id = u.code
                ORDER BY r.exposure, u.at > r.served_at, abs(extract(epoch FROM u.at - r.served_at))
                """)
                .param("exposures", reports.stream().map(Report::exposure).toArray(UUID[]::new))
                .param(
                        "ads",
                        reports.stream().map(report -> report.claim().ad()).toArray(UUID[]::new))
                .param("videos", reports.stream().map(Report::video).toArray(UUID[]::new))
                .param(
                        "servedAts",
                        reports.stream()
                                .map(report -> report.servedAt().toString())
                                .toArray(String[]::new))
                .query(row -> {
                    terms.put(
                            row.getObject("exposure", UUID.class),
                            new Terms(
                                    row.getObject("id", UUID.class),
                                    row.getObject("creator", UUID.class),
                                    row.getInt("share_percent")));
                });
        return terms;
    }

    void insert(Payment payment, Terms terms, Instant now) {
        var charges = payment.charges();
        var currency = payment.lease().currency();
        jdbc.sql("""
                INSERT INTO ads_spark_share (exposure, code, ad, creator, currency, day, price_micros, share_micros, transfer, settled_at)
                SELECT s.exposure, :code, s.ad, :creator, :currency, :day::date, s.price, s.share, :transfer, :now
                FROM unnest(:exposures::uuid[], :ads::uuid[], :prices::bigint[], :shares::bigint[])
                    AS s (exposure, ad, price, share)
                """)
                .param("code", terms.code())
                .param("creator", terms.creator())
                .param("currency", currency)
                .param("day", Days.of(now).toString())
                .param("transfer", payment.transfer())
                .param("now", Timestamp.from(now))
                .param(
                        "exposures",
                        charges.stream()
                                .map(charge -> charge.report().exposure())
                                .toArray(UUID[]::new))
                .param(
                        "ads",
                        charges.stream()
                                .map(charge -> charge.report().claim().ad())
                                .toArray(UUID[]::new))
                .param(
                        "prices",
                        charges.stream()
                                .mapToLong(charge -> charge.price().micros())
                                .toArray())
                .param("shares", charges.stream().mapToLong(Charge::shareMicros).toArray())
                .update();
        // primary key
        jdbc.sql("""
                INSERT INTO ads_spark_due (day, creator, currency) VALUES (:day::date, :creator, :currency)
                ON CONFLICT DO NOTHING
                """)
                .param("day", Days.of(now).toString())
                .param("creator", terms.creator())
                .param("currency", currency)
                .update();
    }
}
