package ovation.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.FactBehind;
import ovation.ledger.Money;
import ovation.support.Browser;
import ovation.support.OvationTest;
import ovation.support.Until;

/** Buying, spending and giving back, as a person and as a program do it. */
@OvationTest
class CoinPagesTests extends CoinWorld {

    @LocalServerPort
    int port;

    @org.springframework.beans.factory.annotation.Autowired
    List<FactBehind> facts;

    @Test
    void from_no_coins_to_a_refund_and_its_paper() {
        var mia = new Browser(port).signUp(Browser.freshHandle());
        var home = mia.get("/coins").body();
        assertThat(home)
                .contains("€9.99", "€0.0143 a coin", "+ 20 bonus", "Prices contain 19 % VAT")
                .contains("cannot be handed to other people or turned into money", "Nothing has moved yet");
        var pack = pack("DE", 3).id().toString();
        var key = UUID.randomUUID().toString();

        var unasked = mia.post("/coins", "/coins/purchases", Map.of("pack", pack, "key", key));
        assertThat(unasked.statusCode()).isEqualTo(422);
        assertThat(unasked.body()).contains("Please confirm this");
        assertThat(mia.post("/coins", "/coins/purchases", Map.of("key", key)).body())
                .contains("Choose a pack");

        var buy = Map.of("pack", pack, "key", key, "consent", "true");
        var away = path(location(mia.post("/coins", "/coins/purchases", buy)));
        assertThat(path(location(mia.post("/coins", "/coins/purchases", buy)))).isEqualTo(away);
        assertThat(mia.get(away).body()).contains("€9.99");
        var back = location(mia.post(away, away + "/approve", Map.of()));
        var purchase = follow(mia, back);
        Until.holds(() -> mia.get(purchase).body().contains("Your coins are here"));
        assertThat(mia.get(purchase).body()).contains("contains €1.60 VAT (19 %)", "You wanted the coins at once");
        assertThat(mia.get("/coins").body()).contains(">720<", "You paid €9.99 for them", "700 of 700 coins left");

        var quote = mia.get(purchase + "/refund").body();
        assertThat(quote).contains("€9.99", ">700<", ">20<", "at exactly the price you paid");
        var refund = location(mia.post(purchase + "/refund", purchase + "/refund", Map.of("coins", "700")));
        Until.holds(() -> mia.get(path(refund)).body().contains("Refunded"));
        assertThat(mia.get(path(refund) + "/confirmation").body()).contains("9.99 EUR", "700", "State: Refunded");
        assertThat(mia.get("/coins").body()).contains(">0<", "Refunded", "−720", "€9.99");
        assertThat(mia.get("/coins/history").body()).contains("Bought", "Refunded");
        assertThat(mia.get(purchase + "/refund").body()).contains("refunded already");
        theBooksBalance();
    }

    @Test
    void a_declined_payment_says_so_and_can_be_tried_again() {
        var mia = new Browser(port).signUp(Browser.freshHandle());
        var answer = mia.post(
                "/coins",
                "/coins/purchases",
                Map.of(
                        "pack", pack("DE", 1).id().toString(),
                        "key", "k",
                        "consent", "true",
                        "method", "sandbox_decline"));

        assertThat(mia.get(path(location(answer))).body()).contains("The payment was declined", "Try again");
        assertThat(mia.get("/coins").body()).contains(">0<");
    }

