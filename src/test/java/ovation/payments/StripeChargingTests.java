package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.ledger.AccountKind;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome.NeedsAction;
import ovation.payments.ChargeOutcome.Pending;
import ovation.payments.ChargeOutcome.Succeeded;
import ovation.payments.Payments.ChargeRequest;
import ovation.support.OvationTest;
import tools.jackson.databind.json.JsonMapper;

/** From our charge to Stripe's page, back, and back again: the same rules, another company. */
@OvationTest
class StripeChargingTests {

    private static final Money THIRTY = Money.of("30.00", "CZK");

    @Autowired
    Till till;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Charges charges;

    @Autowired
    Refunds refunds;

    private final StripeStub stripe = new StripeStub();
    private StripeProvider provider;
    private Charging payments;

    @BeforeEach
    void through_stripe() {
        provider = new StripeProvider(
                new PaymentsSettings(
                        "stripe",
                        "https://ovation.example",
                        Duration.ofSeconds(300),
                        List.of(),
                        new PaymentsSettings.Stripe("key-for-tests", stripe.base(), Duration.ofMillis(500))),
                json,
                till.clock);
        payments = till.charging(provider);
    }

    @AfterEach
    void the_books_are_sound() {
        stripe.close();
        assertThat(till.checker.check().breaks()).isEmpty();
    }

    @Test
    void a_refund_that_fails_after_it_succeeded_is_taken_back_once() {
        var charge = paid();
        var owed = till.platform(AccountKind.PROVIDER_CLEARING, "CZK");
        var clearing = till.platform(AccountKind.REFUND_CLEARING, "CZK");
        stripe.saysList("GET /v1/refunds");
        var reference = "re_" + charge.id();
        stripe.says("POST /v1/refunds", 200, refund(reference, "succeeded"));
        var request = till.decideOnRefund(charge, THIRTY);
        assertThat(payments.refund(request)).isInstanceOf(RefundOutcome.Refunded.class);

        // What the event says of itself is not believed while Stripe says otherwise.
        stripe.says("GET /v1/refunds/" + reference, 200, refund(reference, "succeeded"));
        hear("refund.failed", request.id());
        assertThat(payments.refund(request)).isInstanceOf(RefundOutcome.Refunded.class);

        // No answer is no news: it is asked again.
        stripe.says("GET /v1/refunds/" + reference, 500, "{}");
        hear("charge.refund.updated", request.id());
        assertThat(payments.refund(request)).isInstanceOf(RefundOutcome.Refunded.class);

        stripe.says("GET /v1/refunds/" + reference, 200, refund(reference, "failed"));
        till.later(Duration.ofMinutes(1), () -> inbox().processDue());
        hear("refund.failed", request.id());
        till.later(Duration.ofDays(2), () -> till.recovering(provider, payments).recover());

        assertThat(payments.refund(request))
                .isEqualTo(new RefundOutcome.Failed(request.id(), THIRTY, "lost_or_stolen_card"));
        assertThat(till.heardOf(charge.id())).containsExactly("succeeded", "refunded 30.00", "refundFailed 30.00");
        assertThat(till.platform(AccountKind.PROVIDER_CLEARING, "CZK")).isEqualTo(owed);
        assertThat(till.platform(AccountKind.REFUND_CLEARING, "CZK")).isEqualTo(clearing);
        var again = till.decideOnRefund(charge, THIRTY);
        assertThat(payments.refund(again)).isInstanceOf(RefundOutcome.Refunded.class);
    }

    @Test
    void a_refund_that_failed_is_found_without_a_word_of_it() {
        var charge = paid();
        stripe.saysList("GET /v1/refunds");
        var reference = "re_" + charge.id();
        stripe.says("POST /v1/refunds", 200, refund(reference, "succeeded"));
        var request = till.decideOnRefund(charge, THIRTY);
        payments.refund(request);
        stripe.says("GET /v1/refunds/" + reference, 200, refund(reference, "failed"));

        till.later(Duration.ofDays(2), () -> till.recovering(provider, payments).recover());

        assertThat(payments.refund(request)).isInstanceOf(RefundOutcome.Failed.class);
    }

