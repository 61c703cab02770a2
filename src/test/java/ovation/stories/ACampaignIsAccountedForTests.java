package ovation.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
import ovation.attention.AttentionBook;
import ovation.base.MovableClock;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.ledger.LedgerChecker;
import ovation.ledger.Money;
import ovation.support.OvationTest;
import ovation.support.Until;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Charges, receipts, reports, credits, invoices and roles of one business, through the public REST. */
@OvationTest
@TestPropertySource(properties = "ovation.story=a-campaign-is-accounted-for") // a database of its own
class ACampaignIsAccountedForTests {

    private static final int PEOPLE = 6;
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    People people;

    @Autowired
    AttentionBook book;

    @Autowired
    LedgerChecker checker;

    private Partner stranger;
    private Partner brand;
    private String business;
    private String desk;
    private final List<String> viewers = new ArrayList<>();
    private int scouts;

    @Test
    void from_the_charge_to_the_balanced_books() throws Exception {
        stranger = Partner.stranger(port, false);
        for (var clip : List.of("dusk-ridges.mp4", "koi-pond.mp4", "aurora.mp4", "sorting.mp4")) {
            publish(stranger.join("acc.maker" + clip.charAt(0), "1990-02-03", "DE"), clip, false);
        }
        brand = stranger.join("acc.brand", "1980-05-05", "DE");
        business = brand.post(
                        "/api/v1/businesses",
                        Map.of(
                                "kind",
                                "ADVERTISER",
                                "name",
                                "=Kettle",
                                "website",
                                "https://kettle.example",
                                "currency",
                                "EUR"))
                .path("id")
                .asString();
        desk = "/api/v1/businesses/" + business;
        promotionalCreditNeedsTwoPeople();
        brand.post(desk + "/topups", Map.of("amount", Money.of("100.00", "EUR"), "method", "sandbox_approve"));
        advertise();
        for (var i = 0; i < PEOPLE; i++) {
            watch();
        }
        Until.holds(() -> charges().size() == PEOPLE);
        Until.holds(book::caughtUp);

        receiptsHoldAndNoFieldCanBeTouched();
        everyBreakdownSumsToTheCharges(0);
        genderIsAsAdultsSay(0);
        csvIsMade();
        rolesAreKept();
        invalidTrafficComesBackOnce();
        everyBreakdownSumsToTheCharges(1);
        genderIsAsAdultsSay(1);
        monthIsInvoiced();
        assertThat(checker.check().breaks()).isEmpty();
    }

    private void promotionalCreditNeedsTwoPeople() {
        var one = finance("acc.finn");
        var other = finance("acc.fay");
        var small = one.post("/api/v1/finance/ads/grants", grant("0.002"));
        assertThat(small.path("state").asString()).isEqualTo("active");
        var large = one.post("/api/v1/finance/ads/grants", grant("600.00"));
        assertThat(large.path("state").asString()).isEqualTo("proposed");
        var approval = "/api/v1/finance/ads/grants/" + large.path("id").asString() + "/approval";
        assertThat(status(() -> one.put(approval))).isEqualTo("403");
        other.delete(approval);
        assertThat(brand.get(desk + "/balance")
                        .path("promotional")
                        .path("micros")
                        .asLong())
                .isEqualTo(2_000);
    }

    private Map<String, Object> grant(String amount) {
        return Map.of(
                "business",
                business,
                "amount",
                Money.of(amount, "EUR"),
                "expiresAt",
                clock.instant().plus(Duration.ofDays(60)).toString(),
                "reason",
                "Welcome to Ovation");
    }

    private void receiptsHoldAndNoFieldCanBeTouched() {
        var granted = 0L;
        for (var charge : charges()) {
            var receipt = brand.text(desk + "/charges/" + charge.path("id").asString() + "/receipt");
            var verdict = stranger.post("/api/v1/receipts/verify", JSON.readTree(receipt));
            assertThat(verdict.path("sound").asBoolean()).as(verdict.toString()).isTrue();
            granted += charge.path("promotional").path("micros").asLong();
        }
        assertThat(granted).isEqualTo(2_000);
        var receipt = (ObjectNode) JSON.readTree(
                brand.text(desk + "/charges/" + charges().getFirst().path("id").asString() + "/receipt"));
        var touched = 0;
        for (var name : List.copyOf(receipt.propertyNames())) {
            if (receipt.get(name) instanceof ObjectNode inner) {
                for (var leaf : List.copyOf(inner.propertyNames())) {
                    var copy = receipt.deepCopy();
                    touch((ObjectNode) copy.get(name), leaf);
                    refused(copy, name + "." + leaf);
                    touched++;
                }
            } else {
                var copy = receipt.deepCopy();
                touch(copy, name);
                refused(copy, name);
                touched++;
            }
        }
        assertThat(touched).isGreaterThan(28);
        var more = receipt.deepCopy();
        more.put("discount", 1);
        refused(more, "a field more");
    }

