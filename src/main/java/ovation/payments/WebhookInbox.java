package ovation.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.base.Ids;
import ovation.payments.PaymentProvider.Notice;

/**
 * What providers tell us unasked: kept raw, once by event, answered at once; afterwards each is an occasion to ask the
 * provider for the state. So nothing depends on order, number or truth of what came.
 */
@Component
class WebhookInbox {

    private static final Logger log = LoggerFactory.getLogger(WebhookInbox.class);
    private static final int BATCH = 100;
    private static final int ATTEMPTS = 10;

    private final JdbcClient jdbc;
    private final PaymentProvider provider;
    private final Charges charges;
    private final Refunds refunds;
    private final Charging charging;
    private final Recovering recovering;
    private final Clock clock;

    WebhookInbox(
            JdbcClient jdbc,
            PaymentProvider provider,
            Charges charges,
            Refunds refunds,
            Charging charging,
            Recovering recovering,
            Clock clock) {
        this.jdbc = jdbc;
        this.provider = provider;
        this.charges = charges;
        this.refunds = refunds;
        this.charging = charging;
        this.recovering = recovering;
        this.clock = clock;
    }

    private record Kept(String event, byte[] body, int attempts) {}

    /** @return false for a copy of one that came before */
    boolean keep(String event, byte[] body) {
        return Boolean.TRUE.equals(jdbc.sql("""
                        INSERT INTO payments_webhook (provider, event_id, body, received_at, due_at)
                        VALUES (:provider, :event, :body, :now, :now)
                        ON CONFLICT (provider, event_id) DO UPDATE SET copies = payments_webhook.copies + 1
                        RETURNING copies = 1
                        """)
                .param("provider", provider.name())
                .param("event", event)
                .param("body", body)
                .param("now", Charges.utc(clock.instant()))
                .query(Boolean.class)
                .single());
    }

    @Scheduled(fixedDelayString = "${ovation.payments.webhook-interval:300ms}")
    void process() {
        try {
            while (processDue() == BATCH) {}
        } catch (RuntimeException notNow) {
            log.warn("Webhooks could not be processed now", notNow);
        }
    }

    /** Served by payments_webhook_due. Two nodes may process one at the same time: it does no harm. */
    int processDue() {
        List<Kept> due = jdbc.sql("""
                        SELECT event_id, body, attempts FROM payments_webhook
                        WHERE processed_at IS NULL AND due_at <= :now AND provider = :provider ORDER BY due_at LIMIT :limit
                        """)
                .param("now", Charges.utc(clock.instant()))
                .param("provider", provider.name())
                .param("limit", BATCH)
                .query((row, number) ->
                        new Kept(row.getString("event_id"), row.getBytes("body"), row.getInt("attempts")))
                .list();
        due.forEach(this::process);
        return due.size();
    }

    private void process(Kept webhook) {
        try {
            if (heard(provider.read(webhook.body()))) {
                done(webhook.event(), null);
            } else {
                later(webhook, "not known yet");
            }
        } catch (RuntimeException failed) {
            log.warn("Webhook {} could not be processed now", webhook.event(), failed);
            later(webhook, String.valueOf(failed));
        }
    }

    private boolean heard(Notice notice) {
        return switch (notice.about()) {
            case CHARGE ->
                Ids.parse(notice.subject())
                        .flatMap(charges::find)
                        .map(this::charge)
                        .orElse(true);
            case CHARGE_REFERENCE ->
                charges.byReference(provider.name(), notice.subject())
                        .map(this::charge)
                        .orElse(true);
            case REFUND ->
                Ids.parse(notice.subject())
                        .flatMap(refunds::find)
                        .map(this::refund)
                        .orElse(true);
            case DISPUTE -> recovering.dispute(notice.subject());
            case NOTHING -> true;
        };
    }

    private boolean charge(Charge charge) {
        return charge.state().decided() || !(charging.refresh(charge.id()) instanceof ChargeOutcome.Pending);
    }

    private boolean refund(Refund refund) {
        return switch (refund.state()) {
            case FAILED -> true;
            // It may be the news that the payer's bank has sent it back.
            case REFUNDED -> charging.recheck(refund);
            case INTENT, PENDING -> !(charging.refresh(refund) instanceof RefundOutcome.Pending);
        };
    }

    private void later(Kept webhook, String problem) {
        if (webhook.attempts() + 1 >= ATTEMPTS) {
            // The recovery goes on asking by itself.
            done(webhook.event(), problem);
            return;
        }
        jdbc.sql("""
                        UPDATE payments_webhook SET attempts = attempts + 1, due_at = :due, problem = :problem
                        WHERE provider = :provider AND event_id = :event
                        """)
                .param("due", Charges.utc(next(webhook.attempts())))
                .param("problem", problem)
                .param("provider", provider.name())
                .param("event", webhook.event())
                .update();
    }

    private Instant next(int attempts) {
        return clock.instant().plus(Duration.ofSeconds(1L << attempts));
    }

    private void done(String event, @Nullable String problem) {
        jdbc.sql("""
                        UPDATE payments_webhook SET processed_at = :now, problem = :problem
                        WHERE provider = :provider AND event_id = :event
                        """)
                .param("now", Charges.utc(clock.instant()))
                .param("problem", problem)
                .param("provider", provider.name())
                .param("event", event)
                .update();
    }
}
