package ovation.payments.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.ledger.Money;

/** The sandbox company's tables. By primary key where nothing else is said. */
@Sandbox
@Repository
class SandboxBooks {

    private final JdbcClient jdbc;

    SandboxBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Payment(
            UUID reference,
            Money amount,
            String method,
            boolean capture,
            String returnUrl,
            @Nullable String card,
            String state,
            @Nullable String declineCode,
            Instant openedAt) {}

    record Refund(
            UUID reference,
            UUID payment,
            Money amount,
            String state,
            @Nullable String failCode) {}

    record Dispute(String id, UUID payment, Money amount, String reason, String state, Instant openedAt) {}

    record Transfer(
            UUID reference,
            String destination,
            Money amount,
            String state,
            @Nullable String failCode) {}

    record Movement(String id, String kind, String source, Money gross, Money fee, Instant at) {}

    boolean open(Payment payment) {
        return jdbc.sql("""
                        INSERT INTO payments_sandbox_payment
                            (reference, amount_micros, currency, method, capture, return_url, state, opened_at)
                        VALUES (:reference, :amount, :currency, :method, :capture, :returnUrl, 'waiting', :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("reference", payment.reference())
                        .param("amount", payment.amount().micros())
                        .param("currency", payment.amount().currency())
                        .param("method", payment.method())
                        .param("capture", payment.capture())
                        .param("returnUrl", payment.returnUrl())
                        .param("now", utc(payment.openedAt()))
                        .update()
                == 1;
    }

    Optional<Payment> payment(UUID reference) {
        return jdbc.sql("SELECT * FROM payments_sandbox_payment WHERE reference = :reference")
                .param("reference", reference)
                .query(SandboxBooks::payment)
                .optional();
    }

    Optional<Payment> lock(UUID reference) {
        return jdbc.sql("SELECT * FROM payments_sandbox_payment WHERE reference = :reference FOR UPDATE")
                .param("reference", reference)
                .query(SandboxBooks::payment)
                .optional();
    }

    /** Served by payments_sandbox_payment_latest. */
    List<Payment> latest(int limit) {
        return jdbc.sql("SELECT * FROM payments_sandbox_payment ORDER BY opened_at DESC LIMIT :limit")
                .param("limit", limit)
                .query(SandboxBooks::payment)
                .list();
    }

    void move(
            UUID reference,
            String state,
            @Nullable String card,
            @Nullable String declineCode,
            @Nullable Instant disputeAt,
            Instant now) {
        jdbc.sql("""
                        UPDATE payments_sandbox_payment
                        SET state = :state, card = coalesce(:card, card), decline_code = :code, dispute_at = :disputeAt, decided_at = :now
                        WHERE reference = :reference
                        """)
                .param("reference", reference)
                .param("state", state)
                .param("card", card)
                .param("code", declineCode)
                .param("disputeAt", disputeAt == null ? null : utc(disputeAt))
                .param("now", utc(now))
                .update();
    }

    /** Those whose holders dispute them by now. Served by payments_sandbox_payment_disputed_later. */
    List<UUID> toBeDisputed(Instant now) {
        return jdbc.sql("SELECT reference FROM payments_sandbox_payment WHERE dispute_at <= :now LIMIT 100")
                .param("now", utc(now))
                .query((row, number) -> row.getObject("reference", UUID.class))
                .list();
    }

    void noLongerToBeDisputed(UUID reference) {
        jdbc.sql("UPDATE payments_sandbox_payment SET dispute_at = NULL WHERE reference = :reference")
                .param("reference", reference)
                .update();
    }

    void add(Refund refund, Instant now) {
        jdbc.sql("""
                        INSERT INTO payments_sandbox_refund (reference, payment, amount_micros, currency, state, fail_code, created_at)
                        VALUES (:reference, :payment, :amount, :currency, :state, :code, :now)
                        """)
                .param("reference", refund.reference())
                .param("payment", refund.payment())
                .param("amount", refund.amount().micros())
                .param("currency", refund.amount().currency())
                .param("state", refund.state())
                .param("code", refund.failCode())
                .param("now", utc(now))
                .update();
    }

    Optional<Refund> refund(UUID reference) {
        return jdbc.sql("SELECT * FROM payments_sandbox_refund WHERE reference = :reference")
                .param("reference", reference)
                .query((row, number) -> new Refund(
                        row.getObject("reference", UUID.class),
                        row.getObject("payment", UUID.class),
                        money(row, "amount_micros"),
                        row.getString("state"),
                        row.getString("fail_code")))
                .optional();
    }

    /** Served by payments_sandbox_refund_of. */
    long refundedMicros(UUID payment) {
        return jdbc.sql("""
                        SELECT coalesce(sum(amount_micros), 0)::bigint FROM payments_sandbox_refund
                        WHERE payment = :payment AND state <> 'failed'
                        """).param("payment", payment).query(Long.class).single();
    }

    void moveRefund(UUID reference, String state, @Nullable String code) {
        jdbc.sql("UPDATE payments_sandbox_refund SET state = :state, fail_code = :code WHERE reference = :reference")
                .param("reference", reference)
                .param("state", state)
                .param("code", code)
                .update();
    }

    void add(Dispute dispute) {
        jdbc.sql("""
                        INSERT INTO payments_sandbox_dispute (id, payment, amount_micros, currency, reason, state, opened_at)
                        VALUES (:id, :payment, :amount, :currency, :reason, 'open', :at)
                        """)
                .param("id", dispute.id())
                .param("payment", dispute.payment())
                .param("amount", dispute.amount().micros())
                .param("currency", dispute.amount().currency())
                .param("reason", dispute.reason())
                .param("at", utc(dispute.openedAt()))
                .update();
    }

    Optional<Dispute> dispute(String id) {
        return jdbc.sql("SELECT * FROM payments_sandbox_dispute WHERE id = :id")
                .param("id", id)
                .query(SandboxBooks::dispute)
                .optional();
    }

    /** Served by payments_sandbox_dispute_opened. */
    List<Dispute> disputesSince(Instant since) {
        return jdbc.sql("SELECT * FROM payments_sandbox_dispute WHERE opened_at >= :since ORDER BY opened_at LIMIT 500")
                .param("since", utc(since))
                .query(SandboxBooks::dispute)
                .list();
    }

    /** Served by payments_sandbox_dispute_of. */
    List<Dispute> disputesOf(UUID payment) {
        return jdbc.sql("SELECT * FROM payments_sandbox_dispute WHERE payment = :payment ORDER BY opened_at")
                .param("payment", payment)
                .query(SandboxBooks::dispute)
                .list();
    }

    /** Of several payments at once; served by payments_sandbox_dispute_of. */
    Map<UUID, List<Dispute>> disputesOf(Collection<UUID> payments) {
        return jdbc
                .sql("SELECT * FROM payments_sandbox_dispute WHERE payment = ANY(:payments) ORDER BY opened_at")
                .param("payments", payments.toArray(UUID[]::new))
                .query(SandboxBooks::dispute)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Dispute::payment));
    }

    /** @return false if it was decided before */
    boolean decideDispute(String id, String state, Instant now) {
        return jdbc.sql(
                                "UPDATE payments_sandbox_dispute SET state = :state, decided_at = :now WHERE id = :id AND state = 'open'")
                        .param("id", id)
                        .param("state", state)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    boolean add(Transfer transfer, @Nullable Instant returnAt, Instant now) {
        return jdbc.sql("""
                        INSERT INTO payments_sandbox_transfer
                            (reference, destination, amount_micros, currency, state, fail_code, return_at, created_at)
                        VALUES (:reference, :destination, :amount, :currency, :state, :code, :returnAt, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("reference", transfer.reference())
                        .param("destination", transfer.destination())
                        .param("amount", transfer.amount().micros())
                        .param("currency", transfer.amount().currency())
                        .param("state", transfer.state())
                        .param("code", transfer.failCode())
                        .param("returnAt", returnAt == null ? null : utc(returnAt))
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<Transfer> transfer(UUID reference) {
        return jdbc.sql("SELECT * FROM payments_sandbox_transfer WHERE reference = :reference")
                .param("reference", reference)
                .query((row, number) -> new Transfer(
                        row.getObject("reference", UUID.class),
                        row.getString("destination"),
                        money(row, "amount_micros"),
                        row.getString("state"),
                        row.getString("fail_code")))
                .optional();
    }

    boolean returned(UUID reference, String code) {
        return jdbc.sql("""
                        UPDATE payments_sandbox_transfer SET state = 'returned', fail_code = :code, return_at = NULL
                        WHERE reference = :reference AND state = 'sent'
                        """).param("reference", reference).param("code", code).update() == 1;
    }

    /** Served by payments_sandbox_transfer_returning. */
    List<UUID> toBeReturned(Instant now) {
        return jdbc.sql("SELECT reference FROM payments_sandbox_transfer WHERE return_at <= :now LIMIT 100")
                .param("now", utc(now))
                .query((row, number) -> row.getObject("reference", UUID.class))
                .list();
    }

    void add(Movement movement) {
        jdbc.sql("""
                        INSERT INTO payments_sandbox_movement (id, kind, source, currency, gross_micros, fee_micros, moved_at)
                        VALUES (:id, :kind, :source, :currency, :gross, :fee, :at)
                        """)
                .param("id", movement.id())
                .param("kind", movement.kind())
                .param("source", movement.source())
                .param("currency", movement.gross().currency())
                .param("gross", movement.gross().micros())
                .param("fee", movement.fee().micros())
                .param("at", utc(movement.at()))
                .update();
    }

    /** Served by payments_sandbox_movement_by_day. */
    List<Movement> movements(Instant from, Instant before) {
        return jdbc.sql("""
                        SELECT * FROM payments_sandbox_movement WHERE moved_at >= :from AND moved_at < :before
                        ORDER BY moved_at, id
                        """)
                .param("from", utc(from))
                .param("before", utc(before))
                .query((row, number) -> new Movement(
                        row.getString("id"),
                        row.getString("kind"),
                        row.getString("source"),
                        money(row, "gross_micros"),
                        money(row, "fee_micros"),
                        instant(row, "moved_at")))
                .list();
    }

    private static Payment payment(ResultSet row, int number) throws SQLException {
        return new Payment(
                row.getObject("reference", UUID.class),
                money(row, "amount_micros"),
                row.getString("method"),
                row.getBoolean("capture"),
                row.getString("return_url"),
                row.getString("card"),
                row.getString("state"),
                row.getString("decline_code"),
                instant(row, "opened_at"));
    }

    private static Dispute dispute(ResultSet row, int number) throws SQLException {
        return new Dispute(
                row.getString("id"),
                row.getObject("payment", UUID.class),
                money(row, "amount_micros"),
                row.getString("reason"),
                row.getString("state"),
                instant(row, "opened_at"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column), row.getString("currency"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
