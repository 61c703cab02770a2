package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.support.Authenticator;
import ovation.support.Browser;
import ovation.support.OvationTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payouts over the wire: a creator, a stranger and two people of finance, each with a sign-in of their own. */
@OvationTest
class PayoutsWebTests {

    private static final String PASSWORD = "a quiet evening";
    private static final JsonMapper json = JsonMapper.shared();

    @Autowired
    MockMvc web;

    @Autowired
    People people;

    @Autowired
    Payouts payouts;

    @Autowired
    Details details;

    @Autowired
    Ledger ledger;

    @Autowired
    SandboxBank bank;

    @Autowired
    MovableClock clock;

    private final Map<String, Authenticator> phones = new HashMap<>();
    private String ada;
    private UUID adaId;
    private String stranger;
    private String frida;
    private String otto;

    @BeforeEach
    void everybody_signs_in() throws Exception {
        clock.backToNow();
        ada = token();
        adaId = me(ada);
        stranger = token();
        frida = token();
        otto = token();
        people.grant(me(frida), Role.FINANCE);
        people.grant(me(otto), Role.FINANCE);
    }

    @AfterEach
    void it_is_now_again() {
        clock.backToNow();
    }

    @Test
    void details_ask_for_a_second_factor_that_was_shown_just_now_in_this_sign_in() throws Exception {
        var form = Map.of(
                "legalName", "Ada Example", "street", "Weg 1", "postalCode", "50667", "city", "Köln", "country", "DE");

        assertThat(code(send(ada, put("/api/v1/payouts/identity"), form))).isEqualTo("second_factor_needed");
        var recovery = enrol(ada);
        assertThat(send(ada, put("/api/v1/payouts/identity"), form).getStatus()).isEqualTo(204);

        clock.advance(Duration.ofMinutes(6));
        assertThat(code(send(ada, put("/api/v1/payouts/identity"), form))).isEqualTo("step_up_needed");
        var now = phones.get(ada).code(clock.instant());
        assertThat(stepUp(ada, now).getStatus()).isEqualTo(204);
        assertThat(code(stepUp(ada, now))).isEqualTo("wrong_code");
        assertThat(send(ada, put("/api/v1/payouts/identity"), form).getStatus()).isEqualTo(204);

        clock.advance(Duration.ofMinutes(6));
        assertThat(stepUp(ada, recovery.toLowerCase(java.util.Locale.ROOT)).getStatus())
                .isEqualTo(204);
        assertThat(code(stepUp(ada, recovery))).isEqualTo("wrong_code");
        assertThat(read(as(ada, get("/api/v1/me/second-factor")))
                        .get("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void a_creator_sees_each_step_and_the_forms() throws Exception {
        earns("12");
        var page = as(ada, get("/desk/creator/payouts"));
        var away = as(ada, get("/desk/creator/payouts/details"));
        enrol(ada);
        var forms = as(ada, get("/desk/creator/payouts/details"));
        var factor = as(ada, get("/settings/second-factor"));
        var begun = as(stranger, get("/settings/second-factor"));

        assertThat(fine(page)).contains("What is between you and your money").contains("MXN");
        assertThat(away.getRedirectedUrl()).isEqualTo("/settings/confirm?next=/desk/creator/payouts/details");
        assertThat(fine(forms)).contains("W-8BEN").contains("IBAN");
        assertThat(fine(factor)).contains("10 recovery codes are left");
        assertThat(fine(begun)).contains("<svg class=\"factor__qr\"").contains("viewBox=\"0 0 ");
    }

    @Test
    void money_goes_out_by_two_people_and_a_file_and_statements_are_for_their_owner() throws Exception {
        payouts.setUp(
                adaId,
                new Payouts.Details("Ada Example", "Weg 1", "50667", "Köln", "DE", "DE89370400440532013000"),
                clock.instant().minus(Duration.ofDays(30)));
        enrol(ada);
        enrol(frida);
        enrol(otto);
        earns("150");
        var asked = Map.of("currency", "MXN", "rail", "BANK");

        assertThat(fine(as(frida, get("/finance/payouts/preview?currency=MXN&rail=BANK"))))
                .contains("Make this batch");
        assertThat(as(stranger, get("/finance/payouts")).getStatus()).isEqualTo(403);
        assertThat(code(send(frida, post("/api/v1/finance/payouts/batches"), asked)))
                .isEqualTo("idempotency_key_needed");
        var made = read(send(frida, keyed(post("/api/v1/finance/payouts/batches"), "make"), asked));
        var again = read(send(frida, keyed(post("/api/v1/finance/payouts/batches"), "make"), asked));
        var batch = made.at("/batch/id").asString();
        assertThat(again.at("/batch/id").asString()).isEqualTo(batch);
        assertThat(fine(as(frida, get("/finance/payouts/batches/" + batch)))).contains("somebody else must release it");
        assertThat(fine(as(otto, get("/finance/payouts/batches/" + batch)))).contains("leave the house");
        var release = "/api/v1/finance/payouts/batches/" + batch + "/release";
        assertThat(code(as(frida, keyed(post(release), "own")))).isEqualTo("payout_needs_another_person");
        assertThat(as(stranger, keyed(post(release), "stranger")).getStatus()).isEqualTo(403);
        clock.advance(Duration.ofMinutes(6));
        assertThat(code(as(otto, keyed(post(release), "stale")))).isEqualTo("step_up_needed");
        stepUp(otto, phones.get(otto).code(clock.instant()));
        assertThat(as(otto, keyed(post(release), "go")).getStatus()).isEqualTo(200);
        assertThat(code(as(otto, keyed(post(release), "twice")))).isEqualTo("batch_not_open");

        var file = as(otto, get("/api/v1/finance/payouts/batches/" + batch + "/pain001"));
        assertThat(file.getContentAsString()).contains("<NbOfTxs>1</NbOfTxs>").contains("Ada Example");
        assertThat(as(ada, get("/api/v1/finance/payouts/batches/" + batch + "/pain001"))
                        .getStatus())
                .isEqualTo(403);
        var answer = bank.answer(file.getContentAsString(), iban -> "ACSC");
        var upload = multipart("/finance/payouts/status-files")
                .file(new MockMultipartFile(
                        "file", "pain002.xml", "application/xml", answer.getBytes(StandardCharsets.UTF_8)));
        assertThat(as(otto, upload).getRedirectedUrl()).isEqualTo("/finance/payouts?changed=1");
        assertThat(fine(as(otto, get("/finance/payouts?changed=1")))).contains("1 payout has moved on");
        var report = read(send(otto, post("/api/v1/finance/payouts/status-files"), answer));
        assertThat(report.get("changed").asInt()).isZero();
        assertThat(report.get("again").asBoolean()).isTrue();
        assertThat(fine(as(otto, get("/finance/payouts/batches/" + batch)))).contains("paid");
        assertThat(fine(as(frida, get("/finance/payouts")))).contains("Payouts to creators");
        assertThat(read(as(ada, get("/api/v1/payouts/history")))
                        .at("/items/0/state")
                        .asString())
                .isEqualTo("PAID");

        var month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        clock.moveTo(month.plusMonths(1).atDay(1).atTime(1, 0).toInstant(ZoneOffset.UTC));
        payouts.makeStatements(month);
        clock.backToNow();
        var number = read(as(ada, get("/api/v1/payouts/statements")))
                .at("/items/0/number")
                .asLong();
        assertThat(fine(as(ada, get("/desk/creator/statements/%06d".formatted(number)))))
                .contains("unchanged since it was made")
                .contains("150.00");
        assertThat(as(ada, get("/api/v1/payouts/statements/" + number + ".csv")).getContentAsString())
                .contains("payouts.payout");
        assertThat(as(ada, get("/api/v1/payouts/statements/" + number + ".pdf")).getContentAsByteArray())
                .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        for (var path : new String[] {
            "/desk/creator/statements/" + number,
            "/api/v1/payouts/statements/" + number,
            "/api/v1/payouts/statements/" + number + ".csv",
            "/api/v1/payouts/statements/" + number + ".pdf"
        }) {
            assertThat(as(stranger, get(path)).getStatus()).as(path).isEqualTo(404);
        }
    }

    @Test
    void an_upload_with_an_entity_is_refused() throws Exception {
        var hostile = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">&x;</Document>";

        var refused = send(otto, post("/api/v1/finance/payouts/status-files"), hostile);

        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(code(refused)).isEqualTo("status_file_unreadable");
        assertThat(refused.getContentAsString()).doesNotContain("root:");
    }

    @Test
    void a_hold_is_seen_appealed_and_ended() throws Exception {
        earns("80");
        var asked = new HashMap<String, Object>(Map.of(
                "person",
                adaId,
                "currency",
                "MXN",
                "amount",
                Map.of("micros", 30_000_000, "currency", "MXN"),
                "reason",
                "Strange views",
                "until",
                clock.instant().plus(Duration.ofDays(20)).toString()));
        assertThat(send(stranger, keyed(post("/api/v1/finance/payouts/holds"), "h"), asked)
                        .getStatus())
                .isEqualTo(403);
        var made = read(send(frida, keyed(post("/api/v1/finance/payouts/holds"), "h"), asked));
        var replay = read(send(frida, keyed(post("/api/v1/finance/payouts/holds"), "h"), asked));
        var id = made.get("id").asString();
        assertThat(replay.get("id").asString()).isEqualTo(id);

        assertThat(fine(as(ada, get("/desk/creator/payouts")))).contains("Strange views");
        var appeal = Map.of("text", "They are my school <b>class</b>");
        assertThat(send(stranger, put("/api/v1/payouts/holds/" + id + "/appeal"), appeal)
                        .getStatus())
                .isEqualTo(404);
        assertThat(send(ada, put("/api/v1/payouts/holds/" + id + "/appeal"), appeal)
                        .getStatus())
                .isEqualTo(204);
        assertThat(fine(as(frida, get("/finance/payouts")))).contains("my school &lt;b&gt;class");
        assertThat(read(as(frida, get("/api/v1/finance/payouts/holds"))).get("items"))
                .anySatisfy(hold -> assertThat(hold.get("id").asString()).isEqualTo(id));
        assertThat(read(as(frida, get("/api/v1/finance/payouts/stuck"))).has("items"))
                .isTrue();
        send(otto, keyed(post("/api/v1/finance/payouts/holds/" + id + "/release"), "r"), Map.of("note", "Sorry"));

        var balance = read(as(ada, get("/api/v1/payouts"))).at("/balances/0");
        assertThat(balance.at("/held/micros").asLong()).isZero();
        assertThat(balance.at("/available/micros").asLong()).isEqualTo(80_000_000);
    }

    @Test
    void what_is_left_out_or_too_long_is_refused_by_its_name() throws Exception {
        earns("80");
        var holds = "/api/v1/finance/payouts/holds";
        var good = Map.<String, Object>of(
                "person",
                adaId,
                "currency",
                "MXN",
                "reason",
                "Strange views",
                "until",
                clock.instant().plus(Duration.ofDays(20)).toString());
        for (var field : good.keySet()) {
            var asked = new HashMap<>(good);
            asked.remove(field);
            var refused = send(frida, keyed(post(holds), "without-" + field), asked);
            assertThat(refused.getStatus()).as(field).isEqualTo(400);
            assertThat(read(refused).get("errors").toString()).contains(field);
        }
        var id = read(send(frida, keyed(post(holds), "good"), good)).get("id").asString();

        var release = send(frida, keyed(post(holds + "/" + id + "/release"), "r"), Map.of("note", "n".repeat(501)));
        assertThat(release.getStatus()).isEqualTo(400);
        assertThat(read(release).get("errors").toString()).contains("note");
        for (var path :
                new String[] {"/api/v1/payouts/holds/" + id + "/appeal", "/api/v1/payouts/method/verification"}) {
            var request = path.endsWith("appeal") ? put(path) : post(path);
            assertThat(send(ada, request, Map.of()).getStatus()).as(path).isEqualTo(400);
        }
        assertThat(send(frida, keyed(post("/api/v1/finance/payouts/batches"), "b"), Map.of())
                        .getStatus())
                .isEqualTo(400);
    }

    private void earns(String amount) {
        var money = Money.of(amount, "MXN");
        ledger.post(Transfer.between(
                        Ids.next(clock),
                        "gifts.share",
                        new SubjectRef("gift", Ids.next(clock)),
                        clock.instant(),
                        Account.platform(AccountKind.CREATOR_SHARE_COST, "MXN"),
                        new Account(AccountKind.CREATOR_AVAILABLE, adaId, "MXN"),
                        money))
                .orThrow();
    }

    /** @return a recovery code */
    private String enrol(String token) throws Exception {
        var key = read(as(token, post("/api/v1/me/second-factor/enrolment")))
                .get("key")
                .asString();
        phones.put(token, new Authenticator(key));
        var code = new Authenticator(key).code(clock.instant());
        return read(send(token, put("/api/v1/me/second-factor/enrolment"), Map.of("password", PASSWORD, "code", code)))
                .at("/recoveryCodes/0")
                .asString();
    }

    private MockHttpServletResponse stepUp(String token, String code) throws Exception {
        return send(token, post("/api/v1/me/second-factor/step-up"), Map.of("code", code));
    }

    private String token() throws Exception {
        var handle = Browser.freshHandle();
        people.signUp(new People.SignUp(
                handle, handle, handle + "@example.org", PASSWORD, LocalDate.of(1990, 5, 17), "DE", "en"));
        var answer = web.perform(post("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(Map.of("login", handle, "password", PASSWORD))))
                .andReturn()
                .getResponse();
        return read(answer).get("token").asString();
    }

    private UUID me(String token) throws Exception {
        return UUID.fromString(read(as(token, get("/api/v1/me"))).get("id").asString());
    }

    private static <B extends AbstractMockHttpServletRequestBuilder<B>> B keyed(B request, String key) {
        return request.header("Idempotency-Key", key);
    }

    private <B extends AbstractMockHttpServletRequestBuilder<B>> MockHttpServletResponse as(String token, B request)
            throws Exception {
        return web.perform(request.header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }

    private <B extends AbstractMockHttpServletRequestBuilder<B>> MockHttpServletResponse send(
            String token, B request, Object body) throws Exception {
        return body instanceof String xml
                ? as(token, request.contentType(MediaType.APPLICATION_XML).content(xml))
                : as(token, request.contentType(MediaType.APPLICATION_JSON).content(json.writeValueAsString(body)));
    }

    private static String fine(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        return assertThat(response.getContentAsString())
                .doesNotContain("??")
                .doesNotContain("style=\"")
                .actual();
    }

    private static String code(MockHttpServletResponse response) throws Exception {
        return read(response).get("code").asString();
    }

    private static JsonNode read(MockHttpServletResponse response) throws Exception {
        return json.readTree(response.getContentAsString());
    }
}
