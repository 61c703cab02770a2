package ovation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import ovation.support.Browser;
import ovation.support.OvationTest;

/** Who may take in whom, by the pages and by REST. */
@OvationTest
class MemberPagesTests {

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    Businesses businesses;

    private final String admin = Browser.freshHandle();
    private final String other = Browser.freshHandle();
    private Browser anna;
    private Browser ben;
    private UUID business;
    private String page;
    private String api;

    @BeforeEach
    void a_business_of_annas() {
        anna = new Browser(port).signUp(admin);
        ben = new Browser(port).signUp(other);
        business = businesses
                .found(id(admin), Businesses.Kind.ADVERTISER, "Kettle & Co", "https://kettle.example", "EUR")
                .id();
        page = "/desk/ads/" + business + "/members";
        api = "/api/v1/businesses/" + business + "/members";
    }

    @Test
    void an_admin_takes_somebody_in_by_handle_changes_the_role_and_removes_him() {
        var added = anna.post(page, page, Map.of("handle", " @" + other, "role", "ANALYST"));
        assertThat(added.headers().firstValue("Location").orElse("")).endsWith("?done=added");
        assertThat(anna.get(page).body()).contains("@" + other, "Kettle &amp; Co", "aria-current=\"page\">Members");

        var again = anna.post(page, page, Map.of("handle", other, "role", "ADMIN"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("is a member already");
        assertThat(anna.get(api).body()).contains("\"role\":\"ANALYST\"");

        anna.post(page, page + "/" + id(other) + "/role", Map.of("role", "FINANCE"));
        assertThat(anna.get(api).body()).contains("\"role\":\"FINANCE\"").doesNotContain("ANALYST");

        anna.post(page, page + "/" + id(other) + "/remove", Map.of());
        assertThat(anna.get(api).body()).doesNotContain(other);
        assertThat(ben.get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void others_read_and_may_leave_but_change_nobody() {
        for (var role : new String[] {"OPERATOR", "ANALYST", "FINANCE"}) {
            anna.post(page, page, Map.of("handle", other, "role", role));

            assertThat(ben.get(page).body())
                    .contains("@" + admin, "Only admins")
                    .doesNotContain("name=\"handle\"");
            assertThat(ben.post(page, page, Map.of("handle", admin, "role", "ANALYST"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ben.post(page, page + "/" + id(other) + "/role", Map.of("role", "ADMIN"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ben.post(page, page + "/" + id(admin) + "/remove", Map.of())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ben.api("POST", api, "{\"handle\":\"%s\",\"role\":\"ADMIN\"}".formatted(other))
                            .statusCode())
                    .isEqualTo(403);

            assertThat(ben.post(page, page + "/" + id(other) + "/remove", Map.of())
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .endsWith("/desk/ads");
            assertThat(ben.get(page).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void the_last_admin_stays_one_until_there_is_another() {
        for (var change : Map.of("/remove", Map.<String, String>of(), "/role", Map.of("role", "ANALYST"))
                .entrySet()) {
            var answer = anna.post(page, page + "/" + id(admin) + change.getKey(), change.getValue());
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("The last admin stays", "Make somebody else an admin first");
        }

        anna.post(page, page, Map.of("handle", other, "role", "ADMIN"));
        assertThat(anna.post(page, page + "/" + id(admin) + "/remove", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(anna.get(page).statusCode()).isEqualTo(404);
        assertThat(ben.get(api).body()).contains(other).doesNotContain(admin);
    }

    @Test
    void strangers_find_nothing_and_nobody_is_taken_in_who_is_not_there() {
        assertThat(ben.get(page).statusCode()).isEqualTo(404);
        assertThat(ben.post("/settings", page, Map.of("handle", other, "role", "ADMIN"))
                        .statusCode())
                .isEqualTo(404);

        var nobody = anna.post(page, page, Map.of("handle", "nobody.at.all", "role", "ANALYST"));
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).contains("There is no such person", "value=\"nobody.at.all\"");

        people.block(id(other), id(admin));
        assertThat(anna.post(page, page, Map.of("handle", other, "role", "ANALYST"))
                        .body())
                .contains("There is no such person");
    }

    @Test
    void rest_takes_in_by_handle_once() {
        var asked = "{\"handle\":\"%s\",\"role\":\"OPERATOR\"}".formatted(other);
        anna.get(page);

        var added = anna.api("POST", api, asked);
        var again = anna.api("POST", api, asked);

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location").orElse("")).matches(Pattern.quote(api) + "/[0-9a-f-]{36}");
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("already_member");
    }

    private UUID id(String handle) {
        return people.byHandle(handle).orElseThrow().id();
    }
}
