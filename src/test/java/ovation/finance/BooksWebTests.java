package ovation.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.identity.Businesses;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.ledger.Transfer;
import ovation.support.OvationTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One advertiser's money, followed by finance from the trial balance down to its cause, and by a stranger nowhere. */
@OvationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BooksWebTests {

    private static final String PASSWORD = "correct horse battery staple 7";
    private static final JsonMapper json = JsonMapper.shared();

    @Autowired
    MockMvc web;

    @Autowired
    People people;

    @Autowired
    Businesses businesses;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerChecker checker;

    @Autowired
    MovableClock clock;

    private String finance;
    private String german;
    private String stranger;
    private UUID business;
    private Transfer paid;
    private Transfer reversal;

    @BeforeAll
    void an_advertiser_with_money() throws Exception {
        clock.backToNow();
        people.grant(signUp("bea.books", "en"), Role.FINANCE);
        people.grant(signUp("bert.buecher", "de"), Role.FINANCE);
        var founder = signUp("nora.north", "en");
        german = token("bert.buecher");
        finance = token("bea.books");
        stranger = token("nora.north");
        business = businesses
                .found(founder, Businesses.Kind.ADVERTISER, "Nordlicht Books", "https://example.org", "CHF")
                .id();
        var prepaid = new Account(AccountKind.ADVERTISER_PREPAID, business, "CHF");
        var reserved = new Account(AccountKind.ADVERTISER_RESERVED, business, "CHF");
        ledger.post(transfer(
                        "advertiser.topup",
                        new SubjectRef("business", business),
                        Account.platform(AccountKind.BANK, "CHF"),
                        prepaid,
                        "20.00"))
                .orThrow();
        paid = transfer("ads.charge", new SubjectRef("business", business), prepaid, reserved, "3.141593");
        ledger.post(paid).orThrow();
        reversal = transfer("test.reversal", new SubjectRef("transfer", paid.id()), reserved, prepaid, "1.00");
        ledger.post(reversal).orThrow();
        // Long before all others, so that its month can be closed without them.
        ledger.post(new Transfer(
                        Ids.next(clock),
                        "test.pay",
                        SubjectRef.person(founder),
                        Instant.parse("2020-01-15T10:00:00Z"),
                        List.of(
                                ovation.ledger.Leg.debit(prepaid, Money.of("0.50", "CHF")),
                                ovation.ledger.Leg.credit(reserved, Money.of("0.50", "CHF")))))
                .orThrow();
    }

    @Test
    void a_figure_leads_down_to_its_cause() throws Exception {
        var trial = page("/finance/books?currency=CHF");
        assertThat(trial).contains("sums to zero").contains("/finance/books/ADVERTISER_PREPAID?currency=CHF");

        var accounts = page("/finance/books/ADVERTISER_PREPAID?currency=CHF");
        assertThat(accounts).contains("Nordlicht Books").contains("/finance/books/ADVERTISER_PREPAID/" + business);

        var statement = page("/finance/books/ADVERTISER_PREPAID/" + business + "?currency=CHF");
        assertThat(statement)
                .contains("/finance/transfers/" + paid.id())
                .contains("CHF")
                .contains("17.358407");

        var transfer = page("/finance/transfers/" + paid.id());
        assertThat(transfer)
                .contains("3.141593")
                .contains("no clicks of Nordlicht Books")
                .contains("16.858407")
                .contains("/finance/transfers/" + reversal.id())
                .contains("reversed");
        assertThat(page("/finance/transfers/" + reversal.id())).contains("ads.charge " + paid.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/finance",
                "/finance/books",
                "/finance/books?currency=CHF&asOf=2020-02-01&basis=effective",
                "/finance/books?currency=CHF&asOf=2020-01-14&basis=booked",
                "/finance/books/ROUNDING",
                "/finance/explain?q=nonsense",
                "/finance/periods",
                "/finance/checks"
            })
    void every_page_speaks_two_languages_and_opens_to_finance_only(String path) throws Exception {
        var english = page(path);
        var inGerman = as(german, get(path));

        assertThat(english).doesNotContain("??").doesNotContain("style=\"").contains("/finance/books");
        assertThat(inGerman.getStatus()).isEqualTo(200);
        assertThat(inGerman.getContentAsString()).contains("Bücher").doesNotContain("??");
        assertThat(as(stranger, get(path)).getStatus()).isEqualTo(403);
        assertThat(web.perform(get(path)).andReturn().getResponse().getStatus()).isIn(302, 401);
    }

    @Test
    void as_of_a_day_counts_what_had_happened_or_what_was_booked() throws Exception {
        var effective = api("/trial-balance?currency=CHF&asOf=2020-01-31");
        var booked = api("/trial-balance?currency=CHF&asOf=2020-01-31&basis=booked");
        var now = api("/trial-balance?currency=CHF");

        assertThat(effective.get("debits").get("micros").asLong()).isEqualTo(500_000);
        assertThat(booked.get("items")).isEmpty();
        assertThat(now.get("balances").asBoolean()).isTrue();
        assertThat(now.get("debits")).isEqualTo(now.get("credits"));
    }

    @Test
    void a_cent_is_explained_by_transfer_cause_or_amount() throws Exception {
        var byTransfer =
                as(finance, get("/finance/explain").param("q", paid.id().toString()));
        assertThat(byTransfer.getRedirectedUrl()).isEqualTo("/finance/transfers/" + paid.id());
        assertThat(page("/finance/explain?q=" + business + "&currency=CHF"))
                .contains(paid.id().toString());
        assertThat(page("/finance/explain?q=CHF 3,141593")).contains(paid.id().toString());
        assertThat(page("/finance/explain?q=3.141594&currency=CHF")).contains("No transfer fits");

        var explained = api("/explain?q=CHF 3.141593");
        assertThat(explained.get("asked").asString()).isEqualTo("amount");
        assertThat(explained.at("/items/0/posting/id").asString())
                .isEqualTo(paid.id().toString());
        assertThat(explained.at("/items/0/posting/legs")).hasSize(2);
    }

    @Test
    void a_statement_is_read_in_parts() throws Exception {
        var path = "/statement?kind=ADVERTISER_PREPAID&currency=CHF&owner=" + business + "&limit=2";
        var first = api(path);
        var second = api(path + "&cursor=" + first.get("next").asString());

        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.at("/items/1/kind").asString()).isEqualTo("advertiser.topup");
        assertThat(second.get("next")).isNull();
    }

    @Test
    void a_month_is_closed_once_in_two_steps_and_its_files_are_there() throws Exception {
        assertThat(page("/finance/periods/2020-01/close"))
                .contains("Close 2020-01?")
                .contains("data-confirm-typed=\"2020-01\"");
        var closed = as(finance, post("/finance/periods/2020-01/close"));
        var again =
                as(finance, post("/api/v1/finance/books/periods/2020-01/close").header("Idempotency-Key", "again"));
        var tooEarly = as(
                finance,
                post("/api/v1/finance/books/periods/"
                                + java.time.YearMonth.from(
                                        LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC))
                                + "/close")
                        .header("Idempotency-Key", "early"));

        assertThat(closed.getRedirectedUrl()).isEqualTo("/finance/periods?closed=2020-01");
        assertThat(again.getStatus()).isEqualTo(200);
        assertThat(read(again).get("month").asString()).isEqualTo("2020-01");
        assertThat(read(again).get("hash").asString()).hasSize(64);
        assertThat(tooEarly.getStatus()).isEqualTo(409);
        assertThat(read(tooEarly).get("code").asString()).isEqualTo("period_not_over");
        assertThat(page("/finance/periods?closed=2020-01"))
                .contains("2020-01 is closed")
                .contains("ledger.csv?currency=CHF");
        var refused = transfer(
                "test.pay",
                new SubjectRef("business", business),
                new Account(AccountKind.ADVERTISER_PREPAID, business, "CHF"),
                new Account(AccountKind.ADVERTISER_RESERVED, business, "CHF"),
                "1.00");
        refused = new Transfer(
                refused.id(), refused.kind(), refused.cause(), Instant.parse("2020-01-20T00:00:00Z"), refused.legs());
        assertThat(ledger.post(refused).toString()).contains("PERIOD_CLOSED");

        assertThat(streamed("/finance/periods/ledger.csv?currency=CHF&month=2020-01")
                        .lines())
                .hasSize(3);
        assertThat(streamed("/api/v1/finance/books/books.journal?currency=CHF")).contains("3.141593 CHF");
    }

    @Test
    void checks_run_on_demand_and_name_each_invariant() throws Exception {
        var run = as(finance, post("/finance/checks"));

        assertThat(run.getRedirectedUrl())
                .isEqualTo("/finance/checks?checked="
                        + checker.last().orElseThrow().sound());
        assertThat(page("/finance/checks")).contains("I1").contains("I16").contains("holds");
        assertThat(api("/checks").get("items").size()).isGreaterThan(8);
        assertThat(as(stranger, post("/finance/checks")).getStatus()).isEqualTo(403);
    }

    @Test
    void bad_questions_are_refused_with_the_cure() throws Exception {
        for (var path : List.of(
                "/trial-balance?currency=XXX",
                "/trial-balance?asOf=2999-01-01",
                "/trial-balance?basis=guessed",
                "/statement?kind=ROUNDING&owner=" + business + "&limit=0")) {
            assertThat(as(finance, get("/api/v1/finance/books" + path)).getStatus())
                    .as(path)
                    .isEqualTo(400);
        }
        assertThat(as(finance, get("/finance/books/NO_SUCH_KIND")).getStatus()).isEqualTo(404);
        assertThat(as(finance, get("/finance/transfers/" + UUID.randomUUID())).getStatus())
                .isEqualTo(404);
        assertThat(as(stranger, get("/api/v1/finance/books/trial-balance")).getStatus())
                .isEqualTo(403);
        assertThat(as(finance, post("/api/v1/finance/books/periods/2020-01/close"))
                        .getStatus())
                .isEqualTo(400);
    }

    private Transfer transfer(String kind, SubjectRef cause, Account from, Account to, String amount) {
        return Transfer.between(
                Ids.next(clock), kind, cause, clock.instant(), from, to, Money.of(amount, from.currency()));
    }

    private String page(String path) throws Exception {
        var answer = as(finance, get(path));
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private JsonNode api(String path) throws Exception {
        var answer = as(finance, get("/api/v1/finance/books" + path));
        assertThat(answer.getStatus())
                .as(path + " " + answer.getContentAsString())
                .isEqualTo(200);
        return read(answer);
    }

    private String streamed(String path) throws Exception {
        var begun = web.perform(get(path).header("Authorization", "Bearer " + finance))
                .andReturn();
        begun.getAsyncResult(10_000);
        return web.perform(asyncDispatch(begun)).andReturn().getResponse().getContentAsString();
    }

    private MockHttpServletResponse as(String token, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }

    private static JsonNode read(MockHttpServletResponse response) throws Exception {
        return json.readTree(response.getContentAsString());
    }

    private UUID signUp(String handle, String language) {
        return people.signUp(new People.SignUp(
                handle, handle, handle + "@example.org", PASSWORD, LocalDate.of(1990, 5, 17), "DE", language));
    }

    private String token(String handle) throws Exception {
        var answer = web.perform(post("/api/v1/tokens")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json.writeValueAsString(Map.of("login", handle, "password", PASSWORD))))
                .andReturn()
                .getResponse();
        return read(answer).get("token").asString();
    }
}
