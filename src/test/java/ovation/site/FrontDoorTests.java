package ovation.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.support.Browser;
import ovation.support.OvationTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Headers, CSRF, paths by role, and how refusals read. */
@OvationTest
class FrontDoorTests {

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    @Autowired
    People people;

    @ParameterizedTest
    @ValueSource(
            strings = {"/sign-in", "/css/ui.css", "/api/v1/me", "/nothing-here", "/actuator/health", "/developers"})
    void every_answer_carries_the_headers_that_browsers_heed(String path) {
        var headers = new Browser(port).get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).isPresent();
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
        assertThat(headers.firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void pages_count_against_the_limit_and_files_do_not() {
        var page = new Browser(port).get("/sign-in").headers();
        var file = new Browser(port).get("/css/ui.css").headers();

        assertThat(page.firstValue("RateLimit").orElseThrow()).matches("\"default\";r=\\d+;t=\\d+");
        assertThat(page.firstValue("RateLimit-Policy").orElseThrow()).matches("\"default\";q=\\d+;w=\\d+");
        assertThat(file.firstValue("RateLimit")).isEmpty();
        assertThat(file.firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void cookies_are_kept_from_scripts_and_from_other_sites() {
        var cookies = new Browser(port).get("/sign-in").headers().allValues("Set-Cookie");

        assertThat(cookies)
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("visit=").contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(cookies).allSatisfy(cookie -> assertThat(cookie).contains("SameSite=Lax"));
    }

    @Test
    void a_form_without_its_token_is_refused_with_a_page_that_says_what_to_do() {
        var answer = new Browser(port).postBare("/sign-in", Map.of("login", "x", "password", "y"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("This form has expired");
    }

    @Test
    void a_call_by_cookie_needs_the_token_as_header() {
        var browser = new Browser(port).signUp(Browser.freshHandle());

        var without = browser.apiBare("PATCH", "/api/v1/me", "{\"bio\":\"forged\"}");
        var with = browser.api("PATCH", "/api/v1/me", "{\"bio\":\"mine\"}");

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(problem(without.body()).get("code").asString()).isEqualTo("form_expired");
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @Test
    void a_bearer_token_does_not_let_a_cookie_pass_without_csrf() {
        var browser = new Browser(port).signUp(Browser.freshHandle());

        var answer = browser.with("Authorization", "Bearer ovt_nonsense")
                .apiBare("PATCH", "/api/v1/me", "{\"bio\":\"forged\"}");

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/desk,           /sign-in?next=%2Fdesk",
        "/finance,        /sign-in?next=%2Ffinance",
        "/moderation/ads, /sign-in?next=%2Fmoderation%2Fads",
        "/settings,       /sign-in?next=%2Fsettings"
    })
    void visitors_sign_in_before_the_working_faces(String path, String to) {
        var answer = new Browser(port).get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/finance", "/moderation", "/actuator/info"})
    void a_plain_account_opens_no_face_of_another_role(String path) {
        var browser = new Browser(port).signUp(Browser.freshHandle());

        assertThat(browser.get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void an_admin_may_look_into_the_engine_room() {
        var handle = Browser.freshHandle();
        var browser = new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.ADMIN);

        assertThat(browser.get("/actuator/info").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                  | 400 | body_unreadable |",
                "nonsense                           | 400 | body_unreadable |",
                "[]                                 | 400 | body_unreadable |",
                "{\"login\":\"a\"}                  | 400 | invalid_input   | password",
                "{\"login\":\"a\",\"password\":\"b\",\"c\":1} | 400 | invalid_input | c",
                "{\"login\":{},\"password\":\"b\"}  | 400 | invalid_input   | login"
            })
    void a_body_that_cannot_be_used_is_explained(String body, int status, String code, String field) {
        var answer = new Browser(port).apiBare("POST", "/api/v1/tokens", body.strip());

        var problem = problem(answer.body());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + code);
        assertThat(problem.get("requestId").asString())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        if (field != null) {
            assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
        }
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("tools.jackson");
    }

    @Test
    void a_huge_body_and_a_deep_one_get_a_4xx() {
        var huge = new Browser(port)
                .apiBare("POST", "/api/v1/tokens", "{\"login\":\"" + "x".repeat(3_000_000) + "\",\"password\":\"b\"}");
        var deep = new Browser(port).apiBare("POST", "/api/v1/tokens", "[".repeat(100_000));

        assertThat(huge.statusCode()).isBetween(400, 499);
        assertThat(deep.statusCode()).isBetween(400, 499);
    }

    @Test
    void the_wrong_method_type_and_id_are_named() {
        var browser = new Browser(port);

        assertThat(problem(browser.apiBare("PUT", "/api/v1/tokens", "{}").body())
                        .get("code")
                        .asString())
                .isEqualTo("method_not_allowed");
        assertThat(problem(browser.postBare("/api/v1/tokens", Map.of("a", "b")).body())
                        .get("code")
                        .asString())
                .isEqualTo("media_type_not_supported");
        var wrongId = new Browser(port).signUp(Browser.freshHandle()).get("/api/v1/businesses/not-an-id");
        assertThat(wrongId.statusCode()).isEqualTo(400);
        assertThat(problem(wrongId.body()).get("errors").get(0).get("field").asString())
                .isEqualTo("id");
    }

    @Test
    void a_missing_page_is_a_page_with_a_request_id() {
        var answer = new Browser(port).get("/nothing-here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains(
                        "Nothing here",
                        answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void htmx_gets_a_toast() {
        var answer = new Browser(port).with("HX-Request", "true").get("/settings");

        assertThat(answer.headers().firstValue("HX-Retarget")).contains("#toasts");
        assertThat(answer.body()).contains("toast--bad").doesNotContain("<html");
    }

    @Test
    void refusals_speak_the_readers_language() {
        var german = new Browser(port).with("Accept-Language", "de").get("/api/v1/me");

        assertThat(problem(german.body()).get("title").asString()).isEqualTo("Bitte anmelden");
    }

    @Test
    void every_code_of_every_module_is_explained_in_each_language(
            @Autowired ProblemCatalogue catalogue, @Autowired org.springframework.context.MessageSource messages) {
        assertThat(catalogue.all()).hasSizeGreaterThan(15);
        for (var language : SiteWords.LANGUAGES) {
            assertThat(catalogue.all())
                    .allSatisfy(code -> assertThat(messages.getMessage("problem." + code.code(), null, null, language))
                            .as(code.code() + " in " + language)
                            .isNotNull());
        }
    }

    @Test
    void each_problem_has_its_page() {
        var answer = new Browser(port)
                .with("Accept-Language", Locale.ENGLISH.toLanguageTag())
                .get("/problems/not_found");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Nothing here", "404");
        assertThat(new Browser(port).get("/developers").body())
                .contains("You have … coins")
                .doesNotContain("{0}");
        assertThat(new Browser(port).get("/problems/no_such").statusCode()).isEqualTo(404);
    }

    @Test
    void the_description_lists_the_whole_api(
            @Autowired
                    org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping
                            requestMappingHandlerMapping) {
        var description = problem(new Browser(port).get("/v3/api-docs").body());

        var paths = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/api/v1"))
                .distinct()
                .toList();
        assertThat(description.get("openapi").asString()).startsWith("3.1");
        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path ->
                        assertThat(description.get("paths").get(path)).as(path).isNotNull());
        assertThat(description.toString()).contains("\"scheme\":\"bearer\"").doesNotContain("\"viewer\"");
    }

    private JsonNode problem(String body) {
        return json.readTree(body);
    }
}
