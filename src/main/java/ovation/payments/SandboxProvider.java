package ovation.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ovation.ledger.Money;
import ovation.payments.PaymentProvider.Answer.ActionNeeded;
import ovation.payments.PaymentProvider.Answer.Confirmed;
import ovation.payments.PaymentProvider.Answer.Refusal;
import ovation.payments.PaymentProvider.Answer.Unknown;

/**
 * A provider without money, in our own process: decides at once, or shows a page on which the payer decides. Its state is its
 * own, as if it were another company's.
 */
@Component
class SandboxProvider implements PaymentProvider {

    static final String PAGE = "page";
    static final String APPROVE = "sandbox_approve";
    static final String DECLINE = "sandbox_decline";

    /** How long the page waits for the payer. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final SandboxTokens tokens;
    private final Clock clock;

    SandboxProvider(JdbcClient jdbc, SandboxTokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param openedAt when we first heard of it */
    record Visit(UUID charge, Money amount, State state, Instant openedAt) {}

    enum State {
        WAITING,
        APPROVED,
        DECLINED,
        EXPIRED
    }

    @Override
    public Answer charge(UUID charge, Money amount, String method) {
        var state =
                switch (method) {
                    case APPROVE -> State.APPROVED;
                    case DECLINE -> State.DECLINED;
                    default -> State.WAITING;
                };
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        INSERT INTO payments_sandbox_charge (charge, amount_micros, currency, state, opened_at, decided_at)
                        VALUES (:charge, :amount, :currency, :state, :now, :decided)
                        ON CONFLICT DO NOTHING
                        """)
                .param("charge", charge)
                .param("amount", amount.micros())
                .param("currency", amount.currency())
                .param("state", name(state))
                .param("now", now)
                .param("decided", state == State.WAITING ? null : now)
                .update();
        return find(charge);
    }

    @Override
    public Answer find(UUID charge) {
        return visit(charge).map(this::answer).orElseGet(Unknown::new);
    }

    /** By primary key. A page that waited too long has run out. */
    Optional<Visit> visit(UUID charge) {
        expire(charge);
        return jdbc.sql("SELECT * FROM payments_sandbox_charge WHERE charge = :charge")
                .param("charge", charge)
                .query((row, number) -> new Visit(
                        charge,
                        new Money(row.getLong("amount_micros"), row.getString("currency")),
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The payer has decided; only the first time counts. */
    void decide(UUID charge, boolean approved) {
        expire(charge);
        end(charge, approved ? State.APPROVED : State.DECLINED, clock.instant());
    }

    private void expire(UUID charge) {
        end(charge, State.EXPIRED, clock.instant().minus(PATIENCE));
    }

    private void end(UUID charge, State state, Instant openedBefore) {
        jdbc.sql("""
                        UPDATE payments_sandbox_charge SET state = :state, decided_at = :now
                        WHERE charge = :charge AND state = 'waiting' AND opened_at <= :before
                        """)
                .param("state", name(state))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("charge", charge)
                .param("before", openedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Answer answer(Visit visit) {
        var reference = "sandbox_" + visit.charge();
        return switch (visit.state()) {
            case WAITING -> new ActionNeeded(reference, SandboxPages.PATH + tokens.of(visit.charge()));
            case APPROVED -> new Confirmed(reference);
            case DECLINED -> new Refusal(reference, "card_declined");
            case EXPIRED -> new Refusal(reference, "expired");
        };
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
