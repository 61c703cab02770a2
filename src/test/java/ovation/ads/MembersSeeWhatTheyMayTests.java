package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.identity.Businesses.MemberRole;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.support.Browser;
import ovation.support.OvationTest;

/** What a business's pages offer each member, how they say that its ads are stopped, and in which language. */
@OvationTest
class MembersSeeWhatTheyMayTests {

    private static final String TOP_UP = "data-opens=\"topup\"";
    private static final Pattern TAB = Pattern.compile("<nav class=\"tabs ads-tabs\".*?</nav>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("href=\"(/desk/ads[^\"#]*)");
    private static final Pattern FORM = Pattern.compile("<form[^>]*method=\"post\"[^>]*action=\"(/desk/ads[^\"]*)\"");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MessageSource words;

    @Autowired
    People people;

    private record Desk(Browser founder, String business, String campaign) {

        String home() {
            return "/desk/ads/" + business;
        }

        String page() {
            return "/desk/ads/campaigns/" + campaign;
        }
    }

    @Test
    void each_role_is_offered_what_it_may_open_and_nothing_else() {
        var desk = desk();
        for (var role : MemberRole.values()) {
            var member = member(desk, role);
            var tabs = links(TAB.matcher(member.get(desk.home()).body())
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group());

            var pays = Set.of(MemberRole.ADMIN, MemberRole.FINANCE).contains(role);
            assertThat(tabs.contains(desk.home() + "/billing"))
                    .as("%s, billing", role)
                    .isEqualTo(pays);
            assertThat(member.get(desk.home() + "/billing").statusCode()).isEqualTo(pays ? 200 : 403);
            assertThat(tabs).as("%s", role).contains(desk.home() + "/members", desk.home() + "/reports");

            var pages = new TreeSet<>(tabs);
            pages.addAll(List.of(desk.page(), desk.page() + "/lift", desk.page() + "/tests"));
            for (var page : pages) {
                var shown = member.get(page);
                assertThat(shown.statusCode()).as("%s opens %s", role, page).isEqualTo(200);
                for (var link : links(shown.body())) {
                    assertThat(member.get(link).statusCode())
                            .as("%s follows %s of %s", role, link, page)
                            .isIn(200, 302);
                }
            }
        }
    }

    @Test
    void who_only_reads_is_offered_no_form_that_would_be_refused() {
        var desk = desk();
        var analyst = member(desk, MemberRole.ANALYST);
        var pages = new TreeSet<>(links(analyst.get(desk.home()).body()));
        pages.add(desk.page() + "/tests");
        for (var page : pages) {
            assertThat(forms(analyst.get(page).body()))
                    .as(page)
                    .allMatch(action -> action.endsWith("/reports/files") || action.matches(".*/members/[^/]+/remove"));
        }

        assertThat(analyst.get(desk.home()).body()).doesNotContain("New campaign", TOP_UP);
        var operator = member(desk, MemberRole.OPERATOR).get(desk.home()).body();
        assertThat(operator).contains("New campaign").doesNotContain(TOP_UP);
        var finance = member(desk, MemberRole.FINANCE).get(desk.home()).body();
        assertThat(finance).contains(TOP_UP).doesNotContain("New campaign");
        assertThat(forms(desk.founder().get(desk.page()).body()))
                .contains(desk.page() + "/pause", desk.page() + "/end");
    }

