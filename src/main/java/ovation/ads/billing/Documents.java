package ovation.ads.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.Cursor;
import ovation.base.Slice;
import ovation.ledger.Money;

/** The rows of {@code ads_document}: written once. */
@Repository
class Documents {

    private final JdbcClient jdbc;

    Documents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next of a series; whoever comes after waits until this transaction ends, so no number is lost or given twice. */
    long next(String series) {
        // primary key
        return jdbc.sql("""
                INSERT INTO ads_document_series AS s (series, last) VALUES (:series, 1)
                ON CONFLICT (series) DO UPDATE SET last = s.last + 1 RETURNING last
                """).param("series", series).query(Long.class).single();
    }

    void insert(Document document, String series, long seq) {
        jdbc.sql("""
                INSERT INTO ads_document (id, business, kind, series, seq, number, period_from, period_to, time_zone, issued_at,
                    currency, net_micros, vat_micros, gross_micros, vat_percent, vat_rule, seller, seller_vat_id, buyer,
                    buyer_vat_id, transfer)
                VALUES (:id, :business, :kind, :series, :seq, :number, :from, :to, :zone, :issued, :currency, :net, :vat, :gross,
                    :percent, :rule, :seller, :sellerVat, :buyer, :buyerVat, :transfer::uuid)
                """)
                .param("id", document.id())
                .param("business", document.business())
                .param("kind", document.kind())
                .param("series", series)
                .param("seq", seq)
                .param("number", document.number())
                .param("from", Timestamp.from(document.periodFrom()))
                .param("to", Timestamp.from(document.periodTo()))
                .param("zone", document.timeZone().getId())
                .param("issued", Timestamp.from(document.issuedAt()))
                .param("currency", document.gross().currency())
                .param("net", document.net().micros())
                .param("vat", document.vat().micros())
                .param("gross", document.gross().micros())
                .param("percent", document.vatPercent())
                .param("rule", document.vatRule())
                .param("seller", document.seller())
                .param("sellerVat", document.sellerVatId())
                .param("buyer", document.buyer())
                .param("buyerVat", document.buyerVatId())
                .param(
                        "transfer",
                        document.transfer() == null ? null : document.transfer().toString())
                .update();
        var line = 0;
        for (var each : document.lines()) {
            jdbc.sql("""
                    INSERT INTO ads_document_line (document, line, text, campaign, quantity, promotional_micros, gross_micros)
                    VALUES (:document, :line, :text, :campaign::uuid, :quantity, :promotional, :gross)
                    """)
                    .param("document", document.id())
                    .param("line", ++line)
                    .param("text", each.text())
                    .param(
                            "campaign",
                            each.campaign() == null ? null : each.campaign().toString())
                    .param("quantity", each.quantity())
                    .param("promotional", each.promotional().micros())
                    .param("gross", each.gross().micros())
                    .update();
        }
    }

    /** With its lines. */
    Optional<Document> find(UUID id) {
        // primary keys
        return jdbc.sql("SELECT * FROM ads_document WHERE id = :id")
                .param("id", id)
                .query(Documents::row)
                .optional()
                .map(document ->
                        document.with(jdbc.sql("SELECT * FROM ads_document_line WHERE document = :id ORDER BY line")
                                .param("id", id)
                                .query((row, number) -> new Document.Line(
                                        row.getString("text"),
                                        row.getObject("campaign", UUID.class),
                                        row.getLong("quantity"),
                                        new Money(
                                                row.getLong("promotional_micros"),
                                                document.gross().currency()),
                                        new Money(
                                                row.getLong("gross_micros"),
                                                document.gross().currency())))
                                .list()));
    }

    /** Newest first, without lines. @param kind null for all */
    Slice<Document> of(UUID business, @Nullable String kind, @Nullable String cursor, int limit) {
        var from = cursor == null ? null : Cursor.decode(cursor, 2);
        // ads_document_business
        var rows = jdbc.sql("""
                SELECT * FROM ads_document
                WHERE business = :business AND (:kind::text IS NULL OR kind = :kind::text)
                  AND (issued_at, id) < (:at::timestamptz, :id::uuid)
                ORDER BY issued_at DESC, id DESC LIMIT :limit
                """)
                .param("business", business)
                .param("kind", kind)
                .param(
                        "at",
                        from == null
                                ? "infinity"
                                : from.instant(0).plusMillis(1).toString())
                .param("id", (from == null ? new UUID(-1, -1) : from.id(1)).toString())
                .param("limit", limit + 1)
                .query(Documents::row)
                .list();
        return Slice.of(rows, limit, last -> Cursor.of(last.issuedAt().toEpochMilli(), last.id())
                .encode());
    }

    /** Where the last period of a kind has ended; empty before the first. */
    Optional<Instant> lastEnd(UUID business, String kind) {
        // ads_document_period
        return jdbc.sql("""
                SELECT period_to FROM ads_document WHERE business = :business AND kind = :kind ORDER BY period_from DESC LIMIT 1
                """)
                .param("business", business)
                .param("kind", kind)
                .query((row, number) -> row.getTimestamp("period_to").toInstant())
                .optional();
    }

    boolean receipted(UUID transfer) {
        // ads_document_transfer_key
        return jdbc.sql("SELECT count(*) FROM ads_document WHERE transfer = :transfer")
                        .param("transfer", transfer)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static Document row(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new Document(
                row.getObject("id", UUID.class),
                row.getObject("business", UUID.class),
                row.getString("kind"),
                row.getString("number"),
                row.getTimestamp("period_from").toInstant(),
                row.getTimestamp("period_to").toInstant(),
                ZoneId.of(row.getString("time_zone")),
                row.getTimestamp("issued_at").toInstant(),
                new Money(row.getLong("net_micros"), currency),
                new Money(row.getLong("vat_micros"), currency),
                new Money(row.getLong("gross_micros"), currency),
                row.getBigDecimal("vat_percent"),
                row.getString("vat_rule"),
                row.getString("seller"),
                row.getString("seller_vat_id"),
                row.getString("buyer"),
                row.getString("buyer_vat_id"),
                row.getObject("transfer", UUID.class),
                List.of());
    }
}
