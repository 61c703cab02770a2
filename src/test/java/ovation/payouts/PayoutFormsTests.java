package ovation.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import ovation.base.MovableClock;
import ovation.support.Authenticator;
import ovation.support.Browser;
import ovation.support.OvationTest;

/** A creator fills in everything by the pages, in a browser without scripts. */
@OvationTest
class PayoutFormsTests {

    private static final String HOME = "/desk/creator/payouts";
    private static final String DETAILS = HOME + "/details";

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void it_is_now() {
        clock.backToNow();
    }

    @Test
    void from_the_phone_to_a_verified_account() {
        var ada = new Browser(port).signUp(Browser.freshHandle());
        switchOn(ada);

        var wrong = ada.post(
                DETAILS,
                DETAILS + "/identity",
                Map.of("legalName", "A", "street", "Weg 1", "postalCode", "50667", "city", "Köln", "country", "DE"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("too short or too long")
                .contains("Weg 1")
                .doesNotContain("??");

        var identity = ada.post(
                DETAILS,
                DETAILS + "/identity",
                Map.of(
                        "legalName",
                        "Ada Example",
                        "street",
                        "Weg 1",
                        "postalCode",
                        "50667",
                        "city",
                        "Köln",
                        "country",
                        "DE"));
        assertThat(location(identity)).endsWith("?done=identity");

        var tax = Map.of(
                "kind",
                "W8BEN",
                "name",
                "Ada Example",
                "classification",
                "DE",
                "country",
                "DE",
                "tin",
                "12345678901",
                "treaty",
                "true",
                "signedName",
                "Ada Example");
        assertThat(location(ada.post(DETAILS, DETAILS + "/tax-form", tax))).endsWith("?done=tax-form");
        var method = Map.of("kind", "IBAN", "account", "DE89 3704 0044 0532 0130 00");
        assertThat(location(ada.post(DETAILS, DETAILS + "/method", method))).endsWith("?done=method");

        var penny = found("0\\.01 OVATION (\\d{6})", ada.get(HOME).body());
        assertThat(ada.post(HOME, HOME + "/verify", Map.of("code", "000000")).body())
                .contains("Look for our payment");
        assertThat(location(ada.post(HOME, HOME + "/verify", Map.of("code", penny))))
                .endsWith("?done=verified");

        var page = ada.get(HOME + "?done=verified").body();
        assertThat(page)
                .contains("Your account is verified")
                .contains("•••• 3000")
                .contains("•••• 8901")
                .contains("Nothing is paid until")
                .doesNotContain("37040044")
                .doesNotContain("12345678901")
                .doesNotContain("??");
    }

    @Test
    void another_browser_of_the_same_person_has_to_show_the_factor_again() {
        var handle = Browser.freshHandle();
        var ada = new Browser(port).signUp(handle);
        switchOn(ada);
        var other = new Browser(port);
        other.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));

        assertThat(ada.get(DETAILS).statusCode()).isEqualTo(200);
        assertThat(location(other.get(DETAILS))).endsWith("/settings/confirm?next=" + DETAILS);
        assertThat(other.get("/settings/confirm?next=" + DETAILS).body()).contains("Confirm that it is you");
        var refused = other.post("/settings/confirm", "/settings/confirm", Map.of("code", "000000", "next", DETAILS));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("This code is wrong");
    }

    /** Scans the picture, so to say, and types the first code. */
    private void switchOn(Browser browser) {
        var page = browser.get("/settings/second-factor").body();
        var phone = new Authenticator(found("<code>([A-Z2-7 ]{32,})</code>", page));
        var stranger = browser.post(
                "/settings/second-factor",
                "/settings/second-factor",
                Map.of("password", "a loud morning", "code", phone.code(clock.instant()), "next", HOME));
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(stranger.body()).contains("password").doesNotContain("Your recovery codes");
        var codes = browser.post(
                "/settings/second-factor",
                "/settings/second-factor",
                Map.of("password", "a quiet evening", "code", phone.code(clock.instant()), "next", HOME));
        assertThat(codes.body()).contains("Your recovery codes").contains(HOME);
    }

    private static String location(java.net.http.HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow(() -> new AssertionError(response.body()));
    }

    private static String found(String pattern, String text) {
        var match = Pattern.compile(pattern).matcher(text);
        assertThat(match.find()).as(pattern + " in " + text).isTrue();
        return match.group(1);
    }
}