    @Test
    void strangers_find_nothing_and_visitors_sign_in() {
        var handle = Browser.freshHandle();
        var mia = new Browser(port).signUp(handle);
        var purchase =
                buys(people.viewerOf(people.byHandle(handle).orElseThrow().id()), 1);
        var page = "/coins/purchases/" + purchase.id();
        assertThat(mia.get(page).statusCode()).isEqualTo(200);

        var stranger = new Browser(port).signUp(Browser.freshHandle());
        for (var path : List.of(
                page,
                page + "/refund",
                "/api/v1/wallet/purchases/" + purchase.id(),
                "/api/v1/wallet/purchases/" + purchase.id() + "/refund",
                "/coins/refunds/" + purchase.id())) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(stranger.post("/coins", page + "/refund", Map.of("coins", "100"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/api/v1/finance/coins/unused").statusCode()).isEqualTo(403);

        var visitor = new Browser(port);
        assertThat(location(visitor.get("/coins"))).contains("/sign-in");
        assertThat(visitor.get("/api/v1/wallet").statusCode()).isEqualTo(401);
    }

    @Test
    void who_is_under_eighteen_is_told_and_refused() {
        var handle = Browser.freshHandle();
        people.signUp(new People.SignUp(
                handle,
                "Young",
                handle + "@example.com",
                "a quiet evening",
                LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC).minusYears(16),
                "DE",
                "en"));
        var young = new Browser(port);
        young.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));

        assertThat(young.get("/coins").body())
                .contains("Coins are for people of 18 and over")
                .doesNotContain("name=\"pack\"");
        var answer = young.post(
                "/coins",
                "/coins/purchases",
                Map.of("pack", pack("DE", 1).id().toString(), "key", "k", "consent", "true"));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void programs_buy_once_for_each_key_and_read_every_figure() {
        var handle = Browser.freshHandle();
        var mia = new Browser(port).signUp(handle);
        mia.get("/coins");
        var packs = mia.get("/api/v1/wallet/packs").body();
        String pack = JsonPath.read(packs, "$.items[2].id");
        var body = "{\"pack\":\"" + pack + "\",\"method\":\"sandbox_approve\",\"consent\":true}";
        assertThat(mia.api("POST", "/api/v1/wallet/purchases", body).statusCode())
                .isEqualTo(400);

        var key = UUID.randomUUID().toString();
        mia.with("Idempotency-Key", key);
        var first = mia.api("POST", "/api/v1/wallet/purchases", body);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        for (var i = 0; i < 50; i++) {
            assertThat(mia.api("POST", "/api/v1/wallet/purchases", body).body()).isEqualTo(first.body());
        }
        assertThat(mia.api("POST", "/api/v1/wallet/purchases", body.replace("true", "false"))
                        .statusCode())
                .isEqualTo(422);
        String id = JsonPath.read(first.body(), "$.id");
        assertThat(JsonPath.<String>read(first.body(), "$.state")).isEqualTo("paid");
        var holding = mia.get("/api/v1/wallet").body();
        assertThat(JsonPath.<Integer>read(holding, "$.usable")).isEqualTo(720);
        assertThat(JsonPath.<Integer>read(holding, "$.paid[0].micros")).isEqualTo(9_990_000);
        assertThat(JsonPath.<List<Object>>read(mia.get("/api/v1/wallet/lots").body(), "$.items"))
                .hasSize(2);

        var viewer = people.viewerOf(people.byHandle(handle).orElseThrow().id());
        spends(viewer, 7, null);
        var quote = mia.get("/api/v1/wallet/purchases/" + id + "/refund").body();
        assertThat(JsonPath.<Integer>read(quote, "$.coins")).isEqualTo(693);
        mia.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(mia.api("POST", "/api/v1/wallet/purchases/" + id + "/refund", "{\"coins\":700}")
                        .statusCode())
                .isEqualTo(409);
        var refund = mia.api("POST", "/api/v1/wallet/purchases/" + id + "/refund", "{\"coins\":693}");
        assertThat(refund.statusCode()).as(refund.body()).isEqualTo(201);
        assertThat(mia.api("POST", "/api/v1/wallet/purchases/" + id + "/refund", "{\"coins\":693}")
                        .body())
                .isEqualTo(refund.body());

        var entries = mia.get("/api/v1/wallet/history?limit=2").body();
        assertThat(JsonPath.<List<String>>read(entries, "$.items[*].kind")).containsExactly("refund", "spent");
        String next = JsonPath.read(entries, "$.next");
        assertThat(JsonPath.<List<String>>read(
                        mia.get("/api/v1/wallet/history?cursor=" + next).body(), "$.items[*].kind"))
                .containsExactly("bought");
        assertThat(mia.get("/api/v1/wallet/history?limit=0").statusCode()).isEqualTo(400);
        theBooksBalance();
    }

    @Test
    void finance_reads_unused_coins_by_day_and_follows_postings_to_their_facts() {
        var day = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        var finance = someoneWith(Role.FINANCE);
        var before = unused(finance, day);
        var nora = aPersonIn("CA");
        var purchase = buys(nora, 2);
        spends(nora, 50, null);

        assertThat(unused(finance, day) - before).isEqualTo(300);
        assertThat(unused(finance, day.minusDays(1))).isZero();
        assertThat(finance.get("/api/v1/finance/coins/unused.csv").body())
                .startsWith("issued_on,region,coins,currency,paid,deferred\r\n")
                .contains(day + ",CA,");
        assertThat(finance.get("/coins/purchases/" + purchase.id()).statusCode())
                .isEqualTo(200);
        assertThat(facts.stream().flatMap(each -> each.of(purchase.id(), Purchase.KIND, purchase.cause()).stream()))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.title()).startsWith("350 coins bought by @");
                    assertThat(fact.href()).isEqualTo("/coins/purchases/" + purchase.id());
                });
        assertThat(finance.get("/finance").statusCode()).isEqualTo(200);
        assertThat(finance.get("/finance").body()).doesNotContain("Books, COIN");
    }

    @Test
    void only_administrators_offer_packs_and_bad_offers_say_what_is_wrong() {
        var admin = someoneWith(Role.ADMIN);
        var good = """
                {"region":"IE","channel":"web","slot":1,"offered":true,"coins":100,"bonusCoins":5,
                 "price":{"micros":1590000,"currency":"EUR"},"bonusValidDays":365}""";
        admin.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(admin.api("POST", "/api/v1/finance/coins/packs", good).statusCode())
                .isEqualTo(201);
        assertThat(pack("IE", 1).price()).isEqualTo(Money.of("1.59", "EUR"));
        admin.with("Idempotency-Key", UUID.randomUUID().toString());
        var bad = admin.api(
                "POST",
                "/api/v1/finance/coins/packs",
                good.replace("1590000", "1591111").replace("\"slot\":1", "\"slot\":0"));
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("pack_price", "pack_slot");
        admin.with("Idempotency-Key", UUID.randomUUID().toString());
        var brief = admin.api(
                "POST",
                "/api/v1/finance/coins/packs",
                good.replace("\"bonusValidDays\":365", "\"validDays\":179,\"bonusValidDays\":29"));
        assertThat(brief.statusCode()).isEqualTo(400);
        assertThat(brief.body()).contains("pack_valid_days", "pack_bonus_valid_days");

        var finance = someoneWith(Role.FINANCE).with("Idempotency-Key", "x");
        assertThat(finance.api("POST", "/api/v1/finance/coins/packs", good).statusCode())
                .isEqualTo(403);
    }

    private int unused(Browser finance, LocalDate day) {
        var body = finance.get("/api/v1/finance/coins/unused?asOf=" + day).body();
        return JsonPath.<List<Integer>>read(body, "$.items[?(@.region == 'CA')].coins").stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private Browser someoneWith(Role role) {
        var handle = Browser.freshHandle();
        new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), role);
        var browser = new Browser(port);
        browser.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));
        browser.get("/coins");
        return browser;
    }

    /** Over the provider's way back to our own page. */
    private String follow(Browser browser, String location) {
        var path = path(location);
        for (var hops = 0; hops < 3 && !path.startsWith("/coins/"); hops++) {
            path = path(location(browser.get(path)));
        }
        return path;
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(300, 399);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String path(String location) {
        var origin = Pattern.compile("^http://[^/]+").matcher(location);
        return origin.replaceFirst("");
    }
}
