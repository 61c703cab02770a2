package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ovation.ledger.Money;
import ovation.payments.ChargeOutcome.NeedsAction;
import ovation.payments.ChargeOutcome.Pending;
import ovation.payments.ChargeOutcome.Succeeded;
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