    private void refused(JsonNode tampered, String field) {
        var verdict = stranger.post("/api/v1/receipts/verify", tampered);
        assertThat(verdict.path("sound").asBoolean()).as(field).isFalse();
    }

    private static void touch(ObjectNode node, String field) {
        var value = node.get(field);
        if (value.isNumber()) {
            node.put(field, value.asLong() + 1);
        } else {
            var text = value.asString();
            node.put(field, (text.startsWith("0") ? "1" : "0") + text.substring(Math.min(1, text.length())));
        }
    }

    private void everyBreakdownSumsToTheCharges(long invalid) {
        var charged = charges().stream()
                .mapToLong(charge -> charge.path("price").path("micros").asLong())
                .sum();
        for (var breakdown : List.of("all", "age", "gender", "region", "placement", "creative")) {
            for (var level : List.of("total", "campaign", "group", "ad")) {
                var report = brand.get(desk + "/reports?time=hour&limit=1000&from=" + today().minusDays(2) + "&to="
                        + today() + "&level=" + level + "&breakdown=" + breakdown);
                var spend = 0L;
                var wrong = 0L;
                var views = 0L;
                for (var row : report.path("items")) {
                    spend += row.path("figures").path("spend").path("micros").asLong();
                    wrong += row.path("figures").path("invalid").asLong();
                    views += row.path("figures").path("views").asLong();
                }
                assertThat(spend).as(breakdown + " " + level).isEqualTo(charged);
                assertThat(wrong).isEqualTo(invalid);
                assertThat(views).isEqualTo(PEOPLE);
            }
        }
    }

    /** The first is a minor who says so too; the last is the one whose charge comes back. */
    private void genderIsAsAdultsSay(long invalid) {
        var report = brand.get(
                desk + "/reports?time=none&from=" + today().minusDays(2) + "&to=" + today() + "&breakdown=gender");
        var impressions = new HashMap<String, Long>();
        var wrong = new HashMap<String, Long>();
        for (var row : report.path("items")) {
            var figures = row.path("figures");
            impressions.put(
                    row.path("value").asString(), figures.path("impressions").asLong());
            wrong.put(row.path("value").asString(), figures.path("invalid").asLong());
        }
        assertThat(impressions)
                .as(report.toString())
                .containsExactlyInAnyOrderEntriesOf(Map.of("unknown", 2L, "female", 2L, "male", 2L));
        assertThat(wrong.get("male")).isEqualTo(invalid);
    }

    private void csvIsMade() {
        var task = brand.post(desk + "/report-tasks", Map.of("level", "campaign", "breakdown", "region"));
        var path = desk + "/report-tasks/" + task.path("id").asString();
        Until.holds(() -> brand.get(path).path("state").asString().equals("ready"));
        assertThat(brand.text(path + "/file"))
                .startsWith("day,level,id,name,region,impressions")
                .contains("'=Autumn")
                .contains(",DE,");
    }

    private void rolesAreKept() {
        var members = new HashMap<String, Partner>();
        for (var role : List.of("ANALYST", "OPERATOR", "FINANCE", "ADMIN")) {
            var handle = "acc." + role.toLowerCase(java.util.Locale.ROOT);
            members.put(role, stranger.join(handle, "1985-01-01", "DE"));
            var id = people.byHandle(handle).orElseThrow().id();
            brand.put(desk + "/members/" + id, Map.of("role", role));
        }
        members.put("STRANGER", stranger.join("acc.stranger", "1985-01-01", "DE"));
        var topUp = Map.of("amount", Money.of("5.00", "EUR"), "method", "sandbox_decline");
        var campaign = Map.of("name", "Spring", "objective", "reach");
        var expected = Map.of(
                "ANALYST", List.of("200", "403", "403", "403", "403"),
                "OPERATOR", List.of("200", "403", "403", "200", "403"),
                "FINANCE", List.of("200", "200", "200", "403", "403"),
                "ADMIN", List.of("200", "200", "200", "200", "200"),
                "STRANGER", List.of("404", "404", "404", "404", "404"));
        var newcomer = people.byHandle("acc.makerd").orElseThrow().id();
        expected.forEach((role, answers) -> {
            var who = members.get(role);
            assertThat(List.of(
                            status(() -> who.get(desk + "/reports")),
                            status(() -> who.get(desk + "/documents")),
                            status(() -> who.post(desk + "/topups", topUp)),
                            status(() -> who.post(desk + "/campaigns", campaign)),
                            status(() -> who.put(desk + "/members/" + newcomer, Map.of("role", "ANALYST")))))
                    .as(role)
                    .isEqualTo(answers);
        });
    }

