package ovation.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.base.CommonProblem;
import ovation.base.Ids;
import ovation.base.Refused;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.payments.Reconciliation.WriteOff;

/** Two people write off what nobody can explain: one proposes, another decides. */
@Service
class WritingOff {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WritingOff(JdbcClient jdbc, Ledger ledger, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Served by payments_write_off_waiting and payments_write_off_latest. */
    List<WriteOff> latest(int limit) {
        return jdbc.sql("""
                        SELECT w.*, d.amount_micros, d.currency FROM payments_write_off w
                        JOIN payments_difference d ON d.id = w.difference
                        ORDER BY w.state <> 'proposed', w.proposed_at DESC LIMIT :limit
                        """).param("limit", limit).query(WritingOff::writeOff).list();
    }

    WriteOff propose(UUID id, UUID difference, UUID who, String reason) {
        var why = reason.strip();
        if (why.length() < 5 || why.length() > 500) {
            throw Refused.field("reason", "write_off_reason");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            var known = find(id);
            if (known.isPresent()) {
                if (!known.get().difference().equals(difference)
                        || !known.get().proposedBy().equals(who)
                        || !known.get().reason().equals(why)) {
                    throw Refused.because(CommonProblem.ID_REUSED);
                }
                return known.get();
            }
            lockOpen(difference);
            try {
                jdbc.sql("""
                                INSERT INTO payments_write_off (id, difference, reason, proposed_by, proposed_at)
                                VALUES (:id, :difference, :reason, :who, :now)
                                """)
                        .param("id", id)
                        .param("difference", difference)
                        .param("reason", why)
                        .param("who", who)
                        .param("now", Charges.utc(clock.instant()))
                        .update();
            } catch (DuplicateKeyException waits) {
                throw Refused.because(PaymentsProblem.WRITE_OFF_WAITS_ALREADY);
            }
            return find(id).orElseThrow();
        }));
    }

    WriteOff approve(UUID id, UUID who) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var writeOff = find(id).orElseThrow(Refused::notFound);
            if (writeOff.proposedBy().equals(who)) {
                throw Refused.because(PaymentsProblem.WRITE_OFF_NEEDS_ANOTHER_PERSON);
            }
            if (writeOff.state().equals("approved") && writeOff.decidedBy().equals(Optional.of(who))) {
                return writeOff;
            }
            var amount = lockOpen(writeOff.difference());
            decide(id, "approved", who);
            var currency = amount.currency();
            ledger.post(new Transfer(
                            Ids.next(clock),
                            "payments.write_off",
                            new SubjectRef("write_off", id),
                            clock.instant(),
                            List.of(
                                    Leg.debit(Account.platform(AccountKind.WRITTEN_OFF, currency), amount),
                                    Leg.credit(
                                            Account.platform(AccountKind.RECONCILIATION_DIFFERENCE, currency),
                                            amount))))
                    .orThrow();
            jdbc.sql("UPDATE payments_difference SET state = 'written_off', closed_at = :now WHERE id = :id")
                    .param("now", Charges.utc(clock.instant()))
                    .param("id", writeOff.difference())
                    .update();
            return find(id).orElseThrow();
        }));
    }

    WriteOff reject(UUID id, UUID who) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var writeOff = find(id).orElseThrow(Refused::notFound);
            if (!writeOff.state().equals("rejected")) {
                lockOpen(writeOff.difference());
                decide(id, "rejected", who);
            }
            return find(id).orElseThrow();
        }));
    }

    private void decide(UUID id, String state, UUID who) {
        var decided = jdbc.sql("""
                        UPDATE payments_write_off SET state = :state, decided_by = :who, decided_at = :now
                        WHERE id = :id AND state = 'proposed'
                        """)
                .param("state", state)
                .param("who", who)
                .param("now", Charges.utc(clock.instant()))
                .param("id", id)
                .update();
        if (decided == 0) {
            throw Refused.because(PaymentsProblem.DIFFERENCE_CLOSED);
        }
    }

    /** By primary key. Its amount, once it is ours to close. */
    private Money lockOpen(UUID difference) {
        record Row(Money amount, boolean open) {}
        var row = jdbc.sql("SELECT * FROM payments_difference WHERE id = :id FOR UPDATE")
                .param("id", difference)
                .query((each, number) ->
                        new Row(money(each), each.getString("state").equals("open")))
                .optional()
                .orElseThrow(Refused::notFound);
        if (!row.open()) {
            throw Refused.because(PaymentsProblem.DIFFERENCE_CLOSED);
        }
        return row.amount();
    }

    /** By primary key. */
    private Optional<WriteOff> find(UUID id) {
        return jdbc.sql("""
                        SELECT w.*, d.amount_micros, d.currency FROM payments_write_off w
                        JOIN payments_difference d ON d.id = w.difference WHERE w.id = :id
                        """).param("id", id).query(WritingOff::writeOff).optional();
    }

    private static WriteOff writeOff(ResultSet row, int number) throws SQLException {
        return new WriteOff(
                row.getObject("id", UUID.class),
                row.getObject("difference", UUID.class),
                money(row),
                row.getString("reason"),
                row.getObject("proposed_by", UUID.class),
                instant(row, "proposed_at"),
                row.getString("state"),
                Optional.ofNullable(row.getObject("decided_by", UUID.class)));
    }

    private static Money money(ResultSet row) throws SQLException {
        return new Money(row.getLong("amount_micros"), row.getString("currency"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
