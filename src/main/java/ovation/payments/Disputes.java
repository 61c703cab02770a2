package ovation.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;
import ovation.payments.PaymentProvider.DisputeNews;

/** The stored disputes. Who writes one holds the lock of its charge. */
@Repository
class Disputes {

    private final JdbcClient jdbc;

    Disputes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Served by the key (provider, provider_ref). */
    Optional<Dispute> find(String provider, String reference) {
        return jdbc.sql("SELECT * FROM payments_dispute WHERE provider = :provider AND provider_ref = :reference")
                .param("provider", provider)
                .param("reference", reference)
                .query(Disputes::dispute)
                .optional();
    }

    void add(UUID id, String provider, UUID charge, DisputeNews news, Instant now) {
        jdbc.sql("""
                        INSERT INTO payments_dispute
                            (id, provider, provider_ref, charge, amount_micros, currency, reason, state, opened_at, asked_at)
                        VALUES (:id, :provider, :reference, :charge, :amount, :currency, :reason, 'open', :now, :now)
                        """)
                .param("id", id)
                .param("provider", provider)
                .param("reference", news.reference())
                .param("charge", charge)
                .param("amount", news.amount().micros())
                .param("currency", news.amount().currency())
                .param("reason", news.reason())
                .param("now", Charges.utc(now))
                .update();
    }

    void decided(UUID id, Dispute.State state, Instant now) {
        jdbc.sql("UPDATE payments_dispute SET state = :state, decided_at = :now, asked_at = :now WHERE id = :id")
                .param("id", id)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("now", Charges.utc(now))
                .update();
    }

    void asked(UUID id, Instant now) {
        jdbc.sql("UPDATE payments_dispute SET asked_at = :now WHERE id = :id")
                .param("id", id)
                .param("now", Charges.utc(now))
                .update();
    }

    /** Taken back or being taken back. Served by payments_dispute_of_charge. */
    long takenMicros(UUID charge) {
        return jdbc.sql("""
                        SELECT coalesce(sum(amount_micros), 0)::bigint FROM payments_dispute
                        WHERE charge = :charge AND state <> 'won'
                        """).param("charge", charge).query(Long.class).single();
    }

    /** Served by payments_dispute_open. */
    List<Dispute> open(String provider, Instant now, Duration quietFor, int limit) {
        return jdbc.sql("""
                        SELECT * FROM payments_dispute
                        WHERE state = 'open' AND asked_at <= :before AND provider = :provider
                        ORDER BY asked_at LIMIT :limit
                        """)
                .param("provider", provider)
                .param("before", Charges.utc(now.minus(quietFor)))
                .param("limit", limit)
                .query(Disputes::dispute)
                .list();
    }

    private static Dispute dispute(ResultSet row, int number) throws SQLException {
        return new Dispute(
                row.getObject("id", UUID.class),
                row.getString("provider_ref"),
                row.getObject("charge", UUID.class),
                new Money(row.getLong("amount_micros"), row.getString("currency")),
                Dispute.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }
}
