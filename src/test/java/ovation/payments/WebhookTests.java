package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome.NeedsAction;
import ovation.payments.ChargeOutcome.Succeeded;
import ovation.payments.Payments.ChargeRequest;
import ovation.payments.sandbox.SandboxTokens;
import ovation.payments.sandbox.Switches;
import ovation.payments.sandbox.TestCard;
import ovation.payments.sandbox.WebhookSigning;
import ovation.support.OvationTest;
import ovation.support.Until;

@OvationTest
class WebhookTests {

    private static final Money FIFTY = Money.of("50.00", "NOK");

    @LocalServerPort
    int port;

    @Autowired
    Till till;

    @Autowired
    Payments payments;

    @Autowired
    Recovering recovering;

    @Autowired
    SandboxTokens tokens;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void a_good_company_again() {
        till.company.switchTo(Switches.GOOD);
        assertThat(till.checker.check().breaks()).isEmpty();
    }

    @Test
    void the_provider_tells_by_webhook_and_we_ask_it() {
        var charge = waiting();

        till.company.choose(charge.id(), TestCard.APPROVE);

        Until.holds(() -> payments.find(charge.id()).orElseThrow() instanceof Succeeded);
        Until.holds(() -> processed(charge.id()) == 1);
        assertThat(till.heardOf(charge.id())).containsExactly("succeeded");
        assertThat(till.balance(charge)).isEqualTo(FIFTY);
    }

    @Test
    void duplicated_and_reordered_webhooks_come_to_the_same() {
        till.company.switchTo(Switches.GOOD.withWebhooks(200, 5, true, 0));
        var charge = waiting();

        till.company.choose(charge.id(), TestCard.APPROVE);
        var dispute = till.company.openDispute(charge.id());
        till.company.decideDispute(dispute, false);

        Until.holds(() -> till.heardOf(charge.id()).size() == 3);
        Until.holds(() -> processed(charge.id()) == 1);
        assertThat(copies(charge.id())).isEqualTo(5);
        assertThat(till.heardOf(charge.id())).containsExactly("succeeded", "disputed 50.00", "lost 50.00");
        assertThat(till.balance(charge).isZero()).isTrue();
    }

    @Test
    void lost_webhooks_come_to_the_same_by_asking() {
        till.company.switchTo(Switches.GOOD.withWebhooks(0, 1, false, 100));
        var charge = waiting();
        till.company.choose(charge.id(), TestCard.APPROVE);
        var dispute = till.company.openDispute(charge.id());

        till.later(Duration.ofMinutes(1), recovering::lookForDisputes);
        till.company.decideDispute(dispute, false);
        till.later(Duration.ofMinutes(6), recovering::recover);

        assertThat(till.heardOf(charge.id())).containsExactly("succeeded", "disputed 50.00", "lost 50.00");
        assertThat(processed(charge.id())).isZero();
    }

