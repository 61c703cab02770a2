package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
import ovation.attention.AttentionBook;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.Account;
import ovation.ledger.AccountKind;
import ovation.ledger.Ledger;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.support.OvationTest;
import ovation.support.Until;
import tools.jackson.databind.JsonNode;

/**
 * Promotional credit from the two people who give it to the day on which the rest of it ends, then cash that robots cost nothing of:
 * neither before the bill nor after it.
 */
@OvationTest
@TestPropertySource(properties = "ovation.story=given-and-taken-back") // a database of its own
class WhatIsGivenAndTakenBackTests {

    private static final long GRANT = 600_000_000;
    private static final long CASH = 50_000_000;
    private static final int DAYS = 30;

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    Ledger ledger;

    @Autowired
    LedgerChecker checker;

    @Autowired
    AttentionBook book;

    private Partner stranger;
    private Partner brand;
    private String business;
    private String desk;
    private int viewers;

    private record Seen(Partner person, JsonNode ad) {}

    @Test
    void from_the_grant_of_two_people_to_the_robots_that_cost_nothing() throws Exception {
        stranger = Partner.stranger(port, false);
        for (var clip : new String[] {"dusk-ridges.mp4", "koi-pond.mp4", "aurora.mp4", "sorting.mp4"}) {
            publish(stranger.join("given.maker" + clip.charAt(0), "1990-02-03", "DE"), clip, false);
        }
        brand = stranger.join("given.brand", "1980-05-05", "DE");
        business = brand.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind", "ADVERTISER",
                                "name", "Kettle",
                                "website", "https://kettle.example",
                                "currency", "EUR"))
                .path("id")
                .asString();
        desk = "/api/v1/businesses/" + business;

        var grant = twoPeopleGive();
        brand.post(desk + "/topups", Map.of("amount", new Money(CASH, "EUR"), "method", "sandbox_approve"));
        advertise();
        for (var i = 0; i < 3; i++) {
            var seen = waitForTheAd();
            report(seen.person(), seen.ad(), "SHOWN");
        }
        Until.holds(() -> charged() > 0 && charges() == 3);
        var spent = charged();
        assertThat(granted() + inSlices()).as("it is spent before cash").isEqualTo(GRANT - spent);
        assertThat(cash()).isEqualTo(CASH);

        theRestEnds(grant, spent);
        aRobotIsNotBilled();
        whoTurnsOutToBeOneIsCreditedOnce();
        assertThat(checker.check().breaks()).isEmpty();
    }

    private String twoPeopleGive() {
        var one = finance("given.finn");
        var other = finance("given.fay");
        var third = finance("given.fred");
        var issued = issued();
        var grant = one.post("/api/v1/finance/ads/grants", grant());
        assertThat(grant.path("state").asString()).isEqualTo("proposed");
        assertThat(promotional()).as("nothing yet").isZero();
        var id = grant.path("id").asString();
        var approval = "/api/v1/finance/ads/grants/" + id + "/approval";
        assertThat(problem(() -> one.put(approval))).isEqualTo("403 grant_needs_another_person");
        assertThat(problem(() -> one.delete(approval))).isEqualTo("403 grant_needs_another_person");
        assertThat(problem(() -> brand.put(approval))).startsWith("403");
        assertThat(promotional()).isZero();

        assertThat(other.put(approval).path("state").asString()).isEqualTo("active");
        assertThat(other.put(approval).path("state").asString())
                .as("said twice")
                .isEqualTo("active");
        assertThat(problem(() -> third.put(approval))).isEqualTo("409 grant_decided");
        assertThat(problem(() -> third.delete(approval))).isEqualTo("409 grant_decided");
        assertThat(promotional()).isEqualTo(GRANT);
        assertThat(issued() - issued).isEqualTo(GRANT);

        var second = one.post("/api/v1/finance/ads/grants", grant()).path("id").asString();
        other.delete("/api/v1/finance/ads/grants/" + second + "/approval");
        assertThat(problem(() -> third.put("/api/v1/finance/ads/grants/" + second + "/approval")))
                .isEqualTo("409 grant_decided");
        assertThat(promotional()).isEqualTo(GRANT);
        return id;
    }

    /** Also what lay in slices of budgets goes back, and not a millionth more or less than was left. */
    private void theRestEnds(String grant, long spent) {
        clock.advance(Duration.ofDays(DAYS).plusHours(1));
        signInAgain();
        Until.holds(() -> granted() + inSlices() == 0);
        var finance = stranger.signIn("given.finn");
        Until.holds(() -> expired(finance, grant) == GRANT - spent);
        assertThat(issued()).as("all of it was spent or has come back").isZero();
        assertThat(cash()).isEqualTo(CASH);
        assertThat(checker.check().breaks()).isEmpty();
    }

    /** By the program that reports: nobody has to find it. */
    private void aRobotIsNotBilled() {
        var before = charges();
        var seen = waitForTheAd();
        var robot = seen.person().by("Googlebot/2.1 (+http://www.google.com/bot.html)");
        report(robot, seen.ad(), "SHOWN");
        report(robot, seen.ad(), "CLICKED");
        Until.holds(book::caughtUp);
        Until.holds(() -> unbilled("marked") >= 1);
        assertThat(charges()).isEqualTo(before);
        assertThat(cash()).isEqualTo(CASH);
        assertThat(brand.get(desk + "/credits").path("items")).isEmpty();
    }

    private void whoTurnsOutToBeOneIsCreditedOnce() {
        var before = charged();
        var seen = waitForTheAd();
        report(seen.person(), seen.ad(), "SHOWN");
        Until.holds(() -> charged() > before);
        var price = charged() - before;
        assertThat(cash()).isEqualTo(CASH - price);

        clock.advance(Duration.ofMinutes(2));
        var robot = seen.person().by("Googlebot/2.1 (+http://www.google.com/bot.html)");
        report(robot, seen.ad(), "CLICKED");
        report(robot, seen.ad(), "LIKED");
        Until.holds(() -> cash() == CASH);
        var credits = brand.get(desk + "/credits").path("items");
        assertThat(credits).hasSize(1);
        assertThat(credits.path(0).path("amount").path("micros").asLong()).isEqualTo(price);
        assertThat(credits.path(0).path("reason").asString()).contains("declared_robot");
        assertThat(charged()).as("the charge stays in the books").isEqualTo(before + price);
    }

    private Map<String, Object> grant() {
        return Map.of(
                "business",
                business,
                "amount",
                new Money(GRANT, "EUR"),
                "expiresAt",
                clock.instant().plus(Duration.ofDays(DAYS)).toString(),
                "reason",
                "Welcome to Ovation");
    }

    private Partner finance(String handle) {
        stranger.join(handle, "1985-01-01", "DE");
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.FINANCE);
        return stranger.signIn(handle);
    }

    private void signInAgain() {
        brand = stranger.signIn("given.brand");
    }

    private static long expired(Partner finance, String grant) {
        for (var each : finance.get("/api/v1/finance/ads/grants").path("items")) {
            if (each.path("id").asString().equals(grant)) {
                return each.path("expired").path("micros").asLong();
            }
        }
        throw new AssertionError("No grant " + grant);
    }

    private long issued() {
        return balance(Account.platform(AccountKind.AD_GRANT_ISSUED, "EUR"));
    }

    private long balance(Account account) {
        return ledger.balance(account).posted().micros();
    }

    private long granted() {
        return balance(new Account(AccountKind.ADVERTISER_GRANT, UUID.fromString(business), "EUR"));
    }

    /** Of budgets that serve now. */
    private long inSlices() {
        return balance(new Account(AccountKind.ADVERTISER_GRANT_RESERVED, UUID.fromString(business), "EUR"));
    }

    private long promotional() {
        return micros("promotional");
    }

    private long cash() {
        return micros("prepaid") + micros("reserved");
    }

    private long micros(String part) {
        return brand.get(desk + "/balance").path(part).path("micros").asLong();
    }

    private int charges() {
        return brand.get(desk + "/charges?limit=100").path("items").size();
    }

    private long charged() {
        var sum = 0L;
        for (var charge : brand.get(desk + "/charges?limit=100").path("items")) {
            sum += charge.path("price").path("micros").asLong();
        }
        return sum;
    }

    private long unbilled(String reason) {
        var campaign =
                brand.get(desk + "/campaigns").path("items").path(0).path("id").asString();
        var count = 0L;
        for (var row : brand.get("/api/v1/campaigns/" + campaign + "/report").path("unbilled")) {
            count += row.path("reason").asString().equals(reason)
                    ? row.path("count").asLong()
                    : 0;
        }
        return count;
    }

    /** Somebody new looks, and the next, until one has it. */
    private Seen waitForTheAd() {
        var found = new AtomicReference<Seen>();
        Until.holds(() -> {
            var person = stranger.join("given.viewer" + viewers++, "1991-01-01", "DE");
            for (var item : person.get("/api/v1/feed?limit=10").path("items")) {
                if (item.path("kind").asString().equals("ad")) {
                    found.set(new Seen(person, item));
                }
            }
            return found.get() != null;
        });
        clock.advance(Duration.ofSeconds(10));
        return found.get();
    }

    private static void report(Partner person, JsonNode ad, String type) {
        person.post(
                "/api/v1/attention",
                Map.of(
                        "events",
                        java.util.List.of(Map.of(
                                "id",
                                UUID.randomUUID(),
                                "exposure",
                                ad.path("exposure").asString(),
                                "type",
                                type,
                                "watchedMillis",
                                0))));
    }

    private void advertise() throws IOException {
        var video = publish(brand, "paint-mixing.mp4", true);
        var campaign = brand.post(desk + "/campaigns", Map.of("name", "Autumn", "objective", "reach"))
                .path("id")
                .asString();
        var group = new HashMap<String, Object>();
        group.put("name", "All");
        group.put("budgetKind", "daily");
        group.put("budget", Money.of("20.00", "EUR"));
        group.put("billing", "CPM");
        group.put("bid", Money.of("9.00", "EUR"));
        group.put("capImpressions", 0);
        group.put("pacing", "fast");
        var ad = brand.post(
                        "/api/v1/ad-groups/"
                                + brand.post("/api/v1/campaigns/" + campaign + "/ad-groups", group)
                                        .path("id")
                                        .asString()
                                + "/ads",
                        Map.of(
                                "video", video,
                                "displayName", "Kettle",
                                "callToAction", "Shop now",
                                "landingUrl", "https://kettle.example/shop"))
                .path("id")
                .asString();
        brand.patch("/api/v1/campaigns/" + campaign, Map.of("state", "active"));
        stranger.join("given.judge", "1985-01-01", "DE");
        people.grant(people.byHandle("given.judge").orElseThrow().id(), Role.MODERATOR);
        var judge = stranger.signIn("given.judge");
        for (var each : judge.get("/api/v1/moderation/cases?queue=ads&limit=50").path("items")) {
            if (each.path("subject").path("id").asString().equals(ad)) {
                judge.post(
                        "/api/v1/moderation/cases/" + each.path("id").asString() + "/decision",
                        Map.of("approved", true));
            }
        }
    }

    private static String publish(Partner creator, String clip, boolean promotional) throws IOException {
        var asset = creator.upload(new ClassPathResource("demo/clips/" + clip).getContentAsByteArray());
        Until.holds(() -> !Set.of("uploading", "processing")
                .contains(creator.get("/api/v1/assets/" + asset).path("state").asString()));
        return creator.post("/api/v1/videos", Map.of("asset", asset, "caption", clip, "promotional", promotional))
                .path("id")
                .asString();
    }

    private static String problem(Runnable request) {
        try {
            request.run();
            return "200";
        } catch (AssertionError refused) {
            var said = String.valueOf(refused.getMessage());
            return said.replaceAll("(?s).* answered (\\d+): .*", "$1") + " "
                    + said.replaceAll("(?s).*\"code\":\"(\\w+)\".*", "$1");
        }
    }
}
