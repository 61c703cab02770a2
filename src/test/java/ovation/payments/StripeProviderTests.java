package ovation.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.ledger.Money;
import ovation.payments.PaymentProvider.Answer;
import ovation.payments.PaymentProvider.ChargeOrder;
import ovation.payments.PaymentProvider.Notice;
import ovation.payments.PaymentProvider.RefundAnswer;
import ovation.payments.PaymentProvider.RefundOrder;
import ovation.payments.PaymentProvider.SettlementLine.Kind;
import ovation.payments.Transfers.TransferOutcome;
import ovation.payments.Transfers.TransferRequest;
import tools.jackson.databind.json.JsonMapper;

/** The adapter against Stripe's API as a stub on the loopback: what it asks, and what it makes of each answer. */
class StripeProviderTests {

    private static final String SESSIONS = "POST /v1/checkout/sessions";

    private final MovableClock clock = new MovableClock();
    private final StripeStub stripe = new StripeStub();
    private final StripeProvider provider = new StripeProvider(
            new PaymentsSettings(
                    "stripe",
                    "https://ovation.example",
                    Duration.ofSeconds(300),
                    List.of("whsec_old", "whsec_new"),
                    new PaymentsSettings.Stripe("key-for-tests", stripe.base(), Duration.ofMillis(800))),
            JsonMapper.builder().build(),
            clock);

    private final UUID id = Ids.next(clock);

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void a_charge_is_a_page_of_stripes_under_our_id() {
        stripe.says(SESSIONS, 200, """
                {"id":"cs_1","object":"checkout.session","status":"open","payment_status":"unpaid","url":"https://checkout.stripe.com/c/1"}""");

        assertThat(provider.charge(order("49.99", "EUR", null)))
                .isEqualTo(new Answer.ActionNeeded("cs_1", "https://checkout.stripe.com/c/1"));

        assertThat(stripe.last().idempotencyKey()).isEqualTo(id.toString());
        assertThat(stripe.last().authorization()).isEqualTo("Bearer key-for-tests");
        assertThat(stripe.last().form())
                .containsEntry("mode", "payment")
                .containsEntry("client_reference_id", id.toString())
                .containsEntry("line_items[0][price_data][unit_amount]", "4999")
                .containsEntry("line_items[0][price_data][currency]", "eur")
                .containsEntry("payment_intent_data[metadata][ovation_charge]", id.toString())
                .containsEntry("success_url", "https://ovation.example/payments/return/" + id)
                .containsEntry("cancel_url", "https://ovation.example/payments/return/" + id)
                .noneSatisfy((key, value) -> assertThat(key).contains("card"));
    }

    @ParameterizedTest
    @CsvSource({"5000.00, JPY, 5000", "12.34, KWD, 12340", "12.34, USD, 1234", "300.00, ISK, 30000"})
    void amounts_are_said_in_the_currencys_minor_units(String amount, String currency, String minor) {
        stripe.says(SESSIONS, 200, "{\"id\":\"cs_1\",\"status\":\"open\",\"url\":\"u\"}");

        provider.charge(order(amount, currency, null));

        assertThat(stripe.last().form()).containsEntry("line_items[0][price_data][unit_amount]", minor);
    }

