package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
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

/** Spark from the code to the money split, through the public REST, by partners who send every request twice. */
@OvationTest
@TestPropertySource(properties = "ovation.story=spark-becomes-money") // a database of its own
class SparkBecomesMoneyTests {

    private static final int SHARE_PERCENT = 30;
    private static final int PEOPLE = 7;

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

    private Partner stranger;
    private int scouts;

    @Test
    void from_the_code_to_the_split_and_back_within_a_second() throws Exception {
        stranger = Partner.stranger(port, true);
        var creator = stranger.join("spark.mia", "1990-02-03", "DE");
        var post = publish(creator, "koi-pond.mp4");
        var clips = List.of("dusk-ridges.mp4", "paint-mixing.mp4", "aurora.mp4", "sorting.mp4");
        for (var clip : clips) { // each by another, since a page has few of one creator's
            publish(stranger.join("spark.noa" + clips.indexOf(clip), "1990-02-03", "DE"), clip);
        }
        var code = UUID.randomUUID();
        var made = creator.put("/api/v1/spark-codes/" + code, terms(post, 7, SHARE_PERCENT));
        assertThat(made.path("state").asString()).isEqualTo("open");
        assertThat(creator.get("/api/v1/spark-codes").path("items")).hasSize(1);

        var member = stranger.join("spark.brand", "1980-05-05", "DE");
        var business = business(member, "Kettle");
        var spark = member.post(
                "/api/v1/businesses/" + business + "/sparks",
                Map.of("code", made.path("code").asString()));
        assertThat(spark.path("handle").asString()).isEqualTo("spark.mia");
        assertThat(spark.path("sharePercent").asInt()).isEqualTo(SHARE_PERCENT);
        nobodyElseSees(code, business, made.path("code").asString());

        var campaign = advertise(member, business, spark.path("id").asString());
        like(waitForTheAd(), post);
        for (var i = 1; i < PEOPLE; i++) {
            waitForTheAd();
        }
        Until.holds(() -> earned(creator, code).path("charges").asLong() == PEOPLE);
        splitIsExact(creator, member, campaign, code);
        receiptsSayTheShare(creator, member, business, code);
        assertThat(creator.get("/api/v1/videos/mine/" + post).path("likes").asLong())
                .isEqualTo(1);

        var late = lookForTheAd(); // served under consent, reported after it
        creator.delete("/api/v1/spark-codes/" + code);
        for (var i = 0; i < PEOPLE; i++) {
            assertThat(ad(scout())).as("at once").isEmpty();
        }
        creator.delete("/api/v1/spark-codes/" + code);
        report(late);
        Until.holds(() -> earned(creator, code).path("charges").asLong() == PEOPLE + 1);
        splitIsExact(creator, member, campaign, code);
        assertThat(whats(creator, code)).containsExactly("consented", "redeemed", "used", "revoked");
        assertThat(creator.text("/desk/creator")).contains("Spark shares", "Kettle");
        assertThat(creator.text("/desk/creator/videos/" + post)).contains("Used by Kettle", "Revoked");
        assertThat(member.refused(
                        "/api/v1/businesses/" + business + "/sparks",
                        Map.of("code", made.path("code").asString())))
                .isEqualTo("spark_ended");
        aHiddenPostEndsItsCode(creator, member, business, post);
        assertThat(checker.check().breaks()).isEmpty();
    }

    private void nobodyElseSees(UUID code, String business, String secret) {
        var once = Partner.stranger(port, false);
        var other = once.join("spark.other", "1980-05-05", "DE");
        assertThat(status(other, "/api/v1/spark-codes/" + code)).isEqualTo("404");
        assertThat(status(other, "/api/v1/businesses/" + business + "/sparks")).isEqualTo("404");
        assertThat(other.get("/api/v1/spark-codes").path("items")).isEmpty();
        var theirs = business(other, "Rival");
        assertThat(status(other, "/api/v1/businesses/" + theirs + "/sparks/" + code))
                .isEqualTo("404");
        assertThat(other.refused("/api/v1/businesses/" + theirs + "/sparks", Map.of("code", secret)))
                .isEqualTo("spark_code_unknown");
        assertThat(other.refused("/api/v1/businesses/" + business + "/sparks", Map.of("code", secret)))
                .isEqualTo("not_found");
        var group = group(other, campaign(other, theirs));
        assertThat(other.refused("/api/v1/ad-groups/" + group + "/ads", ad(code.toString())))
                .isEqualTo("invalid_input");
    }

    private void aHiddenPostEndsItsCode(Partner creator, Partner member, String business, String post) {
        var code = UUID.randomUUID();
        var made = creator.put("/api/v1/spark-codes/" + code, terms(post, 30, 20));
        member.post(
                "/api/v1/businesses/" + business + "/sparks",
                Map.of("code", made.path("code").asString()));
        creator.patch("/api/v1/videos/" + post, Map.of("publish", false));
        Until.holds(() -> creator.get("/api/v1/spark-codes/" + code)
                .path("state")
                .asString()
                .equals("revoked"));
        assertThat(whats(creator, code)).containsExactly("consented", "redeemed", "post_gone");
    }

    /** What was spent is the creator's share and the day's revenue, to the millionth. */
    private void splitIsExact(Partner creator, Partner member, String campaign, UUID code) {
        var earned = earned(creator, code);
        var spend = micros(earned, "spend");
        var share = micros(earned, "amount");
        assertThat(share).isPositive();
        Until.holds(() ->
                micros(member.get("/api/v1/campaigns/" + campaign + "/report").path("totals"), "spend") == spend);
        var mia = people.byHandle("spark.mia").orElseThrow().id();
        assertThat(balance(new Account(AccountKind.CREATOR_ESTIMATED, mia, "EUR")))
                .isEqualTo(share);
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        assertThat(balance(Account.day(AccountKind.AD_REVENUE_UNSETTLED, day, "EUR")))
                .isEqualTo(spend - share);
        assertThat(share * 100).isEqualTo(spend * SHARE_PERCENT); // each price is 1,000 millionths
    }

