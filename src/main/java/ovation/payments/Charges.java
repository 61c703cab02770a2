package ovation.payments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ovation.base.SubjectRef;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Leg;
import ovation.ledger.Money;
import ovation.payments.Payments.ChargeRequest;

/** The stored charges. All reads but the recovery's are by primary key. */
@Repository
class Charges {

    private final JdbcClient jdbc;

    Charges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if the id is known already */
    boolean add(ChargeRequest request, String provider, Instant now) {
        return jdbc.sql("""
                        INSERT INTO payments_charge
                            (id, payer, kind, cause_kind, cause_id, credit_kinds, credit_owners, credit_micros, currency, amount_micros, method,
                             return_path, provider, state, created_at, asked_at)
                        VALUES (:id, :payer, :kind, :causeKind, :causeId, :creditKinds, :creditOwners, :creditMicros, :currency, :amount, :method,
                             :returnPath, :provider, 'intent', :now, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", request.id())
                        .param("payer", request.payer())
                        .param("kind", request.kind())
                        .param("causeKind", request.cause().kind())
                        .param("causeId", request.cause().id())
                        .param(
                                "creditKinds",
                                array(request, leg -> leg.account().kind().name(), String[]::new))
                        .param(
                                "creditOwners",
                                array(request, leg -> leg.account().owner(), UUID[]::new))
                        .param("creditMicros", array(request, Leg::micros, Long[]::new))
                        .param("currency", request.amount().currency())
                        .param("amount", request.amount().micros())
                        .param("method", request.method())
                        .param("returnPath", request.returnPath())
                        .param("provider", provider)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<Charge> find(UUID id) {
        return jdbc.sql("SELECT * FROM payments_charge WHERE id = :id")
                .param("id", id)
                .query(Charges::charge)
                .optional();
    }

    /** By the provider's own name. Served by payments_charge_reference. */
    Optional<Charge> byReference(String provider, String reference) {
        return jdbc.sql("SELECT * FROM payments_charge WHERE provider_ref = :reference AND provider = :provider")
                .param("reference", reference)
                .param("provider", provider)
                .query(Charges::charge)
                .optional();
    }

    Optional<Charge> lock(UUID id) {
        return jdbc.sql("SELECT * FROM payments_charge WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Charges::charge)
                .optional();
    }

    void succeeded(UUID id, String reference, Instant now) {
        jdbc.sql("""
                        UPDATE payments_charge
                        SET state = 'succeeded', provider_ref = :reference, action_url = NULL, decided_at = :now, asked_at = :now
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("reference", reference)
                .param("now", utc(now))
                .update();
    }

    void declined(UUID id, String reference, String code, Instant now) {
        jdbc.sql("""
                        UPDATE payments_charge
                        SET state = 'declined', provider_ref = :reference, decline_code = :code, action_url = NULL,
                            decided_at = :now, asked_at = :now
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("reference", reference)
                .param("code", code)
                .param("now", utc(now))
                .update();
    }

    void needsAction(UUID id, String reference, String url, Instant now) {
        jdbc.sql("""
                        UPDATE payments_charge
                        SET state = 'needs_action', provider_ref = :reference, action_url = :url, asked_at = :now
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("reference", reference)
                .param("url", url)
                .param("now", utc(now))
                .update();
    }

    /** Asked, and nothing learnt: an intent is pending from now on, the rest stays as it is. */
    void asked(UUID id, Instant now) {
        jdbc.sql("""
                        UPDATE payments_charge
                        SET state = CASE state WHEN 'intent' THEN 'pending' ELSE state END, asked_at = :now
                        WHERE id = :id AND state IN ('intent', 'pending', 'needs_action')
                        """).param("id", id).param("now", utc(now)).update();
    }

    /** Undecided ones that nobody has asked about for a while. Served by payments_charge_undecided. */
    List<Charge> undecided(String provider, Instant now, Duration quietFor, int limit) {
        return jdbc.sql("""
                        SELECT * FROM payments_charge
                        WHERE state IN ('intent', 'pending', 'needs_action') AND asked_at <= :before AND provider = :provider
                        ORDER BY asked_at LIMIT :limit
                        """)
                .param("provider", provider)
                .param("before", utc(now.minus(quietFor)))
                .param("limit", limit)
                .query(Charges::charge)
                .list();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T> T[] array(ChargeRequest request, Function<Leg, T> part, IntFunction<T[]> made) {
        return request.credits().stream().map(part).toArray(made);
    }

    private static List<Leg> credits(ResultSet row, String currency) throws SQLException {
        var kinds = (String[]) row.getArray("credit_kinds").getArray();
        var owners = (UUID[]) row.getArray("credit_owners").getArray();
        var micros = (Long[]) row.getArray("credit_micros").getArray();
        return IntStream.range(0, kinds.length)
                .mapToObj(i -> new Leg(new Account(AccountKind.valueOf(kinds[i]), owners[i], currency), micros[i]))
                .toList();
    }

    private static Charge charge(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var request = new ChargeRequest(
                row.getObject("id", UUID.class),
                row.getObject("payer", UUID.class),
                row.getString("kind"),
                new SubjectRef(row.getString("cause_kind"), row.getObject("cause_id", UUID.class)),
                credits(row, currency),
                new Money(row.getLong("amount_micros"), currency),
                row.getString("method"),
                row.getString("return_path"));
        return new Charge(
                request,
                Charge.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("provider"),
                row.getString("provider_ref"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("action_url"),
                row.getString("decline_code"));
    }
}