    @ParameterizedTest
    @CsvSource({"0.50, JPY", "0.001, EUR", "12.345, KWD", "1.50, ISK"})
    void amounts_without_exact_minor_units_are_refused(String amount, String currency) {
        assertThat(MinorUnits.representable(Money.of(amount, currency))).isFalse();
        assertThatThrownBy(() -> MinorUnits.of(Money.of(amount, currency)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void minor_units_come_back_as_they_went() {
        for (var currency : List.of("EUR", "JPY", "KWD", "ISK", "HUF")) {
            var amount = Money.of("1200.00", currency);
            assertThat(MinorUnits.money(MinorUnits.of(amount), currency)).isEqualTo(amount);
        }
    }

    @Test
    void where_a_charge_stands_is_read_from_its_page_and_its_intent() {
        assertThat(session("\"status\":\"expired\"")).isEqualTo(new Answer.Refusal("cs_1", "expired"));
        assertThat(
                        session(
                                "\"status\":\"complete\",\"payment_status\":\"paid\",\"payment_intent\":{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"status\":\"succeeded\"}"))
                .isEqualTo(new Answer.Confirmed("pi_1"));
        assertThat(
                        session(
                                "\"status\":\"complete\",\"payment_status\":\"unpaid\",\"payment_intent\":{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"status\":\"processing\"}"))
                .isEqualTo(new Answer.Unknown());
        assertThat(
                        session(
                                "\"status\":\"complete\",\"payment_status\":\"unpaid\",\"payment_intent\":{\"id\":\"pi_1\",\"object\":\"payment_intent\","
                                        + "\"status\":\"requires_payment_method\",\"last_payment_error\":{\"type\":\"card_error\",\"code\":\"card_declined\",\"decline_code\":\"insufficient_funds\"}}"))
                .isEqualTo(new Answer.Refusal("pi_1", "insufficient_funds"));

        stripe.says("GET /v1/payment_intents/pi_1", 200, "{\"id\":\"pi_1\",\"status\":\"succeeded\"}");
        assertThat(provider.find(order("1.00", "EUR", "pi_1"))).isEqualTo(new Answer.Confirmed("pi_1"));
        stripe.says("POST /v1/payment_intents/pi_1/capture", 200, "{\"id\":\"pi_1\",\"status\":\"succeeded\"}");
        assertThat(provider.capture(order("1.00", "EUR", "pi_1"))).isEqualTo(new Answer.Confirmed("pi_1"));
        assertThat(stripe.last().idempotencyKey()).isEqualTo(id + "/capture");
    }

    @ParameterizedTest
    @CsvSource({
        "402, card_error, card_declined, lost_card, lost_card",
        "400, invalid_request_error, currency_not_supported, , currency_not_supported"
    })
    void what_stripe_will_not_do_is_declined(
            int status, String type, String code, @Nullable String declineCode, String expected) {
        stripe.says(SESSIONS, status, error(type, code, declineCode));

        assertThat(provider.charge(order("5.00", "EUR", null))).isEqualTo(new Answer.Refusal("", expected));
    }

    @ParameterizedTest
    @CsvSource({
        "500, api_error",
        "503, api_error",
        "429, rate_limit_error",
        "401, invalid_request_error",
        "409, invalid_request_error",
        "400, idempotency_error"
    })
    void everything_else_is_not_known(int status, String type) {
        var error = error(type, "some_code", null);
        stripe.says(SESSIONS, status, error);
        stripe.saysList("GET /v1/refunds");
        stripe.says("POST /v1/refunds", status, error);
        stripe.saysList("GET /v1/transfers");
        stripe.says("POST /v1/transfers", status, error);

        assertThatThrownBy(() -> provider.charge(order("5.00", "EUR", null))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> provider.refund(refund(null))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> provider.transfer(transfer())).isInstanceOf(RuntimeException.class);
    }

    @Test
    void no_answer_in_time_and_no_answer_in_words_are_not_known() {
        stripe.saysLate(SESSIONS, "{\"id\":\"cs_1\",\"status\":\"open\"}", 2_000);
        assertThatThrownBy(() -> provider.charge(order("5.00", "EUR", null))).isInstanceOf(RuntimeException.class);

        stripe.says(SESSIONS, 200, "<html>Bad gateway</html>");
        assertThatThrownBy(() -> provider.charge(order("5.00", "EUR", null))).isInstanceOf(RuntimeException.class);

        assertThat(stripe.asked).hasSize(2).allSatisfy(asked -> assertThat(asked.idempotencyKey())
                .isEqualTo(id.toString()));
    }

    @Test
    void a_charge_that_stripe_has_forgotten_the_key_of_is_not_begun_again() {
        var order = order("5.00", "EUR", null);
        clock.advance(Duration.ofHours(24));

        assertThat(provider.charge(order)).isEqualTo(new Answer.Refusal("", "expired"));
        assertThat(stripe.asked).isEmpty();
    }

    @Test
    void a_refund_is_looked_for_before_it_is_made() {
        stripe.saysList(
                "GET /v1/refunds",
                "{\"id\":\"re_other\",\"object\":\"refund\",\"status\":\"succeeded\",\"metadata\":{}}");
        stripe.says("POST /v1/refunds", 200, "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"pending\"}");

        assertThat(provider.refund(refund(null))).isEqualTo(new RefundAnswer.Underway("re_1"));
        assertThat(stripe.last().form())
                .containsEntry("payment_intent", "pi_1")
                .containsEntry("amount", "1250")
                .containsEntry("metadata[ovation_refund]", id.toString());
        assertThat(stripe.last().idempotencyKey()).isEqualTo(id.toString());

        stripe.saysList(
                "GET /v1/refunds",
                "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"succeeded\",\"metadata\":{\"ovation_refund\":\""
                        + id + "\"}}");
        var before = stripe.asked.size();
        assertThat(provider.refund(refund(null))).isEqualTo(new RefundAnswer.Done("re_1"));
        assertThat(stripe.asked.subList(before, stripe.asked.size()))
                .extracting(StripeStub.Asked::what)
                .containsExactly("GET /v1/refunds");
    }

    @Test
    void a_refund_may_fail_at_once_or_later() {
        stripe.saysList("GET /v1/refunds");
        stripe.says("POST /v1/refunds", 400, error("invalid_request_error", "charge_already_refunded", null));
        assertThat(provider.refund(refund(null))).isEqualTo(new RefundAnswer.Failure("charge_already_refunded"));

        stripe.says(
                "GET /v1/refunds/re_1",
                200,
                "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"failed\",\"failure_reason\":\"expired_or_canceled_card\"}");
        assertThat(provider.findRefund(refund("re_1"))).isEqualTo(new RefundAnswer.Failure("expired_or_canceled_card"));
    }

    @Test
    void disputes_count_once_they_take_money() {
        stripe.saysList(
                "GET /v1/disputes",
                dispute("dp_3", "lost"),
                dispute("dp_2", "warning_needs_response"),
                dispute("dp_1", "needs_response"));

        var news = provider.disputesSince(clock.instant().minus(Duration.ofDays(3)));

        assertThat(news)
                .extracting(PaymentProvider.DisputeNews::reference, PaymentProvider.DisputeNews::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("dp_1", Dispute.State.OPEN),
                        org.assertj.core.groups.Tuple.tuple("dp_3", Dispute.State.LOST));
        assertThat(news.getFirst().chargeReference()).isEqualTo("pi_1");
        assertThat(news.getFirst().amount()).isEqualTo(Money.of("5.00", "EUR"));
        stripe.says("GET /v1/disputes/dp_1", 200, dispute("dp_1", "won"));
        assertThat(provider.dispute("dp_1").orElseThrow().state()).isEqualTo(Dispute.State.WON);
    }

    @Test
    void balance_transactions_are_the_settlement_report() {
        var day = LocalDate.parse("2026-11-20");
        stripe.saysList(
                "GET /v1/balance_transactions",
                movement(
                        "txn_1",
                        "charge",
                        "charge",
                        5000,
                        175,
                        "{\"id\":\"ch_1\",\"object\":\"charge\",\"metadata\":{\"ovation_charge\":\"" + id + "\"}}"),
                movement(
                        "txn_2",
                        "refund",
                        "refund",
                        -1250,
                        0,
                        "{\"id\":\"re_1\",\"object\":\"refund\",\"metadata\":{\"ovation_refund\":\"" + id + "\"}}"),
                movement(
                        "txn_6",
                        "refund_failure",
                        "refund_failure",
                        1250,
                        0,
                        "{\"id\":\"re_1\",\"object\":\"refund\",\"metadata\":{\"ovation_refund\":\"" + id + "\"}}"),
                movement("txn_3", "adjustment", "dispute", -5000, 1500, "{\"id\":\"dp_1\",\"object\":\"dispute\"}"),
                movement("txn_4", "stripe_fee", "fee", -200, 0, "null"),
                movement("txn_5", "payout", "payout", -9000, 0, "\"po_1\""));

        var lines = provider.settlement(day);

        assertThat(lines)
                .extracting(
                        PaymentProvider.SettlementLine::kind,
                        PaymentProvider.SettlementLine::source,
                        line -> line.gross().decimal(),
                        line -> line.fee().decimal(),
                        line -> line.net().decimal())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.CHARGE, id.toString(), "50.00", "1.75", "48.25"),
                        org.assertj.core.groups.Tuple.tuple(Kind.REFUND, id.toString(), "-12.50", "0.00", "-12.50"),
                        org.assertj.core.groups.Tuple.tuple(
                                Kind.REFUND_FAILED, id.toString(), "12.50", "0.00", "12.50"),
                        org.assertj.core.groups.Tuple.tuple(Kind.DISPUTE, "dp_1", "-50.00", "15.00", "-65.00"),
                        org.assertj.core.groups.Tuple.tuple(Kind.OTHER, "txn_4", "0.00", "2.00", "-2.00"),
                        org.assertj.core.groups.Tuple.tuple(Kind.TRANSFER, "po_1", "-90.00", "0.00", "-90.00"));
        assertThat(stripe.last().form())
                .containsEntry("created[gte]", "1795132800")
                .containsEntry("created[lt]", "1795219200")
                .containsEntry("expand[0]", "data.source");
    }

    @Test
    void a_transfer_is_looked_for_before_it_is_made() {
        stripe.saysList("GET /v1/transfers");
        stripe.says("POST /v1/transfers", 200, "{\"id\":\"tr_1\",\"object\":\"transfer\",\"reversed\":false}");

        assertThat(provider.transfer(transfer())).isEqualTo(new TransferOutcome.Sent("tr_1"));
        assertThat(stripe.last().form())
                .containsEntry("destination", "acct_1")
                .containsEntry("amount", "700")
                .containsEntry("transfer_group", id.toString());
        assertThat(stripe.last().idempotencyKey()).isEqualTo(id.toString());

        stripe.saysList("GET /v1/transfers", "{\"id\":\"tr_1\",\"object\":\"transfer\",\"reversed\":true}");
        assertThat(provider.transfer(transfer())).isEqualTo(new TransferOutcome.Returned("reversed"));
        stripe.saysList("GET /v1/transfers");
        assertThat(provider.findTransfer(transfer(), null)).isEmpty();
        stripe.says("POST /v1/transfers", 400, error("invalid_request_error", "account_invalid", null));
        assertThat(provider.transfer(transfer())).isEqualTo(new TransferOutcome.Failed("account_invalid"));
    }

    @Test
    void stripes_own_signatures_are_good_with_either_secret() throws Exception {
        var body = "{\"id\":\"evt_1\"}";
        var now = clock.instant().getEpochSecond();
        for (var secret : provider.webhookSecrets()) {
            var header = "t=" + now + ",v1=" + Webhook.Util.computeHmacSha256(secret, now + "." + body) + ",v0=abc";
            assertThat(valid(header, body)).isTrue();
            assertThat(valid(header, body + " ")).isFalse();
        }
        assertThat(valid("t=" + now + ",v1=" + Webhook.Util.computeHmacSha256("whsec_x", now + "." + body), body))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"object\":\"checkout.session\",\"client_reference_id\":\"c\"} | CHARGE | c",
                "{\"object\":\"payment_intent\",\"metadata\":{\"ovation_charge\":\"c\"}} | CHARGE | c",
                "{\"object\":\"charge\",\"metadata\":{}} | NOTHING | ",
                "{\"object\":\"refund\",\"metadata\":{\"ovation_refund\":\"r\"}} | REFUND | r",
                "{\"object\":\"dispute\",\"id\":\"dp_1\"} | DISPUTE | dp_1",
                "{\"object\":\"customer\",\"id\":\"cus_1\"} | NOTHING | "
            })
    void events_say_what_to_ask_about(String object, Notice.About about, @Nullable String subject) {
        var body = "{\"id\":\"evt_1\",\"data\":{\"object\":" + object + "}}";

        assertThat(provider.read(body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Notice("evt_1", about, subject == null ? "" : subject));
    }

    private boolean valid(String header, String body) {
        return WebhookSignature.valid(
                header,
                body.getBytes(StandardCharsets.UTF_8),
                provider.webhookSecrets(),
                clock.instant(),
                Duration.ofSeconds(300));
    }

    private Answer session(String fields) {
        stripe.says(
                "GET /v1/checkout/sessions/cs_1",
                200,
                "{\"id\":\"cs_1\",\"object\":\"checkout.session\"," + fields + "}");
        return provider.find(order("1.00", "EUR", "cs_1"));
    }

    private ChargeOrder order(String amount, String currency, @Nullable String reference) {
        return new ChargeOrder(id, Money.of(amount, currency), "page", "/here", clock.instant(), reference);
    }

    private RefundOrder refund(@Nullable String reference) {
        return new RefundOrder(id, UUID.randomUUID(), "pi_1", Money.of("12.50", "EUR"), reference);
    }

    private TransferRequest transfer() {
        return new TransferRequest(id, "acct_1", Money.of("7.00", "USD"));
    }

    private static String error(String type, String code, @Nullable String declineCode) {
        return "{\"error\":{\"type\":\"%s\",\"code\":\"%s\"%s,\"message\":\"No\"}}"
                .formatted(type, code, declineCode == null ? "" : ",\"decline_code\":\"" + declineCode + "\"");
    }

    private static String dispute(String id, String status) {
        return """
                {"id":"%s","object":"dispute","status":"%s","amount":500,"currency":"eur","payment_intent":"pi_1","reason":"fraudulent","created":1795132800}""".formatted(id, status);
    }

    private static String movement(String id, String type, String category, int amount, int fee, String source) {
        return """
                {"id":"%s","object":"balance_transaction","type":"%s","reporting_category":"%s","amount":%d,"fee":%d,"net":%d,
                 "currency":"eur","created":1795140000,"source":%s}""".formatted(id, type, category, amount, fee, amount - fee, source);
    }
}