    private void receiptsSayTheShare(Partner creator, Partner member, String business, UUID code) {
        var receipts = new ReceiptAudit(port, member, business).receipts();
        assertThat(receipts).hasSize(PEOPLE);
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.path("spark").path("creatorPercent").asInt()).isEqualTo(SHARE_PERCENT);
            assertThat(receipt.path("formula").asString()).isEqualTo("auction-1");
        });
        assertThat(receipts.stream()
                        .mapToLong(receipt ->
                                receipt.path("spark").path("creatorMicros").asLong())
                        .sum())
                .isEqualTo(micros(earned(creator, code), "amount"));
    }

    private static List<String> whats(Partner creator, UUID code) {
        return StreamSupport.stream(
                        creator.get("/api/v1/spark-codes/" + code)
                                .path("consents")
                                .spliterator(),
                        false)
                .map(row -> row.path("what").asString())
                .distinct() // who sends everything twice makes two ads of it
                .toList();
    }

    private static JsonNode earned(Partner creator, UUID code) {
        var items = creator.get("/api/v1/spark-earnings").path("items");
        assertThat(items.size()).isLessThanOrEqualTo(1);
        assertThat(items.path(0).path("code").asString(code.toString())).isEqualTo(code.toString());
        return items.path(0);
    }

    /** Somebody sees it, and that counts. */
    private Map.Entry<Partner, JsonNode> waitForTheAd() {
        var seen = lookForTheAd();
        var ad = seen.getValue();
        assertThat(ad.path("video").path("creator").path("handle").asString()).isEqualTo("spark.mia");
        assertThat(ad.path("ad").path("label").asString()).isEqualTo("Kettle");
        report(seen);
        return seen;
    }

    /** Somebody new looks, and the next, until one has it. */
    private Map.Entry<Partner, JsonNode> lookForTheAd() {
        var found = new AtomicReference<Map.Entry<Partner, JsonNode>>();
        Until.holds(() -> {
            ad(scout()).ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
    }

    private void like(Map.Entry<Partner, JsonNode> seen, String post) {
        assertThat(seen.getValue().path("video").path("id").asString()).isEqualTo(post);
        seen.getKey().put("/api/v1/videos/" + post + "/like");
    }

    private static void report(Map.Entry<Partner, JsonNode> seen) {
        var event = Map.of(
                "id",
                UUID.randomUUID(),
                "exposure",
                seen.getValue().path("exposure").asString(),
                "type",
                "SHOWN",
                "watchedMillis",
                0);
        seen.getKey().post("/api/v1/attention", Map.of("events", List.of(event)));
    }

    private Partner scout() {
        return Partner.stranger(port, false).join("spark.scout" + scouts++, "1991-01-01", "DE");
    }

    private static Optional<Map.Entry<Partner, JsonNode>> ad(Partner scout) {
        for (var item : scout.get("/api/v1/feed?limit=10").path("items")) {
            if (item.path("kind").asString().equals("ad")) {
                return Optional.of(Map.entry(scout, item));
            }
        }
        return Optional.empty();
    }

    private String advertise(Partner member, String business, String spark) {
        member.post(
                "/api/v1/businesses/" + business + "/topups",
                Map.of("amount", Money.of("100.00", "EUR"), "method", "sandbox_approve"));
        var campaign = campaign(member, business);
        var group = group(member, campaign);
        var ad = member.post("/api/v1/ad-groups/" + group + "/ads", ad(spark))
                .path("id")
                .asString();
        member.patch("/api/v1/campaigns/" + campaign, Map.of("state", "active"));
        var moderator = stranger.join("spark.moderator", "1985-01-01", "DE");
        people.grant(people.byHandle("spark.moderator").orElseThrow().id(), Role.MODERATOR);
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

    private static Map<String, Object> ad(String spark) {
        return Map.of(
                "spark",
                spark,
                "displayName",
                "Kettle",
                "callToAction",
                "Shop now",
                "landingUrl",
                "https://kettle.example/shop");
    }

    private static String campaign(Partner member, String business) {
        return member.post(
                        "/api/v1/businesses/" + business + "/campaigns", Map.of("name", "Spark", "objective", "reach"))
                .path("id")
                .asString();
    }

    private static String group(Partner member, String campaign) {
        return member.post(
                        "/api/v1/campaigns/" + campaign + "/ad-groups",
                        Map.of(
                                "name",
                                "All",
                                "budgetKind",
                                "daily",
                                "budget",
                                Money.of("80.00", "EUR"),
                                "billing",
                                "CPM",
                                "bid",
                                Money.of("9.00", "EUR"),
                                "capImpressions",
                                0,
                                "capDays",
                                1,
                                "pacing",
                                "fast"))
                .path("id")
                .asString();
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

    private static Map<String, Object> terms(String video, int days, int percent) {
        return Map.of("video", video, "days", days, "sharePercent", percent);
    }

    private static String status(Partner who, String path) {
        try {
            who.get(path);
            return "200";
        } catch (AssertionError refused) {
            return String.valueOf(refused.getMessage()).replaceAll("(?s).* answered (\\d+): .*", "$1");
        }
    }

    private long balance(Account account) {
        return ledger.balance(account).posted().micros();
    }

    private static long micros(JsonNode node, String field) {
        return node.path(field).path("micros").asLong();
    }
}
