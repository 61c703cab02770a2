package ovation.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposure;
import ovation.attention.QualifiedViews;
import ovation.attention.Surface;
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
import ovation.support.OvationTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One closed day with one creator, seen by herself, by a stranger and by finance. */
@OvationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RewardsWebTests {

    private static final String PASSWORD = "correct horse battery staple 7";
    private static final JsonMapper json = JsonMapper.shared();

    @Autowired
    MockMvc web;

    @Autowired
    People people;

    @Autowired
    AttentionBook book;

    @Autowired
    QualifiedViews views;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    private UUID creator;
    private String creatorToken;
    private String strangerToken;
    private String financeToken;
    private LocalDate day;
    private UUID receipt;

    @BeforeAll
    void a_closed_day() throws Exception {
        clock.backToNow();
        creator = signUp("ada.earns");
        signUp("stan.strange");
        people.grant(signUp("fay.finance"), Role.FINANCE);
        financeToken = token("fay.finance");
        creatorToken = token("ada.earns");
        strangerToken = token("stan.strange");
        day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        advertisersSpend("4.000001");
        watch(3, 6_000);
        watch(2, 2_000);
        clock.moveTo(day.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC));
        await().atMost(Duration.ofSeconds(20)).until(() -> views.complete(day));

        var first = close("first");
        assertThat(first.getStatus()).isEqualTo(200);
        receipt = jdbc.sql("SELECT id FROM rewards_receipt WHERE creator = :creator")
                .param("creator", creator)
                .query(UUID.class)
                .single();
    }

    @AfterAll
    void it_is_now_again() {
        clock.backToNow();
    }

    @Test
    void the_creator_reads_her_earnings() throws Exception {
        var page = as(creatorToken, get("/desk/creator"));
        var earnings = read(as(creatorToken, get("/api/v1/rewards/earnings")));

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("/receipts/" + receipt)
                .contains("2 too short")
                .contains("<svg")
                .doesNotContain("??")
                .doesNotContain("style=\"");
        var balance = earnings.at("/balances/0/estimated");
        assertThat(balance.get("currency").asString()).isEqualTo("EUR");
        assertThat(balance.get("micros").asLong()).isPositive();
        assertThat(earnings.at("/days/0/excludedViews/too_short").asInt()).isEqualTo(2);
        assertThat(earnings.at("/videos/0/amount")).isEqualTo(balance);
    }

    @Test
    void the_csv_has_a_line_for_each_video_and_day() throws Exception {
        var csv = as(creatorToken, get("/api/v1/rewards/earnings.csv"));

        assertThat(csv.getContentType()).startsWith("text/csv");
        assertThat(csv.getContentAsString().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(day + "," + receipt)
                .contains(",EUR,")
                .endsWith(",estimated,3,0,0,0,0,0,2,0");
    }

    @Test
    void a_stranger_reads_the_receipt_and_not_the_earnings() throws Exception {
        var page = web.perform(get("/receipts/" + receipt)).andReturn().getResponse();
        var earnings = web.perform(get("/api/v1/rewards/earnings")).andReturn().getResponse();
        var other = read(as(strangerToken, get("/api/v1/rewards/earnings")));

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("Video 1")
                .contains("Checked: it holds")
                .doesNotContain("ada.earns")
                .doesNotContain(creator.toString())
                .doesNotContain("??");
        assertThat(earnings.getStatus()).isEqualTo(401);
        assertThat(other.get("days")).isEmpty();
        assertThat(as(strangerToken, get("/api/v1/rewards/days")).getStatus()).isEqualTo(403);
        assertThat(as(strangerToken, get("/finance")).getStatus()).isEqualTo(403);
        assertThat(as(strangerToken, post("/api/v1/rewards/days/" + day + "/close"))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void a_receipt_verifies_and_an_unknown_one_is_not_found() throws Exception {
        var verdict = read(web.perform(get("/api/v1/rewards/receipts/" + receipt + "/verify"))
                .andReturn()
                .getResponse());

        assertThat(verdict.get("sound").asBoolean()).as(verdict.toString()).isTrue();
        var unknown = web.perform(get("/api/v1/rewards/receipts/" + UUID.randomUUID()))
                .andReturn()
                .getResponse();
        assertThat(unknown.getStatus()).isEqualTo(404);
    }

    @Test
    void finance_sees_books_that_balance_and_where_the_money_went() throws Exception {
        var page = as(financeToken, get("/finance"));
        var days = read(as(financeToken, get("/api/v1/rewards/days?limit=1")));

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("All balances sum to zero")
                .contains("exact to the micro")
                .contains("receipts and ledger agree")
                .doesNotContain("??")
                .doesNotContain("style=\"");
        assertThat(days.at("/items/0/day").asString()).isEqualTo(day.toString());
        assertThat(days.at("/items/0/pools/0/state").asString()).isEqualTo("settled");
    }

    @Test
    void closing_again_gives_the_same_answer_to_the_same_key_and_changes_nothing_for_another() throws Exception {
        var again = close("first");
        var other = close("second");

        assertThat(read(again).get("closed").asBoolean()).isTrue();
        assertThat(read(other).get("closed").asBoolean()).isFalse();
        assertThat(as(financeToken, post("/api/v1/rewards/days/" + day + "/close"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void a_day_that_runs_is_refused() throws Exception {
        var today = day.plusDays(1);

        var refused = as(
                financeToken, post("/api/v1/rewards/days/" + today + "/close").header("Idempotency-Key", "too-early"));

        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(read(refused).get("code").asString()).isEqualTo("day_not_over");
    }

    private MockHttpServletResponse close(String key) throws Exception {
        return as(financeToken, post("/api/v1/rewards/days/" + day + "/close").header("Idempotency-Key", key));
    }

    private MockHttpServletResponse as(String token, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }

    private static JsonNode read(MockHttpServletResponse response) throws Exception {
        return json.readTree(response.getContentAsString());
    }

    private UUID signUp(String handle) {
        return people.signUp(new People.SignUp(
                handle, handle, handle + "@example.org", PASSWORD, LocalDate.of(1990, 5, 17), "DE", "en"));
    }

    private String token(String handle) throws Exception {
        var answer = web.perform(post("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(java.util.Map.of("login", handle, "password", PASSWORD))))
                .andReturn()
                .getResponse();
        return read(answer).get("token").asString();
    }

    private void advertisersSpend(String amount) {
        ledger.post(Transfer.between(
                        Ids.next(clock),
                        "ads.charge",
                        SubjectRef.ad(Ids.next(clock)),
                        clock.instant(),
                        Account.platform(AccountKind.BANK, "EUR"),
                        Account.day(AccountKind.AD_REVENUE_UNSETTLED, day, "EUR"),
                        Money.of(amount, "EUR")))
                .orThrow();
    }

    private void watch(int watchers, int millis) {
        var events = new ArrayList<AttentionEvent>();
        for (var i = 0; i < watchers; i++) {
            var now = clock.instant();
            var exposure = new Exposure(
                    Ids.next(clock),
                    Ids.next(clock),
                    false,
                    SubjectRef.video(new UUID(7, 7)),
                    creator,
                    Surface.FOR_YOU,
                    false,
                    10_000,
                    now,
                    "");
            events.add(new AttentionEvent(Ids.next(clock), AttentionType.WATCHED, exposure, millis, now, 0));
        }
        book.record(events);
    }
}
