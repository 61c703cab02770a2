package ovation.ads.spark;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.CreatorShares;
import ovation.ads.Days;

/** The creators' parts of what is charged for Spark ads. */
@Repository
class SparkShares implements CreatorShares {

    private final JdbcClient jdbc;

    SparkShares(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By exposure, for those of Spark ads. What counts is the ad's use of the post that was shown, the last before it was
     * served: an impression that was served under consent is paid for, also if consent ended before it was settled.
     */
    @Override
    public Map<UUID, Terms> terms(List<Shown> shown) {
        var terms = new HashMap<UUID, Terms>();
        if (shown.isEmpty()) {
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
                .param("exposures", shown.stream().map(Shown::exposure).toArray(UUID[]::new))
                .param("ads", shown.stream().map(Shown::ad).toArray(UUID[]::new))
                .param("videos", shown.stream().map(Shown::video).toArray(UUID[]::new))
                .param(
                        "servedAts",
                        shown.stream().map(each -> each.servedAt().toString()).toArray(String[]::new))
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

    @Override
    public void keep(UUID transfer, String currency, Terms terms, List<Share> shares, Instant now) {
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
                .param("transfer", transfer)
                .param("now", Timestamp.from(now))
                .param("exposures", shares.stream().map(Share::exposure).toArray(UUID[]::new))
                .param("ads", shares.stream().map(Share::ad).toArray(UUID[]::new))
                .param("prices", shares.stream().mapToLong(Share::priceMicros).toArray())
                .param("shares", shares.stream().mapToLong(Share::shareMicros).toArray())
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
