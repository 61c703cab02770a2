package ovation.payments.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ovation.base.Ids;

/**
 * The sandbox company's webhooks: an event is written with what it tells of, sent over HTTP until it is taken with a 2xx, at
 * most twelve times with growing pauses. Without a web server there is nobody to send to, and they wait.
 */
@Sandbox
@Component
class SandboxEvents {

    private static final Logger log = LoggerFactory.getLogger(SandboxEvents.class);
    private static final int BATCH = 100;
    private static final int ATTEMPTS = 12;

    private final JdbcClient jdbc;
    private final SandboxTokens tokens;
    private final OwnServer server;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile Switches switches;

    SandboxEvents(JdbcClient jdbc, SandboxTokens tokens, OwnServer server, Switches switches, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.server = server;
        this.switches = switches;
        this.clock = clock;
    }

    private record Due(String id, String body, int attempts) {}

    Switches switches() {
        return switches;
    }

    void switchTo(Switches next) {
        switches = next;
    }

    void tell(String type, String subject, Object id) {
        var now = clock.instant();
        var event = "evt_" + Ids.next(clock);
        jdbc.sql("INSERT INTO payments_sandbox_event (id, body, created_at, due_at) VALUES (:id, :body, :now, :due)")
                .param("id", event)
                .param("body", """
                        {"id":"%s","type":"%s","created":%d,"data":{"%s":"%s"}}""".formatted(event, type, now.getEpochSecond(), subject, id))
                .param("now", SandboxBooks.utc(now))
                .param("due", SandboxBooks.utc(now.plusMillis(switches.webhookDelayMillis())))
                .update();
    }

    @Scheduled(fixedDelayString = "${ovation.payments.sandbox.webhook-interval:300ms}")
    void deliverAll() {
        try {
            while (deliver()) {}
        } catch (RuntimeException notNow) {
            log.warn("The sandbox could not deliver its webhooks", notNow);
        }
    }

    /** Served by payments_sandbox_event_due. @return whether there may be more */
    synchronized boolean deliver() {
        var port = server.port();
        if (port == 0) {
            return false;
        }
        var due = new ArrayList<>(jdbc.sql("""
                        SELECT id, body, attempts FROM payments_sandbox_event
                        WHERE delivered_at IS NULL AND due_at <= :now ORDER BY due_at LIMIT :limit
                        """)
                .param("now", SandboxBooks.utc(clock.instant()))
                .param("limit", BATCH)
                .query((row, number) -> new Due(row.getString("id"), row.getString("body"), row.getInt("attempts")))
                .list());
        var full = due.size() == BATCH;
        if (switches.webhooksReordered()) {
            Collections.reverse(due);
        }
        due.forEach(event -> deliver(event, port));
        return full;
    }

    private void deliver(Due event, int port) {
        var taken = true;
        if (ThreadLocalRandom.current().nextInt(100) >= switches.webhooksLostPercent()) {
            for (var copy = 0; copy < switches.webhookCopies(); copy++) {
                taken &= send(event.body(), port);
            }
        }
        var now = clock.instant();
        if (taken || event.attempts() + 1 >= ATTEMPTS) {
            jdbc.sql("UPDATE payments_sandbox_event SET delivered_at = :now, attempts = attempts + 1 WHERE id = :id")
                    .param("id", event.id())
                    .param("now", SandboxBooks.utc(now))
                    .update();
        } else {
            jdbc.sql("UPDATE payments_sandbox_event SET due_at = :due, attempts = attempts + 1 WHERE id = :id")
                    .param("id", event.id())
                    .param("due", SandboxBooks.utc(now.plusSeconds(1L << Math.min(event.attempts(), 12))))
                    .update();
        }
    }

    private boolean send(String body, int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/payments/sandbox"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header(
                        "Sandbox-Signature",
                        WebhookSigning.header(
                                List.of(tokens.webhookSecret()), clock.instant().getEpochSecond(), body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException unreachable) {
            log.debug("The merchant could not be reached", unreachable);
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
