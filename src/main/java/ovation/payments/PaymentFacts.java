package ovation.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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
    private final MessageSource words;

    PaymentFacts(JdbcClient jdbc, MessageSource words) {
        this.jdbc = jdbc;
        this.words = words;
    }

    @Override
    public Optional<Fact> of(UUID transfer, String kind, SubjectRef cause) {
        return switch (kind) {
            case "payments.refund", "payments.refund_failed" -> refund(cause.id());
            case "payments.dispute", "payments.dispute_won", "payments.dispute_lost" -> dispute(cause.id());
            case "payments.settlement" -> settlement(transfer);
            case "payments.difference", "payments.explained" -> difference(cause.id());
            case "payments.write_off" -> writeOff(cause.id());
            default -> Optional.empty();
        };
    }

    private Optional<Fact> refund(UUID id) {
        return fact("payments.fact.refund", id, """
                        SELECT amount_micros, currency, charge FROM payments_refund WHERE id = :id
                        """, row -> new Object[] {money(row), row.getString("charge")});
    }

    private Optional<Fact> dispute(UUID id) {
        return fact("payments.fact.dispute", id, "SELECT * FROM payments_dispute WHERE id = :id", row -> new Object[] {
            row.getString("provider_ref"),
            row.getString("charge"),
            money(row),
            say("payments.fact.state." + row.getString("state")),
            reason(row.getString("reason"))
        });
    }

    private Optional<Fact> settlement(UUID transfer) {
        return fact(
                "payments.fact.settlement",
                transfer,
                "SELECT line_id, kind, provider, day FROM payments_settlement_line WHERE transfer = :id",
                row -> new Object[] {
                    row.getString("line_id"),
                    kind(row.getString("kind")),
                    row.getString("provider"),
                    row.getString("day")
                });
    }

    private Optional<Fact> difference(UUID id) {
        return fact(
                "payments.fact.difference",
                id,
                "SELECT kind, item_kind, source FROM payments_difference WHERE id = :id",
                row -> new Object[] {
                    say("payments.finance.difference." + row.getString("kind")),
                    kind(row.getString("item_kind")),
                    row.getString("source")
                });
    }

    private Optional<Fact> writeOff(UUID id) {
        return fact("payments.fact.write_off", id, "SELECT reason FROM payments_write_off WHERE id = :id", row ->
                new Object[] {row.getString("reason")});
    }

    private interface Arguments {
        Object[] of(ResultSet row) throws SQLException;
    }

    private Optional<Fact> fact(String key, UUID id, String sql, Arguments arguments) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, number) -> new Fact(say(key, arguments.of(row)), PAGE))
                .optional();
    }

    private String kind(String kind) {
        return say("payments.finance.kind." + kind);
    }

    /** Providers have reasons of their own; one that we have no word for is said as they write it. */
    private String reason(String reason) {
        return Objects.requireNonNull(words.getMessage(
                "payments.fact.reason." + reason, null, reason.replace('_', ' '), LocaleContextHolder.getLocale()));
    }

    private String say(String key, Object... arguments) {
        return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private static Money money(ResultSet row) throws SQLException {
        return new Money(row.getLong("amount_micros"), row.getString("currency"));
    }
}
