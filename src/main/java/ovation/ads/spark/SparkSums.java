package ovation.ads.spark;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** What Spark codes were used for and what they earned. */
@Repository
class SparkSums {

    private final JdbcClient jdbc;

    SparkSums(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An ad that stands or stood on a code. @param serves whether it has its approval and is not paused */
    record Use(
            UUID ad,
            String displayName,
            boolean serves,
            long impressions,
            long clicks,
            long charges,
            long shareMicros) {}

    List<Use> uses(UUID code) {
        // ads_spark_consent_code, ads_stat's primary key, ads_spark_share_code
        return jdbc.sql("""
                SELECT a.id AS ad, a.display_name,
                    a.spark = :code AND a.state = 'approved' AND NOT EXISTS (SELECT FROM ads_pause p WHERE p.subject = a.id) AS serves,
                    coalesce(t.impressions, 0) AS impressions, coalesce(t.clicks, 0) AS clicks,
                    coalesce(s.charges, 0) AS charges, coalesce(s.share, 0) AS share_micros
                FROM (SELECT DISTINCT ad FROM ads_spark_consent WHERE code = :code AND what = 'used') u
                JOIN ads_ad a ON a.id = u.ad
                LEFT JOIN LATERAL (SELECT sum(impressions)::bigint AS impressions, sum(clicks)::bigint AS clicks
                                   FROM ads_stat WHERE ad = a.id) t ON true
                LEFT JOIN (SELECT ad, count(*) AS charges, sum(share_micros)::bigint AS share
                           FROM ads_spark_share WHERE code = :code GROUP BY ad) s ON s.ad = a.id
                ORDER BY a.id
                """)
                .param("code", code)
                .query(new SimplePropertyRowMapper<>(Use.class))
                .list();
    }

    List<Money> earned(UUID code) {
        // ads_spark_share_code
        return jdbc.sql("""
                SELECT currency, sum(share_micros)::bigint AS micros FROM ads_spark_share
                WHERE code = :code GROUP BY currency ORDER BY currency
                """)
                .param("code", code)
                .query((row, number) -> new Money(row.getLong("micros"), row.getString("currency")))
                .list();
    }

    record Earning(
            LocalDate day,
            UUID code,
            UUID video,
            UUID business,
            int sharePercent,
            String currency,
            long charges,
            long spendMicros,
            long shareMicros,
            boolean matured) {}

    List<Earning> earnings(UUID creator, LocalDate from, LocalDate to) {
        // ads_spark_share_creator, primary keys of ads_spark_code and ads_spark_matured
        return jdbc.sql("""
                SELECT s.day, s.code, k.video, k.business, k.share_percent, s.currency, s.charges, s.spend_micros, s.share_micros,
                    EXISTS (SELECT FROM ads_spark_matured m
                            WHERE m.creator = :creator AND m.currency = s.currency AND m.day = s.day) AS matured
                FROM (SELECT day, code, currency, count(*) AS charges, sum(price_micros)::bigint AS spend_micros,
                             sum(share_micros)::bigint AS share_micros
                      FROM ads_spark_share WHERE creator = :creator AND day BETWEEN :from AND :to
                      GROUP BY day, code, currency) s
                JOIN ads_spark_code k ON k.id = s.code
                ORDER BY s.day DESC, s.code
                """)
                .param("creator", creator)
                .param("from", from)
                .param("to", to)
                .query(new SimplePropertyRowMapper<>(Earning.class))
                .list();
    }
}
