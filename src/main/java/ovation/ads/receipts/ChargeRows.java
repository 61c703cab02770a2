package ovation.ads.receipts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ads.receipts.FixedCharges.Before;
import ovation.ledger.Money;

/** Charges of the auction and of TopView, as receipts need them. */
@Repository
class ChargeRows {

    private static final String AUCTION = """
            SELECT c.exposure, 'auction' AS kind, c.business, c.campaign, c.ad_group, c.ad, NULL::uuid AS booking, c.event,
                coalesce(c.billing, CASE c.event WHEN 'impression' THEN 'CPM' WHEN 'click' THEN 'CPC' ELSE 'CPV' END) AS billing,
                c.served_at, c.charged_at, c.transfer, c.price_micros, c.currency, c.grant_micros, c.candidates, c.bid_micros,
                c.multiplier_ppm,
                coalesce(c.probability_ppb, CASE c.event WHEN 'impression' THEN 1000000000 ELSE c.click_ppm * 1000 END)
                    AS probability_ppb,
                c.click_ppm, coalesce(c.quality_ppm, 1000000) AS quality_ppm, c.runner_up_micros, c.reserve_micros,
                c.model_version, c.calibration_version, NULL::text AS market, NULL::date AS day, NULL::int AS share,
                NULL::bigint AS cpm_micros,
                (SELECT k.share_percent FROM ads_spark_share s JOIN ads_spark_code k ON k.id = s.code
                 WHERE s.exposure = c.exposure) AS spark_percent,
                (SELECT s.share_micros FROM ads_spark_share s WHERE s.exposure = c.exposure) AS spark_micros,
                encode(t.token_sha256, 'hex') AS sha256, encode(t.token_mac, 'hex') AS mac
            FROM ads_charge c LEFT JOIN ads_receipt_token t ON t.exposure = c.exposure
            """;

    private static final String TOPVIEW = """
            SELECT c.exposure, 'topview' AS kind, b.business, NULL::uuid AS campaign, NULL::uuid AS ad_group, NULL::uuid AS ad,
                b.id AS booking, 'impression' AS event, 'CPM' AS billing, c.served_at, c.charged_at, c.transfer, c.price_micros, b.currency,
                0::bigint AS grant_micros, NULL::int AS candidates, NULL::bigint AS bid_micros, NULL::int AS multiplier_ppm,
                NULL::int AS probability_ppb, NULL::int AS click_ppm, NULL::int AS quality_ppm,
                NULL::bigint AS runner_up_micros, NULL::bigint AS reserve_micros, NULL::int AS model_version,
                NULL::int AS calibration_version, b.market, b.day, b.share, b.cpm_micros, NULL::smallint AS spark_percent,
                NULL::bigint AS spark_micros, encode(t.token_sha256, 'hex') AS sha256, encode(t.token_mac, 'hex') AS mac
            FROM ads_topview_booking b JOIN ads_topview_charge c ON c.booking = b.id
            LEFT JOIN ads_receipt_token t ON t.exposure = c.exposure
            """;

    private final JdbcClient jdbc;

    ChargeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ChargeRow> find(UUID id) {
        // primary keys of ads_charge, ads_topview_charge, ads_receipt_token, ads_spark_share
        return jdbc.sql(AUCTION + "WHERE c.exposure = :id UNION ALL " + TOPVIEW + "WHERE c.exposure = :id")
                .param("id", id)
                .query(ChargeRows::row)
                .optional();
    }

    /** Newest first. @param campaign only of this one; null for all, TopView's too */
    List<ChargeRow> of(UUID business, @Nullable UUID campaign, Before before, int limit) {
        // ads_charge_business; ads_topview_booking_business with ads_topview_charge_booking
        return jdbc.sql("SELECT * FROM ((" + AUCTION + """
                        WHERE c.business = :business AND (:campaign::uuid IS NULL OR c.campaign = :campaign::uuid)
                          AND (c.charged_at, c.exposure) < (:at, :id)
                        ORDER BY c.charged_at DESC, c.exposure DESC LIMIT :limit) UNION ALL (
                        """ + TOPVIEW + """
                        WHERE b.business = :business AND :campaign::uuid IS NULL
                          AND (c.charged_at, c.exposure) < (:at, :id)
                        ORDER BY c.charged_at DESC, c.exposure DESC LIMIT :limit)) AS all_charges
                        ORDER BY charged_at DESC, exposure DESC LIMIT :limit
                        """)
                .param("business", business)
                .param("campaign", campaign == null ? null : campaign.toString())
                .param("at", Timestamp.from(before.chargedAt()))
                .param("id", before.id())
                .param("limit", limit)
                .query(ChargeRows::row)
                .list();
    }

    /** The charges that a transfer of the ledger bills, in sum. */
    long sumOf(UUID transfer) {
        // ads_charge_transfer, ads_topview_charge_transfer
        return jdbc.sql("""
                SELECT ((SELECT coalesce(sum(price_micros), 0) FROM ads_charge WHERE transfer = :id)
                      + (SELECT coalesce(sum(price_micros), 0) FROM ads_topview_charge WHERE transfer = :id))::bigint
                """).param("id", transfer).query(Long.class).single();
    }

    private static ChargeRow row(ResultSet row, int number) throws SQLException {
        var topView = row.getString("kind").equals("topview");
        var sha256 = row.getString("sha256");
        var mac = row.getString("mac");
        return new ChargeRow(
                row.getObject("exposure", UUID.class),
                row.getString("kind"),
                row.getObject("business", UUID.class),
                row.getObject("campaign", UUID.class),
                row.getObject("ad_group", UUID.class),
                row.getObject("ad", UUID.class),
                row.getObject("booking", UUID.class),
                row.getString("event"),
                row.getString("billing"),
                instant(row, "served_at"),
                instant(row, "charged_at"),
                row.getObject("transfer", UUID.class),
                new Money(row.getLong("price_micros"), row.getString("currency")),
                row.getLong("grant_micros"),
                topView
                        ? null
                        : new ChargeRow.Auction(
                                row.getInt("candidates"),
                                row.getLong("bid_micros"),
                                row.getLong("multiplier_ppm"),
                                row.getLong("probability_ppb"),
                                row.getLong("click_ppm"),
                                row.getLong("quality_ppm"),
                                row.getLong("runner_up_micros"),
                                row.getLong("reserve_micros"),
                                row.getLong("model_version"),
                                row.getLong("calibration_version")),
                topView
                        ? new ChargeRow.Reservation(
                                row.getString("market"),
                                row.getString("day"),
                                row.getLong("share"),
                                row.getLong("cpm_micros"))
                        : null,
                null,
                row.getObject("spark_percent") == null
                        ? null
                        : new ChargeRow.Spark(row.getLong("spark_percent"), row.getLong("spark_micros")),
                sha256 == null ? "" : sha256,
                mac == null ? "" : mac);
    }

    private static java.time.Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }
}