    private void invalidTrafficComesBackOnce() {
        var finance = stranger.signIn("acc.finn");
        var before = brand.get(desk + "/balance").path("prepaid").path("micros").asLong()
                + brand.get(desk + "/balance").path("reserved").path("micros").asLong();
        var finding = Map.of(
                "shownTo", people.byHandle(viewers.getLast()).orElseThrow().id().toString(),
                "from", clock.instant().minus(Duration.ofHours(2)).toString(),
                "to", clock.instant().toString(),
                "reason", "a farm of phones");
        finance.post("/api/v1/finance/ads/invalid-traffic", finding);
        finance.post("/api/v1/finance/ads/invalid-traffic", finding);
        Until.holds(() -> brand.get(desk + "/credits").path("items").size() == 1);
        var credit = brand.get(desk + "/credits")
                .path("items")
                .get(0)
                .path("amount")
                .path("micros")
                .asLong();
        assertThat(credit).isPositive();
        Until.holds(() ->
                brand.get(desk + "/balance").path("prepaid").path("micros").asLong()
                                + brand.get(desk + "/balance")
                                        .path("reserved")
                                        .path("micros")
                                        .asLong()
                        == before + credit);
        assertThat(brand.get(desk + "/credits").path("items")).hasSize(1);
    }

    private void monthIsInvoiced() {
        brand.patch(
                desk + "/billing-account",
                Map.of("legalName", "Kettle GmbH", "street", "Hafen 1", "city", "20457 Hamburg", "country", "DE"));
        var charged = charges().stream()
                .mapToLong(charge -> charge.path("price").path("micros").asLong()
                        - charge.path("promotional").path("micros").asLong())
                .sum();
        clock.moveTo(today().plusMonths(1).withDayOfMonth(1).atTime(3, 0).toInstant(ZoneOffset.UTC));
        brand = stranger.signIn("acc.brand");
        var documents = brand.get(desk + "/documents").path("items");
        var kinds = StreamSupport.stream(documents.spliterator(), false)
                .map(document -> document.path("kind").asString())
                .toList();
        assertThat(kinds).containsExactlyInAnyOrder("invoice", "credit_note", "topup");
        for (var document : documents) {
            assertThat(document.path("number").asString()).endsWith("-000001");
            assertThat(brand.text(document.path("pdf").asString())).startsWith("%PDF");
            if (document.path("kind").asString().equals("invoice")) {
                var gross = document.path("gross").path("micros").asLong();
                assertThat(gross).isEqualTo(charged);
                assertThat(document.path("vat").path("micros").asLong())
                        .isEqualTo(gross - Math.round(gross * 100 / 119.0));
            }
        }
        assertThat(brand.get(desk + "/documents").path("items")).hasSize(3);
    }

    private List<JsonNode> charges() {
        return StreamSupport.stream(
                        brand.get(desk + "/charges?limit=100").path("items").spliterator(), false)
                .toList();
    }

    private Partner finance(String handle) {
        stranger.join(handle, "1985-01-01", "DE");
        people.grant(people.byHandle(handle).orElseThrow().id(), Role.FINANCE);
        return stranger.signIn(handle);
    }

    private void watch() {
        var seen = new java.util.concurrent.atomic.AtomicReference<JsonNode>();
        Until.holds(() -> {
            var handle = "acc.viewer" + scouts++;
            var person = stranger.join(handle, viewers.isEmpty() ? "2010-06-01" : "1991-01-01", "DE");
            var gender = List.of("FEMALE", "UNKNOWN", "MALE", "FEMALE", "FEMALE", "MALE")
                    .get(viewers.size());
            person.put("/api/v1/me/ad-choices", Map.of("gender", gender, "lists", false));
            for (var item : person.get("/api/v1/feed?limit=10").path("items")) {
                if (item.path("kind").asString().equals("ad")) {
                    clock.advance(Duration.ofSeconds(10));
                    person.post(
                            "/api/v1/attention",
                            Map.of("events", List.of(event(item, "SHOWN", 0), event(item, "WATCHED", 6_500))));
                    seen.set(item);
                    viewers.add(handle);
                    return true;
                }
            }
            return false;
        });
    }

    private static Map<String, Object> event(JsonNode item, String type, long watched) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "exposure",
                item.path("exposure").asString(),
                "type",
                type,
                "watchedMillis",
                watched);
    }

    private void advertise() throws IOException {
        var video = publish(brand, "paint-mixing.mp4", true);
        var campaign = brand.post(desk + "/campaigns", Map.of("name", "=Autumn", "objective", "reach"))
                .path("id")
                .asString();
        var group = brand.post(
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
        var ad = brand.post(
                        "/api/v1/ad-groups/" + group + "/ads",
                        Map.of(
                                "video", video,
                                "displayName", "Kettle",
                                "callToAction", "Shop now",
                                "landingUrl", "https://kettle.example/shop"))
                .path("id")
                .asString();
        brand.patch("/api/v1/campaigns/" + campaign, Map.of("state", "active"));
        stranger.join("acc.judge", "1985-01-01", "DE");
        people.grant(people.byHandle("acc.judge").orElseThrow().id(), Role.MODERATOR);
        var judge = stranger.signIn("acc.judge");
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

    private static String status(Runnable request) {
        try {
            request.run();
            return "200";
        } catch (AssertionError refused) {
            return String.valueOf(refused.getMessage()).replaceAll("(?s).* answered (\\d+): .*", "$1");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
