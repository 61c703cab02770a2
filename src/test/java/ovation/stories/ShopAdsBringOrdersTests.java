package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Conversion;
import ovation.attention.Exposure;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.base.SubjectRef;
import ovation.feed.Card;
import ovation.feed.Cards;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * A Shop Ad from its purchase over the orders to the money, through the public REST, by an advertiser who sends everything twice. The shop
 * is the test's own: a card, and purchases in the book of attention.
 */
@OvationTest
@Import(ShopAdsBringOrdersTests.Stall.class)
@TestPropertySource(
        properties = {
            "ovation.story=shop-ads",
            "ovation.ads.measure.settle=0s",
            "ovation.ads.guarantee.interval=1s",
            "ovation.ads.guarantee.least-results=4"
        })
class ShopAdsBringOrdersTests {

    private static final int ORDERS = 5;
    private static final long PRICE_MICROS = 300;
    private static final String KIND = "story_product";

    @TestConfiguration(proxyBeanMethods = false)
    static class Stall {

        private final Map<UUID, Card> onShow = new ConcurrentHashMap<>();
        private final Map<UUID, UUID> sellers = new ConcurrentHashMap<>();

        @Bean
        Stall stall() {
            return this;
        }

        @Bean
        Cards storyCards() {
            return new Cards() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Optional<Card> card(UUID id) {
                    return Optional.ofNullable(onShow.get(id));
                }

                @Override
                public List<Card> promotable(UUID business, String words, int most) {
                    return onShow.values().stream()
                            .filter(card -> mayPromote(business, card.subject().id()))
                            .filter(card ->
                                    card.title().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                            .limit(most)
                            .toList();
                }

                @Override
                public boolean mayPromote(UUID business, UUID id) {
                    return business.equals(sellers.get(id));
                }
            };
        }

        UUID offer(String business, String title) {
            var id = UUID.randomUUID();
            sellers.put(id, UUID.fromString(business));
            onShow.put(
                    id,
                    new Card(
                            new SubjectRef(KIND, id),
                            title,
                            "in three colours",
                            null,
                            new Money(PRICE_MICROS, "EUR"),
                            "/products/" + id));
            return id;
        }

        void withdraw(UUID id) {
            onShow.remove(id);
        }
    }

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

    @Autowired
    Stall stall;

    private Partner stranger;
    private int scouts;

    @Test
    void from_the_ad_over_the_orders_to_the_money_and_back_what_was_not_kept() throws Exception {
        stranger = Partner.stranger(port, true);
        for (var clip : List.of("koi-pond.mp4", "dusk-ridges.mp4", "aurora.mp4", "sorting.mp4")) {
            publish(stranger.join("shop.noa" + scouts++, "1990-02-03", "DE"), clip);
        }
        var member = stranger.join("shop.brand", "1980-05-05", "DE");
        var clip = publish(member, "paint-mixing.mp4");
        var business = business(member, "Kettle");
        topUp(member, business);
        whatCanBeChosenInTheWizard(member, business);
        var product = stall.offer(business, "Copper kettle");
        var campaign = advertise(member, business, clip, product);

        var buyers = new ArrayList<Map.Entry<Partner, JsonNode>>();
        for (var i = 0; i < ORDERS; i++) {
            var seen = waitForTheAd();
            var card = seen.getValue().path("ad").path("card");
            assertThat(card.path("title").asString()).isEqualTo("Copper kettle");
            assertThat(card.path("subject").path("id").asString()).isEqualTo(product.toString());
            assertThat(seen.getValue().path("ad").path("landingUrl").asString()).isEqualTo("/products/" + product);
            report(seen, "SHOWN");
            report(seen, "CLICKED");
            buyers.add(seen);
        }
        Until.holds(() -> member.get("/api/v1/campaigns/" + campaign + "/report")
                        .path("totals")
                        .path("clicks")
                        .asInt()
                == ORDERS);
        Until.holds(book::caughtUp);
        for (var i = 0; i < ORDERS; i++) {
            buy("shop.scout" + handles.get(i), product);
        }
        buy("shop.noa0", product); // who saw no ad
        buy("shop.scout" + handles.getFirst(), stall.offer(business, "Something else"));
        Until.holds(() -> count(member, campaign, "byConversion") == ORDERS);
        everyOrderOnceWithItsReason(member, campaign);

        var spend =
                micros(member.get("/api/v1/campaigns/" + campaign + "/report").path("totals"), "spend");
        assertThat(spend).isGreaterThan(ORDERS * PRICE_MICROS);
        receiptsAreOfConversionsBidFor(member, business, spend);
        pixelAndServer(member, business);
        nobodyElseSees(business, campaign);

        stall.withdraw(product);
        for (var i = 0; i < 5; i++) {
            assertThat(ad(scout())).as("withdrawn").isEmpty();
        }
        whatWasNotKeptComesBack(member, business, campaign, spend);
        assertThat(checker.check().breaks()).isEmpty();
    }

