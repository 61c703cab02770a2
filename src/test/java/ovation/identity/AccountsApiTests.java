package ovation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.MovableClock;
import ovation.support.Browser;
import ovation.support.OvationTest;
import tools.jackson.databind.json.JsonMapper;

/** Accounts by REST: tokens, relations, businesses, farewell. */
@OvationTest
@Import(AccountsApiTests.Heard.class)
class AccountsApiTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class Heard {
        final java.util.List<Object> events = new java.util.concurrent.CopyOnWriteArrayList<>();

        @EventListener
        void left(PersonLeft left) {
            events.add(left);
        }

        @EventListener
        void changed(RelationsChanged changed) {
            events.add(changed);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Heard heard;

    @Autowired
    JsonMapper json;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    Caller anna;
    Caller ben;

    @BeforeEach
    void twoPeople() {
        anna = signUp();
        ben = signUp();
    }

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    /** Somebody with a token. */
    record Caller(UUID id, String handle, String token, Browser http) {}

    @Test
    void a_token_speaks_for_its_person_until_it_is_revoked() {
        assertThat(anna.http().get("/api/v1/me").body()).contains(anna.handle());

        var revoked = anna.http().apiBare("DELETE", "/api/v1/tokens/current", "");
        var after = anna.http().get("/api/v1/me");

        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(after.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void a_token_ends_after_thirty_days() {
        clock.advance(Duration.ofDays(31));

        assertThat(anna.http().get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_wrong_token_is_refused_also_where_none_is_needed() {
        var stranger = new Browser(port).with("Authorization", "Bearer ovt_wrong");

        assertThat(stranger.get("/api/v1/people/" + anna.handle()).statusCode()).isEqualTo(401);
    }

    @Test
    void following_twice_counts_once() {
        put(anna, "/api/v1/people/" + ben.id() + "/follow", "");
        var twice = put(anna, "/api/v1/people/" + ben.id() + "/follow", "");
        var undone = delete(anna, "/api/v1/people/" + ben.id() + "/follow");

        assertThat(twice).contains("\"followers\":1", "\"following\":true");
        assertThat(undone).contains("\"followers\":0", "\"following\":false");
        assertThat(heard.events.stream().filter(new RelationsChanged(anna.id())::equals))
                .hasSize(2);
    }

    @Test
    void nobody_follows_himself_or_nobody() {
        assertThat(put(anna, "/api/v1/people/" + anna.id() + "/follow", "")).contains("not_yourself");
        assertThat(put(anna, "/api/v1/people/" + UUID.randomUUID() + "/follow", ""))
                .contains("not_found");
    }

    @Test
    void a_block_hides_both_and_ends_following_both_ways() {
        put(anna, "/api/v1/people/" + ben.id() + "/follow", "");
        put(ben, "/api/v1/people/" + anna.id() + "/follow", "");

        put(anna, "/api/v1/people/" + ben.id() + "/block", "");

        assertThat(people.following(anna.id())).isEmpty();
        assertThat(people.following(ben.id())).isEmpty();
        assertThat(people.hiddenFrom(anna.id())).containsExactly(ben.id());
        assertThat(people.hiddenFrom(ben.id())).containsExactly(anna.id());
        assertThat(put(ben, "/api/v1/people/" + anna.id() + "/follow", "")).contains("\"code\":\"blocked\"");
        assertThat(anna.http().get("/api/v1/me/blocks").body()).contains(ben.handle());
        assertThat(ben.http().get("/api/v1/me/blocks").body()).doesNotContain(anna.handle());
    }

    @Test
    void a_business_does_not_exist_for_strangers() {
        var business = found(anna);

        for (var path : new String[] {"", "/members"}) {
            assertThat(ben.http().get(business + path).statusCode()).isEqualTo(404);
            assertThat(new Browser(port).get(business + path).statusCode()).isEqualTo(401);
        }
        assertThat(put(ben, business + "/members/" + ben.id(), "{\"role\":\"ADMIN\"}"))
                .contains("\"status\":404");
        assertThat(delete(ben, business + "/members/" + anna.id())).contains("\"status\":404");
        assertThat(ben.http().get("/api/v1/businesses").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void an_analyst_reads_and_changes_nothing() {
        var business = found(anna);

        put(anna, business + "/members/" + ben.id(), "{\"role\":\"ANALYST\"}");

        assertThat(ben.http().get(business).body()).contains("\"yourRole\":\"ANALYST\"");
        assertThat(put(ben, business + "/members/" + ben.id(), "{\"role\":\"ADMIN\"}"))
                .contains("\"status\":403");
        assertThat(delete(ben, business + "/members/" + anna.id())).contains("\"status\":403");
        assertThat(ben.http().get("/api/v1/me").body()).contains("ADVERTISER");
    }

    @Test
    void a_business_keeps_an_admin() {
        var business = found(anna);

        assertThat(delete(anna, business + "/members/" + anna.id())).contains("last_admin");
        assertThat(put(anna, business + "/members/" + anna.id(), "{\"role\":\"ANALYST\"}"))
                .contains("last_admin");
    }

    @Test
    void a_business_needs_a_name_a_website_and_a_currency() {
        var answer = anna.http().apiBare("POST", "/api/v1/businesses", """
                {"kind":"ADVERTISER","name":"x","website":"javascript:alert(1)","currency":"EEE"}
                """);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("business_name_length", "website_unreadable", "currency_unknown");
    }

    @Test
    void changes_of_an_account_leave_the_rest_as_it_was() {
        var answer = anna.http().apiBare("PATCH", "/api/v1/me", "{\"bio\":\"Bread and clips\"}");

        assertThat(answer.body()).contains("Bread and clips", "\"name\":\"Somebody\"", "\"region\":\"DE\"");
    }

    @Test
    void an_account_goes_with_all_that_is_personal_and_keeps_its_id() {
        put(ben, "/api/v1/people/" + anna.id() + "/follow", "");

        var wrong = anna.http().apiBare("DELETE", "/api/v1/me", "{\"password\":\"a guess, perhaps\"}");
        var gone = anna.http().apiBare("DELETE", "/api/v1/me", "{\"password\":\"a quiet evening\"}");

        assertThat(wrong.body()).contains("wrong_password");
        assertThat(gone.statusCode()).isEqualTo(204);
        assertThat(heard.events).contains(new PersonLeft(anna.id()));
        assertThat(anna.http().get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(ben.http().get("/api/v1/people/" + anna.handle()).statusCode())
                .isEqualTo(404);
        assertThat(people.following(ben.id())).isEmpty();
        assertThat(people.card(anna.id())).isEmpty();
        assertThat(jdbc.sql("SELECT * FROM identity_person WHERE id = :id")
                        .param("id", anna.id())
                        .query()
                        .singleRow()
                        .toString())
                .doesNotContain(anna.handle())
                .doesNotContain("@example.com")
                .doesNotContain("1990");
    }

    @Test
    void the_only_admin_cannot_leave_his_members_alone() {
        var business = found(anna);
        put(anna, business + "/members/" + ben.id(), "{\"role\":\"OPERATOR\"}");

        var stopped = anna.http().apiBare("DELETE", "/api/v1/me", "{\"password\":\"a quiet evening\"}");

        assertThat(stopped.body()).contains("last_admin");
        assertThat(anna.http().get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void takes_region_and_language_from_the_browser_when_none_is_given() {
        var handle = Browser.freshHandle();
        new Browser(port)
                .with("Accept-Language", "de-AT,de;q=0.8")
                .apiBare("POST", "/api/v1/people", person(handle, ""));

        var viewer = people.viewerOf(people.byHandle(handle).orElseThrow().id());

        assertThat(viewer.region()).isEqualTo("AT");
        assertThat(viewer.language()).isEqualTo("de");
    }

    private String found(Caller founder) {
        var answer = founder.http().apiBare("POST", "/api/v1/businesses", """
                {"kind":"ADVERTISER","name":"Bakery","website":"https://bakery.example","currency":"EUR"}
                """);
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String put(Caller who, String path, String body) {
        return who.http().apiBare("PUT", path, body).body();
    }

    private static String delete(Caller who, String path) {
        return who.http().apiBare("DELETE", path, "").body();
    }

    private Caller signUp() {
        var handle = Browser.freshHandle();
        var made = new Browser(port).apiBare("POST", "/api/v1/people", person(handle, ",\"region\":\"DE\""));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var token = new Browser(port).apiBare("POST", "/api/v1/tokens", """
                {"login":"%s","password":"a quiet evening"}
                """.formatted(handle));
        assertThat(token.statusCode()).isEqualTo(201);
        var bearer = json.readTree(token.body()).get("token").asString();
        return new Caller(
                UUID.fromString(json.readTree(made.body()).get("id").asString()),
                handle,
                bearer,
                new Browser(port).with("Authorization", "Bearer " + bearer));
    }

    private static String person(String handle, String more) {
        return """
                {"handle":"%s","name":"Somebody","email":"%s@example.com","password":"a quiet evening",
                 "birthDate":"1990-05-01"%s}
                """.formatted(handle, handle, more);
    }
}