    /** The payer's way back, and a webhook that claims more than is true, are occasions to ask and nothing else. */
    @Test
    void neither_the_way_back_nor_a_claim_proves_a_payment() {
        var charge = waiting();
        till.company.choose(charge.id(), TestCard.CHALLENGE);

        var back = get("/payments/return/" + charge.id());
        var claim = "{\"id\":\"evt_%s\",\"type\":\"payment.captured\",\"data\":{\"payment\":\"%s\"}}"
                .formatted(till.id(), charge.id());
        assertThat(post(claim, signed(claim, tokens.webhookSecret(), 0)).statusCode())
                .isEqualTo(200);
        Until.holds(() -> processed(charge.id()) == 1);

        assertThat(back.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/till?sold=yes"));
        assertThat(payments.find(charge.id()).orElseThrow()).isInstanceOf(NeedsAction.class);
        assertThat(till.balance(charge).isZero()).isTrue();
        till.company.answerChallenge(charge.id(), true);
        Until.holds(() -> payments.find(charge.id()).orElseThrow() instanceof Succeeded);
    }

    @Test
    void a_failed_challenge_is_a_declined_payment() {
        var charge = waiting();
        till.company.choose(charge.id(), TestCard.CHALLENGE);

        till.company.answerChallenge(charge.id(), false);
        till.company.answerChallenge(charge.id(), true);

        Until.holds(() -> payments.find(charge.id())
                .orElseThrow()
                .equals(new ChargeOutcome.Declined(charge.id(), FIFTY, "authentication_failed")));
        assertThat(till.balance(charge).isZero()).isTrue();
    }

    @Test
    void either_secret_may_sign_and_one_event_is_kept_once() {
        var event = "evt_" + till.id();
        var body = "{\"id\":\"" + event + "\",\"data\":{}}";

        assertThat(post(body, signed(body, tokens.webhookSecret(), 0)).statusCode())
                .isEqualTo(200);
        assertThat(post(body, signed(body, "whsec_the_next_one", -299)).statusCode())
                .isEqualTo(200);
        assertThat(post(body, WebhookSigning.header(List.of("whsec_of_yesterday", "whsec_the_next_one"), now(), body))
                        .statusCode())
                .isEqualTo(200);

        assertThat(jdbc.sql("SELECT copies FROM payments_webhook WHERE event_id = :event")
                        .param("event", event)
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
    }

    @Test
    void refuses_wrong_old_new_and_missing_signatures() {
        var event = "evt_" + till.id();
        var body = "{\"id\":\"" + event + "\",\"data\":{}}";
        var good = signed(body, tokens.webhookSecret(), 0);

        for (var header : List.of(
                signed(body, "whsec_wrong", 0),
                signed(body, tokens.webhookSecret(), -302),
                signed(body, tokens.webhookSecret(), 302),
                signed(body + " ", tokens.webhookSecret(), 0),
                good.replaceFirst("t=[0-9]+", "t=" + (now() - 1)),
                good.replaceFirst("t=[0-9]+,", ""),
                good.replaceFirst("v1=", "v0="),
                good.substring(0, good.length() - 1),
                "t=,v1=",
                "")) {
            var answer = post(body, header);
            assertThat(answer.statusCode()).as(header).isEqualTo(400);
            assertThat(answer.body()).contains("webhook_signature_wrong");
        }
        assertThat(jdbc.sql("SELECT count(*) FROM payments_webhook WHERE event_id = :event")
                        .param("event", event)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"id\":7,\"data\":{}}", "not json", "{\"id\":\"evt_1\"}"})
    void refuses_bodies_that_are_no_events(String body) {
        assertThat(post(body, signed(body, tokens.webhookSecret(), 0)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void refuses_what_is_too_large_and_other_providers() {
        var large = "x".repeat(300_000);

        assertThat(post(large, signed(large, tokens.webhookSecret(), 0)).statusCode())
                .isEqualTo(413);
        assertThat(send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/payments/stripe"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_providers_rest_needs_its_key() {
        var path = "http://localhost:" + port + "/sandbox/psp/v1/operator/switches";

        assertThat(send(HttpRequest.newBuilder(URI.create(path))).statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(path)).header("X-Sandbox-Key", "sk_wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(path)).header("X-Sandbox-Key", tokens.apiKey()))
                        .body())
                .contains("\"webhookCopies\":1");
    }

    private ChargeRequest waiting() {
        var charge = till.charge("page", FIFTY);
        assertThat(payments.charge(charge)).isInstanceOf(NeedsAction.class);
        return charge;
    }

    private long now() {
        return till.clock.instant().getEpochSecond();
    }

    private String signed(String body, String secret, long seconds) {
        return WebhookSigning.header(List.of(secret), now() + seconds, body);
    }

    private int processed(UUID charge) {
        return jdbc.sql("""
                        SELECT count(*) FROM payments_webhook
                        WHERE processed_at IS NOT NULL AND convert_from(body, 'UTF8') LIKE '%"payment":"' || :charge || '%'
                        """)
                .param("charge", charge.toString())
                .query(Integer.class)
                .single();
    }

    private int copies(UUID charge) {
        return jdbc.sql("""
                        SELECT copies FROM payments_webhook WHERE convert_from(body, 'UTF8') LIKE '%"payment":"' || :charge || '%'
                        """)
                .param("charge", charge.toString())
                .query(Integer.class)
                .single();
    }

    private HttpResponse<String> post(String body, String signature) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/payments/sandbox"))
                .header("Sandbox-Signature", signature)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8))));
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