    /** oCPM: each impression is charged by what it was worth, which is computed again here by the words of the documentation. */
    private void receiptsAreOfConversionsBidFor(Partner member, String business, long spend) {
        var receipts = new ReceiptAudit(port, member, business).receipts();
        assertThat(receipts).hasSize(ORDERS);
        for (var receipt : receipts) {
            assertThat(receipt.path("billing").asString()).isEqualTo("OCPM");
            assertThat(receipt.path("event").asString()).isEqualTo("impression");
            assertThat(receipt.path("formula").asString()).isEqualTo("auction-1");
            var auction = receipt.path("auction");
            var value = auction.path("bidMicros").asLong()
                    * (double) auction.path("multiplierPpm").asLong()
                    / 1e6
                    * (auction.path("probabilityPpb").asLong() / 1e9);
            var needed = Math.max(
                    (double) auction.path("reserveMicros").asLong(),
                    auction.path("runnerUpScoreMicros").asLong()
                            / (auction.path("qualityPpm").asLong() / 1e6));
            assertThat(receipt.path("priceMicros").asLong())
                    .isEqualTo(Math.clamp(
                            Math.round(Math.min(value, needed)),
                            1L,
                            auction.path("bidMicros").asLong() / 50));
        }
        assertThat(receipts.stream()
                        .mapToLong(receipt -> receipt.path("priceMicros").asLong())
                        .sum())
                .isEqualTo(spend);
    }

    private void whatCanBeChosenInTheWizard(Partner member, String business) {
        var list = "/desk/ads/" + business + "/cards";
        assertThat(member.text("/desk/ads/" + business + "/new"))
                .contains(list, "What it sells", "value=\"orders\"", "value=\"return\"");
        assertThat(member.text(list))
                .contains("You have nothing on show here yet")
                .doesNotContain("type=\"radio\"");
        var kettle = stall.offer(business, "Tin <kettle>");
        var foreign = stall.offer(UUID.randomUUID().toString(), "Somebody else's kettle");
        assertThat(member.text(list))
                .contains("value=\"" + KIND + ":" + kettle + "\"", "Tin &lt;kettle&gt;", "in three colours", "€0.0003")
                .doesNotContain(foreign.toString());
        assertThat(member.text(list + "?q=KETTLE")).contains(kettle.toString());
        assertThat(member.text(list + "?q=teapot")).contains("Nothing of yours has these words");
        var twin = member.get("/api/v1/businesses/" + business + "/promotable-cards?q=tin");
        assertThat(twin.path("open").asBoolean()).isTrue();
        assertThat(twin.path("items")).hasSize(1);
        assertThat(twin.path("items").path(0).path("subject").path("id").asString())
                .isEqualTo(kettle.toString());
        var other = Partner.stranger(port, false).join("shop.curious", "1980-05-05", "DE");
        assertThat(status(other, list)).isEqualTo("404");
        assertThat(status(other, "/api/v1/businesses/" + business + "/promotable-cards"))
                .isEqualTo("404");
        stall.withdraw(kettle);
        assertThat(member.text(list)).contains("You have nothing on show here yet");
    }

    private void everyOrderOnceWithItsReason(Partner member, String campaign) {
        var report = member.get("/api/v1/campaigns/" + campaign + "/conversions");
        assertThat(micros(report.path("byConversion"), "value")).isEqualTo(ORDERS * PRICE_MICROS);
        assertThat(report.path("byImpression")).isEqualTo(report.path("byConversion"));
        assertThat(report.path("events").path(0).path("event").asString()).isEqualTo("purchase");
        var credited =
                member.get("/api/v1/campaigns/" + campaign + "/attributions").path("items");
        assertThat(credited).hasSize(ORDERS);
        for (var row : credited) {
            assertThat(row.path("touch").asString()).isEqualTo("click");
            assertThat(row.path("matchedBy").asString()).isEqualTo("account");
            assertThat(row.path("source").asString()).isEqualTo("inside");
            assertThat(row.path("windowDays").asInt()).isEqualTo(7);
        }
        assertThat(member.text("/desk/ads/campaigns/" + campaign)).contains("purchase", "By day of the conversion");
    }

