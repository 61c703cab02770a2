package ovation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.MovableClock;
import ovation.support.Browser;
import ovation.support.OvationTest;

/** Sign-ins by cookie, as a browser sees them. */
@OvationTest
class SignInsTests {

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void backToNow() {
        clock.backToNow();
    }

    @Test
    void a_viewer_signs_up_in_and_out_without_a_row_for_it() {
        var handle = Browser.freshHandle();
        var browser = new Browser(port).signUp(handle);

        var signedIn = browser.get("/api/v1/me");
        var rows = sessions(handle);
        browser.post("/settings", "/sign-out", Map.of());

        assertThat(signedIn.body()).contains(handle);
        assertThat(rows).isZero();
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_copy_of_the_cookie_ends_with_the_sign_in() {
        var browser = new Browser(port).signUp(Browser.freshHandle());
        var thief = new Browser(port);
        thief.setCookie("ovation", browser.cookie("ovation").orElseThrow());
        assertThat(thief.get("/api/v1/me").statusCode()).isEqualTo(200);

        browser.post("/settings", "/sign-out", Map.of());

        assertThat(thief.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_cookie_that_was_tampered_with_is_nobodys() {
        var browser = new Browser(port).signUp(Browser.freshHandle());
        var cookie = browser.cookie("ovation").orElseThrow();

        for (var place : new int[] {0, 10, 30, cookie.length() / 2, cookie.length() - 2}) {
            var changed = new StringBuilder(cookie);
            changed.setCharAt(place, cookie.charAt(place) == 'A' ? 'B' : 'A');
            var forger = new Browser(port);
            forger.setCookie("ovation", changed.toString());

            assertThat(forger.get("/api/v1/me").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void a_cookie_of_another_purpose_is_nobodys() {
        var visitor = new Browser(port);
        visitor.get("/sign-in");
        visitor.setCookie("ovation", visitor.cookie("visit").orElseThrow());

        assertThat(visitor.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_cookie_is_renewed_after_15_minutes_and_ends_after_30_idle_days() {
        var browser = new Browser(port).signUp(Browser.freshHandle());
        var first = browser.cookie("ovation").orElseThrow();

        clock.advance(Duration.ofMinutes(16));
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        var second = browser.cookie("ovation").orElseThrow();
        clock.advance(Duration.ofDays(29));
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofDays(31));

        assertThat(second).isNotEqualTo(first);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void signing_out_everywhere_ends_the_other_sign_ins_at_once() {
        var handle = Browser.freshHandle();
        var here = new Browser(port).signUp(handle);
        var elsewhere = new Browser(port);
        elsewhere.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));
        assertThat(elsewhere.get("/api/v1/me").statusCode()).isEqualTo(200);

        here.post("/settings", "/settings/sign-out-everywhere", Map.of());

        assertThat(elsewhere.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(here.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void a_new_password_ends_the_other_sign_ins_and_the_old_password() {
        var handle = Browser.freshHandle();
        var here = new Browser(port).signUp(handle);
        var elsewhere = new Browser(port);
        elsewhere.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));

        here.post(
                "/settings",
                "/settings/password",
                Map.of("password", "a quiet evening", "newPassword", "a louder evening"));
        var old =
                new Browser(port).post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));

        assertThat(elsewhere.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(here.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(old.statusCode()).isEqualTo(401);
    }

    @Test
    void who_handles_money_has_a_session_that_ends_after_30_idle_minutes() {
        var handle = Browser.freshHandle();
        var browser = new Browser(port).signUp(handle);
        found(browser);
        assertThat(browser.get("/api/v1/me").body()).contains("ADVERTISER");
        assertThat(sessions(handle)).isOne();

        clock.advance(Duration.ofMinutes(29));
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(31));

        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void who_handles_money_signs_in_again_after_12_hours_however_busy() {
        var browser = new Browser(port).signUp(Browser.freshHandle());
        found(browser);
        for (var i = 0; i < 28; i++) {
            clock.advance(Duration.ofMinutes(25));
            assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        }

        clock.advance(Duration.ofMinutes(25));

        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void an_anonymous_page_makes_no_row_and_keeps_the_visit() {
        var before = rows();
        var visitor = new Browser(port);

        visitor.get("/sign-in");
        var visit = visitor.cookie("visit").orElseThrow();
        visitor.get("/sign-up");

        assertThat(rows()).isEqualTo(before);
        assertThat(visitor.cookie("visit")).contains(visit);
    }

    @Test
    void goes_on_to_our_own_paths_only() {
        assertThat(SignInPages.ownPath("/desk/ads?tab=all")).isEqualTo("/desk/ads?tab=all");
        for (var elsewhere : new String[] {
            "//evil.example", "/\\evil.example", "https://evil.example", "/\n/evil.example", "evil", "/%0d%0a x", ""
        }) {
            assertThat(SignInPages.ownPath(elsewhere)).as(elsewhere).isEqualTo("/");
        }
    }

    @Test
    void nobody_signs_in_as_a_demo_person_when_there_is_no_demo() {
        var handle = Browser.freshHandle();
        new Browser(port).signUp(handle);
        var id = people.byHandle(handle).orElseThrow().id();

        var answer = new Browser(port).post("/sign-in", "/demo/sign-in", Map.of("person", id.toString()));

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private static void found(Browser browser) {
        assertThat(browser.get("/businesses/new").statusCode()).isEqualTo(200);
        var answer = browser.post(
                "/businesses/new",
                "/businesses",
                Map.of("kind", "ADVERTISER", "name", "Bakery", "website", "https://bakery.example", "currency", "EUR"));
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    private long sessions(String handle) {
        return jdbc.sql("""
                SELECT count(*) FROM identity_session s JOIN identity_person p ON p.id = s.person
                WHERE p.handle = :handle
                """).param("handle", handle).query(Long.class).single();
    }

    private long rows() {
        return jdbc.sql("""
                SELECT (SELECT count(*) FROM identity_session) + (SELECT count(*) FROM identity_person)
                     + (SELECT count(*) FROM identity_token) + (SELECT count(*) FROM identity_login_attempt)
                """).query(Long.class).single();
    }
}
