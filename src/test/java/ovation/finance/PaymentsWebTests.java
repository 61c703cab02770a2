package ovation.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.support.Browser;
import ovation.support.OvationTest;

@OvationTest
class PaymentsWebTests {

    private static final String PAGE = "/finance/payments";
    private static final Pattern PROPOSING = Pattern.compile(
            "action=\"(/finance/payments/differences/[0-9a-f-]{36}/write-offs)\">.{0,400}?name=\"id\" value=\"([0-9a-f-]{36})\"",
            Pattern.DOTALL);

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    @Test
    void two_people_of_finance_write_a_difference_off() {
        var ann = finance();
        var ben = finance();
        aLineNobodyKnows();
        reconcileYesterday(ann);

        var page = ann.get(PAGE).body();
        assertThat(page).contains("Not in our books").contains("Reports read");
        var form = PROPOSING.matcher(page);
        assertThat(form.find()).isTrue();
        var fields = Map.of("id", form.group(2), "reason", "A gift of the provider's <b>tests</b>");
        for (var time = 0; time < 3; time++) {
            assertThat(ann.post(PAGE, form.group(1), fields).statusCode()).isEqualTo(302);
        }
        var writeOff = PAGE + "/write-offs/" + form.group(2);

        assertThat(ann.get(PAGE).body())
                .contains("A gift of the provider&#39;s &lt;b&gt;tests")
                .contains("Another person decides.")
                .doesNotContain(writeOff + "/approval");
        assertThat(ann.post(PAGE, writeOff + "/approval", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(ben.get(PAGE).body()).contains(writeOff + "/approval");
        assertThat(ben.post(PAGE, writeOff + "/approval", Map.of()).statusCode())
                .isEqualTo(302);

        assertThat(ben.get(PAGE).body()).contains("written off");
    }

    @Test
    void programs_of_finance_see_the_same() {
        var ann = finance();

        assertThat(ann.get("/api/v1/finance/payments/ageing").body()).startsWith("{\"items\":");
        assertThat(ann.get("/api/v1/finance/payments/tie-outs").statusCode()).isEqualTo(200);
        assertThat(ann.get("/api/v1/finance/payments/differences").statusCode()).isEqualTo(200);
        assertThat(ann.get("/api/v1/finance/payments/write-offs").statusCode()).isEqualTo(200);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var answer = ann.api("POST", "/api/v1/finance/payments/reconciliations", "{\"day\":\"" + today + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("day_not_over");
        var unknown = Ids.next(clock);
        var path = "/api/v1/finance/payments/differences/" + unknown + "/write-offs";
        assertThat(ann.api("POST", path, "{\"reason\":\"Nobody knows\"}").statusCode())
                .isEqualTo(400);
        ann.with("Idempotency-Key", "k" + unknown);
        assertThat(ann.api("POST", path, "{\"reason\":\"Nobody knows\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void others_see_nothing_of_it() {
        var stranger = new Browser(port).signUp(Browser.freshHandle());
        assertThat(stranger.get(PAGE).statusCode()).isEqualTo(403);
        assertThat(stranger.get("/sandbox/operator").statusCode()).isEqualTo(403);
        assertThat(stranger.get("/api/v1/finance/payments/ageing").statusCode()).isEqualTo(403);
        assertThat(new Browser(port).get("/api/v1/finance/payments/ageing").statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoever_plays_the_company_finds_its_desk() {
        assertThat(finance().get("/sandbox/operator").body())
                .contains("Sandbox provider")
                .contains("Switches");
    }

    @Test
    void the_desk_says_what_is_unknown_or_out_of_range_and_breaks_nothing() {
        var ann = finance();
        var desk = "/sandbox/operator";
        assertThat(ann.post(desk, desk + "/payments/" + Ids.next(clock) + "/disputes", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(ann.post(desk, desk + "/disputes/dp_unknown/decision", Map.of("won", "true"))
                        .statusCode())
                .isEqualTo(404);
        var switches = Map.of(
                "webhookDelayMillis", "0",
                "webhookCopies", "1",
                "webhooksLostPercent", "0",
                "answersLostPercent", "0");
        for (var wrong : Map.of("webhookCopies", "11", "webhooksLostPercent", "101", "answersLostPercent", "-1")
                .entrySet()) {
            var asked = new HashMap<>(switches);
            asked.put(wrong.getKey(), wrong.getValue());
            assertThat(ann.post(desk, desk + "/switches", asked).statusCode())
                    .as(wrong.getKey())
                    .isEqualTo(400);
        }
        assertThat(ann.post(desk, desk + "/switches", switches).statusCode()).isEqualTo(302);
    }

    private Browser finance() {
        var handle = Browser.freshHandle();
        new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.FINANCE);
        // Signs in again, as the role asks for.
        var browser = new Browser(port);
        var answer = browser.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return browser;
    }

    private void aLineNobodyKnows() {
        jdbc.sql("""
                        INSERT INTO payments_sandbox_movement (id, kind, source, currency, gross_micros, fee_micros, moved_at)
                        VALUES (:id, 'other', 'gift', 'HUF', 3000000, 0, :yesterday)
                        """)
                .param("id", "mov_" + Ids.next(clock))
                .param("yesterday", clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void reconcileYesterday(Browser browser) {
        var yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        assertThat(browser.post(PAGE, PAGE + "/reconciliations", Map.of("day", yesterday.toString()))
                        .statusCode())
                .isEqualTo(302);
    }
}
