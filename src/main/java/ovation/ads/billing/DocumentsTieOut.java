package ovation.ads.billing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.BooksCheck;
import ovation.ledger.Ledger;

/**
 * I12 for billing: a document is the sum of its lines, an invoice that of its period's charges, a credit note that of its period's
 * credits; no number of a series is missing; promotional credit outstanding is what its rows say.
 */
@Component
class DocumentsTieOut implements BooksCheck {

    private final JdbcClient jdbc;
    private final Ledger ledger;

    DocumentsTieOut(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    @Override
    public String invariant() {
        return "I12";
    }

    @Override
    public List<Break> check() {
        var breaks = new ArrayList<Break>();
        breaks.addAll(documents());
        breaks.addAll(series());
        breaks.addAll(grants());
        return breaks;
    }

    private List<Break> documents() {
        // every document, by ads_charge_business, the charges of each booking by time, and ads_credit_business
        return jdbc
                .sql("""
                SELECT d.number, d.currency, d.gross_micros AS gross,
                    (SELECT coalesce(sum(l.gross_micros), 0) FROM ads_document_line l WHERE l.document = d.id) AS lines,
                    CASE d.kind
                        WHEN 'invoice' THEN
                            (SELECT coalesce(sum(c.price_micros - c.grant_micros), 0) FROM ads_charge c
                             WHERE c.business = d.business AND c.charged_at >= d.period_from AND c.charged_at < d.period_to)
                          + (SELECT coalesce(sum(f.price_micros), 0) FROM %s AS f
                             WHERE f.business = d.business AND f.charged_at >= d.period_from AND f.charged_at < d.period_to
                               AND (f.always OR d.fixed_prices))
                        WHEN 'credit_note' THEN
                            (SELECT coalesce(sum(c.amount_micros), 0) FROM ads_credit c
                             WHERE c.business = d.business AND c.given_at >= d.period_from AND c.given_at < d.period_to)
                        ELSE d.gross_micros END AS facts
                FROM ads_document d
                """.formatted(BilledMonths.FIXED_PRICES))
                .query((row, number) ->
                        row.getLong("gross") == row.getLong("lines") && row.getLong("gross") == row.getLong("facts")
                                ? List.<Break>of()
                                : List.of(new Break(
                                        row.getString("currency"),
                                        "%s: %d, its lines %d, its facts %d"
                                                .formatted(
                                                        row.getString("number"),
                                                        row.getLong("gross"),
                                                        row.getLong("lines"),
                                                        row.getLong("facts")))))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Break> series() {
        // ads_document's (series, seq)
        return jdbc.sql("""
                SELECT s.series, s.last, count(d.id) AS there, coalesce(min(d.currency), 'EUR') AS currency
                FROM ads_document_series s LEFT JOIN ads_document d ON d.series = s.series
                GROUP BY s.series, s.last HAVING count(d.id) <> s.last OR coalesce(max(d.seq), 0) <> s.last
                """)
                .query((row, number) -> new Break(
                        row.getString("currency"),
                        "Series %s has %d documents and counts to %d"
                                .formatted(row.getString("series"), row.getLong("there"), row.getLong("last"))))
                .list();
    }

    private List<Break> grants() {
        // every grant; open leases by ads_lease_open
        return jdbc
                .sql("""
                SELECT g.currency, g.left_micros + coalesce(l.held, 0) AS outstanding
                FROM (SELECT currency, sum(left_micros)::bigint AS left_micros FROM ads_grant GROUP BY 1) g
                LEFT JOIN (SELECT currency, sum(grant_micros - least(grant_micros, settled_micros))::bigint AS held
                           FROM ads_lease WHERE closed_at IS NULL GROUP BY 1) l USING (currency)
                """)
                .query((row, number) -> {
                    var currency = row.getString("currency");
                    var books = ledger.balance(Account.platform(AccountKind.AD_GRANT_ISSUED, currency))
                            .posted()
                            .micros();
                    return books == row.getLong("outstanding")
                            ? List.<Break>of()
                            : List.of(new Break(
                                    currency,
                                    "Promotional credit outstanding %d, in the books %d"
                                            .formatted(row.getLong("outstanding"), books)));
                })
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }
}
