package ovation.payments;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ovation.base.CommonProblem;
import ovation.base.Refused;
import ovation.ledger.Money;

/** Keeps what the provider was asked to pay, so that an id means one payment for ever, and asks it. */
@Service
class TransfersOut implements Transfers {

    private static final Logger log = LoggerFactory.getLogger(TransfersOut.class);

    private final JdbcClient jdbc;
    private final PaymentProvider provider;
    private final Clock clock;

    TransfersOut(JdbcClient jdbc, PaymentProvider provider, Clock clock) {
        this.jdbc = jdbc;
        this.provider = provider;
        this.clock = clock;
    }

    private record Stored(TransferRequest request, String provider, Optional<String> reference) {}

    @Override
    public TransferOutcome send(TransferRequest request) {
        ProviderCalls.refuseTransactions();
        if (!request.amount().isPositive() || !MinorUnits.representable(request.amount())) {
            throw Refused.field("amount", "charge_not_payable");
        }
        jdbc.sql("""
                        INSERT INTO payments_transfer (id, provider, destination, amount_micros, currency, created_at)
                        VALUES (:id, :provider, :destination, :amount, :currency, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", request.id())
                .param("provider", provider.name())
                .param("destination", request.destination())
                .param("amount", request.amount().micros())
                .param("currency", request.amount().currency())
                .param("now", Charges.utc(clock.instant()))
                .update();
        var stored = stored(request.id()).orElseThrow();
        if (!stored.request().equals(request)) {
            throw Refused.because(CommonProblem.ID_REUSED);
        }
        try {
            return kept(request.id(), provider.transfer(request));
        } catch (RuntimeException noAnswer) {
            log.warn("The provider did not answer about transfer {}; unknown is not failed", request.id(), noAnswer);
            return new TransferOutcome.Pending();
        }
    }

    @Override
    public Optional<TransferOutcome> find(UUID id) {
        ProviderCalls.refuseTransactions();
        return stored(id)
                .filter(each -> each.provider().equals(provider.name()))
                .flatMap(each -> {
                    try {
                        return provider.findTransfer(
                                        each.request(), each.reference().orElse(null))
                                .map(outcome -> kept(id, outcome));
                    } catch (RuntimeException noAnswer) {
                        log.warn("The provider did not answer about transfer {}", id, noAnswer);
                        return Optional.of(new TransferOutcome.Pending());
                    }
                });
    }

    private TransferOutcome kept(UUID id, TransferOutcome outcome) {
        if (outcome instanceof TransferOutcome.Sent sent) {
            jdbc.sql("UPDATE payments_transfer SET provider_ref = :reference WHERE id = :id AND provider_ref IS NULL")
                    .param("id", id)
                    .param("reference", sent.reference())
                    .update();
        }
        return outcome;
    }

    /** By primary key. */
    private Optional<Stored> stored(UUID id) {
        return jdbc.sql("SELECT * FROM payments_transfer WHERE id = :id")
                .param("id", id)
                .query((row, number) -> new Stored(
                        new TransferRequest(
                                id,
                                row.getString("destination"),
                                new Money(row.getLong("amount_micros"), row.getString("currency"))),
                        row.getString("provider"),
                        Optional.ofNullable(row.getString("provider_ref"))))
                .optional();
    }
}