    private void whatWasNotKeptComesBack(Partner member, String business, String campaign, long spend) {
        var brand = UUID.fromString(business);
        Until.holds(() -> balance(new Account(AccountKind.ADVERTISER_PREPAID, brand, "EUR"))
                        + balance(new Account(AccountKind.ADVERTISER_RESERVED, brand, "EUR"))
                == Money.of("100.00", "EUR").micros() - spend);
        clock.advance(Duration.ofDays(9));
        Until.holds(() -> !member.get("/api/v1/campaigns/" + campaign + "/guarantees")
                .path("items")
                .isEmpty());
        var judged = member.get("/api/v1/campaigns/" + campaign + "/guarantees").path("items");
        assertThat(judged).hasSize(1);
        assertThat(judged.path(0).path("verdict").asString()).isEqualTo("credited");
        assertThat(judged.path(0).path("evidence").asString()).isEqualTo("inside");
        // a return of 100 % was promised: the orders' value may be spent, the rest comes back
        var credit = micros(judged.path(0), "credit");
        assertThat(credit).isEqualTo(spend - ORDERS * PRICE_MICROS);
        Until.holds(() -> balance(new Account(AccountKind.ADVERTISER_PREPAID, brand, "EUR"))
                        + balance(new Account(AccountKind.ADVERTISER_RESERVED, brand, "EUR"))
                == Money.of("100.00", "EUR").micros() - spend + credit);
        assertThat(member.text("/desk/ads/campaigns/" + campaign)).contains("Given back");
    }

    private void pixelAndServer(Partner member, String business) throws Exception {
        var made = member.post(
                "/api/v1/businesses/" + business + "/pixels",
                Map.of("name", "Shop", "origins", List.of("https://kettle.example")));
        var id = made.path("id").asString();
        var secret = made.path("secret").asString();
        var event = Map.of("event", "sign_up", "id", "person-1", "value", Map.of("micros", 5, "currency", "EUR"));

        assertThat(verdicts(send(id, Map.of("Origin", "https://kettle.example"), List.of(event))))
                .containsExactly("accepted");
        for (var replay = 0; replay < 10; replay++) {
            var by = replay % 2 == 0
                    ? Map.of("Ovation-Pixel-Secret", secret)
                    : Map.of("Origin", "https://kettle.example");
            assertThat(verdicts(send(id, by, List.of(event)))).containsExactly("duplicate");
        }
        assertThat(code(send(id, Map.of(), List.of(event)))).isEqualTo("403 pixel_origin_not_allowed");
        assertThat(code(send(id, Map.of("Origin", "https://thief.example"), List.of(event))))
                .isEqualTo("403 pixel_origin_not_allowed");
        assertThat(code(send(id, Map.of("Ovation-Pixel-Secret", secret + "x"), List.of(event))))
                .isEqualTo("401 pixel_secret_wrong");
        assertThat(code(send(
                        id,
                        Map.of("Ovation-Pixel-Secret", secret, "Origin", "https://kettle.example"),
                        List.of(event))))
                .isEqualTo("403 pixel_secret_in_browser");
        assertThat(code(send(UUID.randomUUID().toString(), Map.of("Ovation-Pixel-Secret", secret), List.of(event))))
                .isEqualTo("404 not_found");
        var many = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 501; i++) {
            many.add(Map.of("event", "sign_up", "id", "many-" + i));
        }
        assertThat(code(send(id, Map.of("Ovation-Pixel-Secret", secret), many))).isEqualTo("413 too_large");
        assertThat(verdicts(send(id, Map.of("Ovation-Pixel-Secret", secret), many.subList(0, 500))))
                .hasSize(500)
                .containsOnly("accepted");
        preflight(id);
        image(id);

