package ovation.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;
import ovation.payments.Payments.RefundRequest;

/** The stored refunds. Who writes one holds the lock of its charge. By primary key where nothing else is said. */
@Repository
class Refunds {

    private final JdbcClient jdbc;

    Refunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(RefundRequest request, Instant now) {
        jdbc.sql("""
                        INSERT INTO payments_refund (id, charge, amount_micros, currency, state, created_at, asked_at)
                        VALUES (:id, :charge, :amount, :currency, 'intent', :now, :now)
                        """)
                .param("id", request.id())
                .param("charge", request.charge())
                .param("amount", request.amount().micros())
                .param("currency", request.amount().currency())
                .param("now", Charges.utc(now))
                .update();
    }

    Optional<Refund> find(UUID id) {
        return jdbc.sql("SELECT * FROM payments_refund WHERE id = :id")
                .param("id", id)
                .query(Refunds::refund)
                .optional();
    }

    /** Of all refunds of the charge that have not failed. Served by payments_refund_of_charge. */
    long takenMicros(UUID charge) {
        return jdbc.sql("""
                        SELECT coalesce(sum(amount_micros), 0)::bigint FROM payments_refund
                        WHERE charge = :charge AND state <> 'failed'
                        """).param("charge", charge).query(Long.class).single();
    }

    void decided(UUID id, @Nullable String reference, @Nullable String failCode, Instant now) {
        jdbc.sql("""
                        UPDATE payments_refund
                        SET state = CASE WHEN :code::text IS NULL THEN 'refunded' ELSE 'failed' END, fail_code = :code,
                            provider_ref = coalesce(:reference, provider_ref), decided_at = :now, asked_at = :now
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("reference", reference)
                .param("code", failCode)
                .param("now", Charges.utc(now))
                .update();
    }

    void asked(UUID id, @Nullable String reference, Instant now) {
        jdbc.sql("""
                        UPDATE payments_refund
                        SET state = CASE state WHEN 'intent' THEN 'pending' ELSE state END,
                            provider_ref = coalesce(:reference, provider_ref), asked_at = :now
                        WHERE id = :id AND state IN ('intent', 'pending', 'refunded')
                        """)
                .param("id", id)
                .param("reference", reference)
                .param("now", Charges.utc(now))
                .update();
    }

    /** Served by payments_refund_undecided. */
    List<Refund> undecided(String provider, Instant now, Duration quietFor, int limit) {
        return jdbc.sql("""
                        SELECT r.* FROM payments_refund r JOIN payments_charge c ON c.id = r.charge
                        WHERE r.state IN ('intent', 'pending') AND r.asked_at <= :before AND c.provider = :provider
                        ORDER BY r.asked_at LIMIT :limit
                        """)
                .param("provider", provider)
                .param("before", Charges.utc(now.minus(quietFor)))
                .param("limit", limit)
                .query(Refunds::refund)
                .list();
    }

    /** Confirmed since then, and not asked about for a while: they may still fail. Served by payments_refund_confirmed. */
    List<Refund> confirmed(String provider, Instant since, Instant askedBefore, int limit) {
        return jdbc.sql("""
                        SELECT r.* FROM payments_refund r JOIN payments_charge c ON c.id = r.charge
                        WHERE r.state = 'refunded' AND r.asked_at <= :before AND r.decided_at > :since AND c.provider = :provider
                        ORDER BY r.asked_at LIMIT :limit
                        """)
                .param("provider", provider)
                .param("since", Charges.utc(since))
                .param("before", Charges.utc(askedBefore))
                .param("limit", limit)
                .query(Refunds::refund)
                .list();
    }

    private static Refund refund(ResultSet row, int number) throws SQLException {
        return new Refund(
                new RefundRequest(
                        row.getObject("id", UUID.class),
                        row.getObject("charge", UUID.class),
                        new Money(row.getLong("amount_micros"), row.getString("currency"))),
                Refund.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("provider_ref"),
                row.getString("fail_code"));
    }
}
