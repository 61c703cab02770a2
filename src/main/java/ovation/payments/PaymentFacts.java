package ovation.payments;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.base.SubjectRef;
import ovation.ledger.FactBehind;
import ovation.ledger.Money;

/** What stands behind the postings of this module. All by primary key. */
@Component
class PaymentFacts implements FactBehind {

    private static final String PAGE = "/finance/payments";

    private final JdbcClient jdbc;

    PaymentFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        return switch (kind) {
            case "payments.refund" -> refund(cause.id());
            case "payments.dispute", "payments.dispute_won", "payments.dispute_lost" -> dispute(cause.id());
            case "payments.settlement" -> settlement(transfer);
            case "payments.difference", "payments.explained" -> difference(cause.id());
            case "payments.write_off" -> writeOff(cause.id());
            default -> Optional.empty();
        };
    }

    private Optional<Fact> refund(UUID id) {
        return jdbc.sql("""
                        SELECT r.charge, r.amount_micros, r.currency, c.kind
                        FROM payments_refund r JOIN payments_charge c ON c.id = r.charge WHERE r.id = :id
                        """)
                .param("id", id)
                .query((row, number) -> new Fact(
                        "Refund of %s for %s %s"
                                .formatted(
                                        new Money(row.getLong("amount_micros"), row.getString("currency")),
                                        row.getString("kind"),
                                        row.getObject("charge", UUID.class)),
                        PAGE))
                .optional();
    }

    private Optional<Fact> dispute(UUID id) {
        return jdbc.sql("SELECT * FROM payments_dispute WHERE id = :id")
                .param("id", id)
                .query((row, number) -> new Fact(
                        "Dispute %s of charge %s over %s, %s (%s)"
                                .formatted(
                                        row.getString("provider_ref"),
                                        row.getObject("charge", UUID.class),
                                        new Money(row.getLong("amount_micros"), row.getString("currency")),
                                        row.getString("state"),
                                        row.getString("reason")),
                        PAGE))
                .optional();
    }

    private Optional<Fact> settlement(UUID transfer) {
        return fact("""
                        SELECT 'Line ' || line_id || ' (' || kind || ') of the report of ' || provider || ' for ' || day AS title
                        FROM payments_settlement_line WHERE transfer = :id
                        """, transfer);
    }

    private Optional<Fact> difference(UUID id) {
        return fact("""
                        SELECT 'Reconciliation: ' || replace(kind, '_', ' ') || ', ' || item_kind || ' ' || source AS title
                        FROM payments_difference WHERE id = :id
                        """, id);
    }

    private Optional<Fact> writeOff(UUID id) {
        return fact("SELECT 'Written off: ' || reason AS title FROM payments_write_off WHERE id = :id", id);
    }

    private Optional<Fact> fact(String sql, UUID id) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, number) -> new Fact(row.getString("title"), PAGE))
                .optional();
    }
}