        var fresh = Partner.stranger(port, false)
                .signIn("shop.brand")
                .post("/api/v1/businesses/" + business + "/pixels/" + id + "/secrets", Map.of());
        assertThat(code(send(id, Map.of("Ovation-Pixel-Secret", secret), List.of(event))))
                .isEqualTo("401 pixel_secret_wrong");
        assertThat(verdicts(send(
                        id, Map.of("Ovation-Pixel-Secret", fresh.path("secret").asString()), List.of(event))))
                .containsExactly("duplicate");
        var recent = member.get("/api/v1/businesses/" + business + "/pixels/" + id + "/events?limit=100");
        assertThat(recent.path("events")).hasSize(100);
        assertThat(recent.path("refusals").toString())
                .contains("pixel_origin_not_allowed", "pixel_secret_wrong", "pixel_secret_in_browser");
        assertThat(member.text("/desk/ads/" + business + "/pixels/" + id)).contains("sign_up", "data-pixel");
    }

    private void preflight(String pixel) throws Exception {
        for (var origin : List.of("https://kettle.example", "https://thief.example")) {
            var answer = HttpClient.newHttpClient()
                    .send(
                            request(pixel)
                                    .header("Origin", origin)
                                    .header("Access-Control-Request-Method", "POST")
                                    .method("OPTIONS", BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
            var allowed = origin.contains("kettle");
            assertThat(answer.statusCode()).isEqualTo(allowed ? 204 : 403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEqualTo(allowed ? Optional.of(origin) : Optional.empty());
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    private void image(String pixel) throws Exception {
        var uri = URI.create("http://localhost:" + port + "/api/v1/pixels/" + pixel + "/events?event=lead&id=image-1");
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Referer", "https://kettle.example/thanks")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(answer.headers().firstValue("Ovation-Verdict")).contains("accepted");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpRequest.Builder request(String pixel) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/pixels/" + pixel + "/events"));
    }

    private HttpResponse<String> send(String pixel, Map<String, String> headers, List<?> events) throws Exception {
        var request = request(pixel).header("Content-Type", "text/plain");
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(
                        request.POST(BodyPublishers.ofString(
                                        JsonMapper.shared().writeValueAsString(Map.of("events", events))))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static List<String> verdicts(HttpResponse<String> answer) {
        var verdicts = new ArrayList<String>();
        JsonMapper.shared()
                .readTree(answer.body())
                .path("verdicts")
                .forEach(each -> verdicts.add(each.path("verdict").asString()));
        return verdicts;
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + JsonMapper.shared().readTree(answer.body()).path("code").asString();
    }

    private void nobodyElseSees(String business, String campaign) {
        var other = Partner.stranger(port, false).join("shop.other", "1980-05-05", "DE");
        for (var path : List.of(
                "/api/v1/businesses/" + business + "/pixels",
                "/api/v1/campaigns/" + campaign + "/conversions",
                "/api/v1/campaigns/" + campaign + "/attributions",
                "/api/v1/campaigns/" + campaign + "/attribution",
                "/api/v1/campaigns/" + campaign + "/guarantees")) {
            assertThat(status(other, path)).as(path).isEqualTo("404");
        }
        assertThat(other.refused("/api/v1/businesses/" + business + "/pixels", Map.of("name", "x")))
                .isEqualTo("not_found");
        assertThat(other.get("/api/v1/me/ad-measurement").path("choice").asString())
                .isEqualTo("clicks");
        assertThat(other.put("/api/v1/me/ad-measurement", Map.of("choice", "matched"))
                        .path("choice")
                        .asString())
                .isEqualTo("matched");
        assertThat(other.text("/settings/ad-measurement")).contains("What ads measure");
        var minor = Partner.stranger(port, false).join("shop.minor", "2012-01-01", "DE");
        assertThat(status(minor, "/settings/ad-measurement")).isEqualTo("200");
    }

    private void buy(String handle, UUID product) {
        var buyer = people.byHandle(handle).orElseThrow().id();
        var event = new AttentionEvent(
                Ids.next(clock),
                AttentionType.CONVERTED,
                new Exposure(
                        Ids.next(clock),
                        buyer,
                        false,
                        new SubjectRef(KIND, product),
                        UUID.randomUUID(),
                        Surface.PAGE,
                        false,
                        0,
                        clock.instant(),
                        new Conversion("purchase", PRICE_MICROS, "EUR").claim()),
                0,
                clock.instant(),
                0);
        book.record(List.of(event));
        book.record(List.of(event));
    }

    private final List<Integer> handles = new ArrayList<>();

    /** Somebody new looks, and the next, until one has it. */
    private Map.Entry<Partner, JsonNode> waitForTheAd() {
        var found = new AtomicReference<Map.Entry<Partner, JsonNode>>();
        Until.holds(() -> {
            var number = scouts;
            ad(scout()).ifPresent(seen -> {
                handles.add(number);
                found.set(seen);
            });
            return found.get() != null;
        });
        return found.get();
    }

    private static void report(Map.Entry<Partner, JsonNode> seen, String type) {
        var event = Map.of(
                "id",
                UUID.randomUUID(),
                "exposure",
                seen.getValue().path("exposure").asString(),
                "type",
                type,
                "watchedMillis",
                0);
        for (var replay = 0; replay < 2; replay++) {
            seen.getKey().post("/api/v1/attention", Map.of("events", List.of(event)));
        }
    }

    private Partner scout() {
        return Partner.stranger(port, false).join("shop.scout" + scouts++, "1991-01-01", "DE");
    }

    private static Optional<Map.Entry<Partner, JsonNode>> ad(Partner scout) {
        for (var item : scout.get("/api/v1/feed?limit=10").path("items")) {
            if (item.path("kind").asString().equals("ad")) {
                return Optional.of(Map.entry(scout, item));
            }
        }
        return Optional.empty();
    }

    private static void topUp(Partner member, String business) {
        member.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of("100.00", "EUR"), "method", "sandbox_approve"));
    }

    private String advertise(Partner member, String business, String clip, UUID product) {
        var campaign = member.post(
                        "/api/v1/businesses/" + business + "/campaigns",
                        Map.of("name", "Kettles", "objective", "product_sales"))
                .path("id")
                .asString();
        var made = member.post("/api/v1/campaigns/" + campaign + "/ad-groups", group());
        var group = made.path("id").asString();
        assertThat(made.path("goal").path("strategy").asString()).isEqualTo("target_roas");
        assertThat(member.get("/api/v1/ad-groups/" + group)
                        .path("goal")
                        .path("targetRoasPercent")
                        .asInt())
                .isEqualTo(100);
        assertThat(member.refused("/api/v1/ad-groups/" + group + "/ads", ad(clip, UUID.randomUUID())))
                .isEqualTo("invalid_input");
        var foreign = stall.offer(UUID.randomUUID().toString(), "Not theirs to advertise");
        assertThat(member.refused("/api/v1/ad-groups/" + group + "/ads", ad(clip, foreign)))
                .isEqualTo("invalid_input");
        var ad = member.post("/api/v1/ad-groups/" + group + "/ads", ad(clip, product))
                .path("id")
                .asString();
        member.patch("/api/v1/campaigns/" + campaign, Map.of("state", "active"));
        var moderator = stranger.join("shop.moderator", "1985-01-01", "DE");
        people.grant(people.byHandle("shop.moderator").orElseThrow().id(), Role.MODERATOR);
        for (var each :
                moderator.get("/api/v1/moderation/cases?queue=ads&limit=50").path("items")) {
            if (each.path("subject").path("id").asString().equals(ad)) {
                moderator.post(
                        "/api/v1/moderation/cases/" + each.path("id").asString() + "/decision",
                        Map.of("approved", true));
            }
        }
        return campaign;
    }

    private static Map<String, Object> group() {
        var group = new HashMap<String, Object>();
        group.put("name", "All");
        group.put("budgetKind", "daily");
        group.put("budget", Money.of("80.00", "EUR"));
        group.put("billing", "OCPM");
        group.put("bid", Money.of("20.00", "EUR"));
        group.put("capImpressions", 0);
        group.put("pacing", "fast");
        group.put("goal", Map.of("strategy", "target_roas", "event", "purchase", "targetRoasPercent", 100));
        return group;
    }

    private static Map<String, Object> ad(String clip, UUID product) {
        return Map.of(
                "video",
                clip,
                "displayName",
                "Kettle",
                "callToAction",
                "Shop now",
                "destination",
                Map.of("kind", KIND, "id", product));
    }

    private static String business(Partner member, String name) {
        return member.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind",
                                "ADVERTISER",
                                "name",
                                name,
                                "website",
                                "https://kettle.example",
                                "currency",
                                "EUR"))
                .path("id")
                .asString();
    }

    private static String publish(Partner creator, String clip) throws IOException {
        var asset = creator.upload(new ClassPathResource("demo/clips/" + clip).getContentAsByteArray());
        Until.holds(() -> !Set.of("uploading", "processing")
                .contains(creator.get("/api/v1/assets/" + asset).path("state").asString()));
        return creator.post("/api/v1/videos", Map.of("asset", asset, "caption", clip, "promotional", false))
                .path("id")
                .asString();
    }

    private static long count(Partner member, String campaign, String by) {
        return member.get("/api/v1/campaigns/" + campaign + "/conversions")
                .path(by)
                .path("count")
                .asLong();
    }

    private static String status(Partner who, String path) {
        try {
            who.text(path);
            return "200";
        } catch (AssertionError refused) {
            return String.valueOf(refused.getMessage()).replaceAll("(?s).* answered (\\d+): .*", "$1");
        }
    }

    private long balance(Account account) {
        return ledger.balance(account).posted().micros();
    }

    private static long micros(@Nullable JsonNode node, String field) {
        return node == null ? 0 : node.path(field).path("micros").asLong();
    }
}