    @Test
    void a_stopped_business_says_so_and_why_and_its_campaigns_are_not_active() {
        var desk = desk();
        var rest = "/api/v1/campaigns/" + desk.campaign();
        assertThat(desk.founder().get(rest).body())
                .contains("\"state\":\"active\"")
                .doesNotContain("\"stop\"");

        stop(desk, "PUT", "{\"reason\":\"A wrong price\"}");

        assertThat(desk.founder().get(desk.page()).body())
                .contains(
                        ">Stopped<",
                        "All ads of this business are stopped",
                        "Why: A wrong price.",
                        "/buying#stop-title")
                .doesNotContain(">Active<");
        assertThat(desk.founder().get(desk.home()).body()).contains(">Stopped<").doesNotContain(">Active<");
        assertThat(desk.founder().get(desk.home() + "/topview").body()).contains("Why: A wrong price.");
        assertThat(desk.founder().get(rest).body())
                .contains("\"state\":\"stopped\"", "\"by\":\"business\"", "\"reason\":\"A wrong price\"");
        assertThat(desk.founder()
                        .get("/api/v1/businesses/" + desk.business() + "/campaigns")
                        .body())
                .contains("\"state\":\"stopped\"");
        assertThat(member(desk, MemberRole.ANALYST).get(desk.page()).body())
                .contains("Why: A wrong price.")
                .doesNotContain("See it and lift it");
        // it can be paused meanwhile, and that is then what it is
        desk.founder().api("PUT", rest + "/pause", "{}");
        assertThat(desk.founder().get(rest).body()).contains("\"state\":\"paused\"", "\"by\":\"business\"");
        desk.founder().api("DELETE", rest + "/pause", "{}");

        stop(desk, "DELETE", "{}");
        assertThat(desk.founder().get(desk.page()).body()).contains(">Active<").doesNotContain("Stopped");
    }

    @Test
    void pages_are_said_in_german_to_who_reads_german() {
        var desk = desk();
        assertThat(desk.founder()
                        .api("PATCH", "/api/v1/me", "{\"language\":\"de\"}")
                        .statusCode())
                .isEqualTo(200);

        stop(desk, "PUT", "{\"reason\":\"Falscher Preis\"}");
        assertThat(desk.founder().get(desk.page()).body()).contains(">Angehalten<", "Grund: Falscher Preis.");
        assertThat(desk.founder().get(desk.home() + "/topview").body())
                .contains(">Jetzt kaufen</option>", "value=\"Shop now\"");
        stop(desk, "DELETE", "{}");
        // a day is written with a dot: 15. November
        assertThat(desk.founder().get(desk.home() + "/members").body())
                .containsPattern("seit \\d+\\. \\p{L}+\\.? \\d{4}");

        for (var call : Ad.CALLS_TO_ACTION) {
            var key = "ads.call." + call.toLowerCase(Locale.ROOT).replace(' ', '_');
            assertThat(words.getMessage(key, null, Locale.ENGLISH)).isEqualTo(call);
            assertThat(words.getMessage(key, null, Locale.GERMAN)).isNotBlank().isNotEqualTo(call);
        }
    }

    @Test
    void finance_of_the_house_opens_the_page_of_promotional_credit() {
        var handle = Browser.freshHandle();
        new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.FINANCE);
        var finance = new Browser(port);
        finance.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));

        var page = finance.get("/finance/ads-grants");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("In the currency of the business");
    }

    private Desk desk() {
        var founder = new Browser(port).signUp(Browser.freshHandle());
        var business = id(founder, "/api/v1/businesses", """
                {"kind":"LABEL","name":"Nachtigall","website":"https://nachtigall.example","currency":"EUR"}""");
        var campaign = id(founder, "/api/v1/businesses/" + business + "/campaigns", """
                {"name":"Autumn","objective":"reach"}""");
        jdbc.sql("UPDATE ads_campaign SET state = 'active' WHERE id = CAST(:id AS uuid)")
                .param("id", campaign)
                .update();
        return new Desk(founder, business, campaign);
    }

    private Browser member(Desk desk, MemberRole role) {
        var handle = Browser.freshHandle();
        var member = new Browser(port).signUp(handle);
        var added = desk.founder()
                .api("POST", "/api/v1/businesses/" + desk.business() + "/members", """
                        {"handle":"%s","role":"%s"}""".formatted(handle, role));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return member;
    }

    private static void stop(Desk desk, String method, String json) {
        assertThat(desk.founder()
                        .api(method, "/api/v1/businesses/" + desk.business() + "/ad-stop", json)
                        .statusCode())
                .isEqualTo(200);
    }

    private static String id(Browser founder, String path, String json) {
        var made = founder.api("POST", path, json);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JsonPath.read(made.body(), "$.id");
    }

    private static Set<String> links(String html) {
        return new TreeSet<>(LINK.matcher(html)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList());
    }

    private static Set<String> forms(String html) {
        return new TreeSet<>(
                FORM.matcher(html).results().map(found -> found.group(1)).toList());
    }
}