    private ChargeRequest paid() {
        var charge = till.charge("page", THIRTY);
        var session = "cs_" + charge.id();
        stripe.says(
                "POST /v1/checkout/sessions", 200, "{\"id\":\"" + session + "\",\"status\":\"open\",\"url\":\"u\"}");
        payments.charge(charge);
        stripe.says("GET /v1/checkout/sessions/" + session, 200, """
                {"id":"%s","object":"checkout.session","status":"complete","payment_status":"paid","payment_intent":{"id":"pi_%s","object":"payment_intent"}}""".formatted(session, charge.id()));
        assertThat(payments.refresh(charge.id())).isEqualTo(new Succeeded(charge.id(), THIRTY));
        return charge;
    }

    private static String refund(String reference, String status) {
        return """
                {"id":"%s","object":"refund","status":"%s","failure_reason":"lost_or_stolen_card"}""".formatted(reference, status);
    }

    private void hear(String type, UUID refund) {
        var event = "evt_" + till.id();
        inbox().keep(event, """
                {"id":"%s","type":"%s","data":{"object":{"object":"refund","status":"failed","metadata":{"ovation_refund":"%s"}}}}""".formatted(event, type, refund).getBytes(StandardCharsets.UTF_8));
        inbox().processDue();
    }

    private WebhookInbox inbox() {
        return new WebhookInbox(
                jdbc, provider, charges, refunds, payments, till.recovering(provider, payments), till.clock);
    }

    @Test
    void a_payer_comes_back_paid_is_refunded_and_disputes_the_rest() {
        var charge = till.charge("page", THIRTY);
        stripe.saysLate("POST /v1/checkout/sessions", "{}", 1_500);
        assertThat(payments.charge(charge)).isEqualTo(new Pending(charge.id(), THIRTY));

        stripe.says(
                "POST /v1/checkout/sessions",
                200,
                "{\"id\":\"cs_9\",\"status\":\"open\",\"url\":\"https://checkout.stripe.com/c/9\"}");
        till.later(
                Duration.ofMinutes(1), () -> till.recovering(provider, payments).recover());
        assertThat(payments.charge(charge))
                .isEqualTo(new NeedsAction(charge.id(), THIRTY, "https://checkout.stripe.com/c/9"));

        var intent = "pi_" + charge.id();
        stripe.says("GET /v1/checkout/sessions/cs_9", 200, """
                {"id":"cs_9","object":"checkout.session","status":"complete","payment_status":"paid","payment_intent":{"id":"%s","object":"payment_intent"}}""".formatted(intent));
        assertThat(payments.refresh(charge.id())).isEqualTo(new Succeeded(charge.id(), THIRTY));

        stripe.saysList("GET /v1/refunds");
        stripe.says("POST /v1/refunds", 200, "{\"id\":\"re_9\",\"object\":\"refund\",\"status\":\"succeeded\"}");
        assertThat(payments.refund(till.decideOnRefund(charge, Money.of("10.00", "CZK"))))
                .isInstanceOf(RefundOutcome.Refunded.class);

        var dispute = "dp_" + charge.id();
        stripe.says("GET /v1/disputes/" + dispute, 200, """
                {"id":"%s","object":"dispute","status":"lost","amount":2000,"currency":"czk","payment_intent":"%s","reason":"fraudulent","created":1795132800}""".formatted(dispute, intent));
        till.recovering(provider, payments).dispute(dispute);

        assertThat(till.heardOf(charge.id()))
                .containsExactly("succeeded", "refunded 10.00", "disputed 20.00", "lost 20.00");
        assertThat(till.balance(charge)).isEqualTo(Money.of("10.00", "CZK"));
    }
}
