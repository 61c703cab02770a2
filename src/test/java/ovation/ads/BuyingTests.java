package ovation.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ovation.attention.AttentionBook;
import ovation.attention.AttentionEvent;
import ovation.attention.AttentionType;
import ovation.attention.Exposures;
import ovation.attention.Surface;
import ovation.base.Ids;
import ovation.base.MovableClock;
import ovation.feed.Guest.GuestItem;
import ovation.feed.SeatRequest;
import ovation.identity.AgeBand;
import ovation.identity.People;
import ovation.identity.Role;
import ovation.identity.Viewer;
import ovation.media.MediaStore;
import ovation.support.Browser;
import ovation.support.OvationTest;
import ovation.videos.Clips;
import ovation.videos.Videos;

/** Buying over REST and pages, in the whole application. */
@OvationTest
class BuyingTests {

    @LocalServerPort
    int port;

    @Autowired
    Boards boards;

    @Autowired
    People people;

    @Autowired
    Videos videos;

    @Autowired
    MediaStore media;

    @Autowired
    AdSeats seats;

    @Autowired
    Exposures exposures;

    @Autowired
    AttentionBook book;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    /** A business with money, and who buys for it. */
    private record Desk(Browser browser, String handle, String business) {

        String home() {
            return "/api/v1/businesses/" + business;
        }
    }

    @Test
    void a_campaign_is_copied_once_with_all_that_is_set_and_nothing_that_was_spent() {
        var desk = desk("Copyland");
        var campaign =
                launched(desk, "CPM", "\"wants\":{\"language\":[\"de\",\"en\"]},\"timeZone\":\"Europe/Berlin\",");
        var group = only(desk, "/api/v1/campaigns/" + campaign + "/ad-groups");
        assertThat(api(
                        desk,
                        "PUT",
                        "/api/v1/campaigns/" + campaign + "/caps",
                        "{\"caps\":[{\"impressions\":4,\"hours\":36}]}",
                        200))
                .contains("36");
        approveAll();
        var seat = await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);
        record(List.of(seat.orElseThrow()), AttentionType.SHOWN);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(spent(group)).isPositive());

        var key = UUID.randomUUID();
        var first = read(api(desk, "POST", "/api/v1/campaigns/" + campaign + "/copies", id(key), 201), "$.copy");
        var again = read(api(desk, "POST", "/api/v1/campaigns/" + campaign + "/copies", id(key), 201), "$.copy");
        assertThat(again).isEqualTo(first);
        assertThat(api(desk, "POST", "/api/v1/ad-groups/" + group + "/copies", id(key), 409))
                .contains("copy_id_taken");

        assertThat(get(desk, "/api/v1/campaigns/" + first)).contains("\"state\":\"draft\"", "(copy)");
        var copiedGroup = only(desk, "/api/v1/campaigns/" + first + "/ad-groups");
        assertThat(get(desk, "/api/v1/ad-groups/" + copiedGroup))
                .contains("Europe/Berlin", "\"language\":[\"de\",\"en\"]", "\"spent\":{\"micros\":0");
        assertThat(get(desk, "/api/v1/campaigns/" + first + "/caps")).contains("\"hours\":36");
        assertThat(spent(UUID.fromString(copiedGroup))).isZero();
        assertThat(get(desk, "/api/v1/ad-groups/" + copiedGroup + "/ads")).contains("\"state\":\"draft\"");
        assertThat(desk.browser().get("/desk/ads/campaigns/" + first).body()).contains("Duplicate", "Draft");
        assertThat(api(desk, "PATCH", "/api/v1/campaigns/" + first, "{\"state\":\"active\"}", 200))
                .contains("active");
        assertThat(get(desk, "/api/v1/ad-groups/" + copiedGroup + "/ads")).contains("\"state\":\"in_review\"");
        stop(desk);
    }

    @Test
    void copies_of_ad_groups_and_ads_are_drafts_until_they_are_published() {
        var desk = desk("Draftland");
        var campaign = launched(desk, "CPM", "");
        var group = only(desk, "/api/v1/campaigns/" + campaign + "/ad-groups");
        var ad = only(desk, "/api/v1/ad-groups/" + group + "/ads");

        var copy =
                read(api(desk, "POST", "/api/v1/ad-groups/" + group + "/copies", id(UUID.randomUUID()), 201), "$.copy");
        var adCopy = read(api(desk, "POST", "/api/v1/ads/" + ad + "/copies", id(UUID.randomUUID()), 201), "$.copy");

        assertThat(get(desk, "/api/v1/ad-groups/" + copy)).contains("\"draft\":true");
        assertThat(get(desk, "/api/v1/ads/" + adCopy)).contains("\"state\":\"draft\"");
        assertThat(api(desk, "PUT", "/api/v1/ad-groups/" + copy + "/publication", "{}", 200))
                .contains("\"draft\":false");
        assertThat(get(desk, "/api/v1/ad-groups/" + copy + "/ads")).contains("\"state\":\"in_review\"");
        assertThat(api(desk, "PUT", "/api/v1/ads/" + adCopy + "/publication", "{}", 200))
                .contains("in_review");
        var stranger = desk("Elsewhere");
        assertThat(stranger.browser()
                        .api("POST", "/api/v1/ads/" + ad + "/copies", id(UUID.randomUUID()))
                        .statusCode())
                .isEqualTo(404);
        approveAll();
        stop(desk);
    }

    @Test
    void what_the_wizard_holds_is_kept_as_a_draft() {
        var desk = desk("Wizardry");
        var draft = UUID.randomUUID();

        api(
                desk,
                "PUT",
                desk.home() + "/ad-drafts/" + draft,
                "{\"name\":\"Half a plan\",\"fields\":{\"budget\":[\"12\"]}}",
                200);
        api(
                desk,
                "PUT",
                desk.home() + "/ad-drafts/" + draft,
                "{\"name\":\"A plan\",\"fields\":{\"budget\":[\"13\"]}}",
                200);

        assertThat(get(desk, desk.home() + "/ad-drafts"))
                .contains("A plan", "13")
                .doesNotContain("Half");
        assertThat(desk.browser()
                        .get("/desk/ads/" + desk.business() + "/buying")
                        .body())
                .contains("A plan");
        assertThat(desk.browser()
                        .get("/desk/ads/" + desk.business() + "/new?draft=" + draft)
                        .body())
                .contains("day-parts", "under 18", "Europe/Berlin");
        assertThat(desk("Other").browser().get(desk.home() + "/ad-drafts").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_rejection_is_appealed_once_and_somebody_else_decides_for_good() {
        var desk = desk("Contested");
        var campaign = launched(desk, "CPM", "");
        var ad = only(desk, "/api/v1/ad-groups/" + only(desk, "/api/v1/campaigns/" + campaign + "/ad-groups") + "/ads");
        var first = moderator();
        var second = moderator();
        assertThat(api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"Not yet\"}", 409))
                .contains("ad_not_rejected");
        decide(first, caseOf(first, ad), false, 204);
        assertThat(get(desk, "/api/v1/ads/" + ad)).contains("rejected", "misleading");
        assertThat(desk.browser().get("/desk/ads/campaigns/" + campaign).body()).contains("Appeal the rejection");

        api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"The coat is as warm as it says.\"}", 202);
        var appeal = caseOf(first, ad);
        assertThat(first.get("/moderation/cases/" + appeal).body()).contains("as warm as it says");
        assertThat(decide(first, appeal, true, 409)).contains("other_moderator_needed");
        decide(second, appeal, false, 204);

        assertThat(api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"Again\"}", 409))
                .contains("not_appealable");
        api(desk, "PATCH", "/api/v1/ads/" + ad, "{\"displayName\":\"Contested coats\"}", 200);
        decide(first, caseOf(first, ad), false, 204);
        api(desk, "POST", "/api/v1/ads/" + ad + "/appeal", "{\"text\":\"A new ad, a new decision\"}", 202);
        decide(second, caseOf(second, ad), true, 204);
        assertThat(get(desk, "/api/v1/ads/" + ad)).contains("\"state\":\"approved\"");
        stop(desk);
    }

    @Test
    void everything_of_a_business_stops_within_a_second_and_of_the_platform_for_admins_only() {
        var desk = desk("Stopper");
        launched(desk, "CPM", "");
        approveAll();
        await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);

        api(desk, "PUT", desk.home() + "/ad-stop", "{\"reason\":\"A wrong price\"}", 200);
        await().atMost(Duration.ofSeconds(1)).until(() -> seatOf(desk).isEmpty());
        assertThat(desk.browser()
                        .get("/desk/ads/" + desk.business() + "/buying")
                        .body())
                .contains("A wrong price");
        api(desk, "DELETE", desk.home() + "/ad-stop", "{}", 200);
        await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);

        assertThat(desk.browser().api("PUT", "/api/v1/ad-stop", "{}").statusCode())
                .isEqualTo(403);
        var admin = with(Role.ADMIN);
        assertThat(admin.api("PUT", "/api/v1/ad-stop", "{\"reason\":\"An incident\"}")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(1)).until(() -> seatOf(desk).isEmpty());
        assertThat(admin.get("/desk/ad-stop").body()).contains("An incident", "Serve again");
        assertThat(admin.api("DELETE", "/api/v1/ad-stop", "{}").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);
        stop(desk);
    }

    @Test
    void a_list_is_matched_with_those_who_agree_and_says_nothing_of_few() {
        var desk = desk("Listed");
        var agreed = new Browser(port).signUp(Browser.freshHandle());
        agreed.get("/settings/ads");
        var handle = JsonPath.<String>read(agreed.get("/api/v1/me").body(), "$.handle");
        var silent = Browser.freshHandle();
        new Browser(port).signUp(silent);
        assertThat(agreed.api("PUT", "/api/v1/me/ad-choices", "{\"gender\":\"FEMALE\",\"lists\":true}")
                        .statusCode())
                .isEqualTo(200);
        var list = read(api(desk, "POST", desk.home() + "/audiences", "{\"name\":\"Customers\"}", 201), "$.id");

        var lines = hash(handle + "@example.com") + "\n\n" + hash(silent + "@example.com") + "\n"
                + hash("nobody@example.com");
        var answer = desk.browser().put("/api/v1/audiences/" + list + "/lines", "text/plain", lines);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"lines\":3", "\"usable\":false").doesNotContain("matched");
        assertThat(jdbc.sql("SELECT person FROM ads_audience_member WHERE audience = :list")
                        .param("list", UUID.fromString(list))
                        .query((row, number) -> row.getObject("person", UUID.class))
                        .list())
                .containsExactly(people.byHandle(handle).orElseThrow().id());
        assertThat(agreed.get("/settings/ads").body()).contains("Advertising and you", "checked");
        assertThat(people.viewerOf(people.byHandle(handle).orElseThrow().id())
                        .adChoices()
                        .lists())
                .isTrue();
        api(desk, "DELETE", "/api/v1/audiences/" + list, "{}", 204);
        assertThat(jdbc.sql("SELECT count(*) FROM ads_audience_member WHERE audience = :list")
                        .param("list", UUID.fromString(list))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** From purchase to result: half of the people see each clip, one is better, and the books balance. */
    @Test
    void two_creatives_are_split_and_the_better_one_is_found() {
        var desk = desk("Splitters");
        var campaign = launched(desk, "CPC", "");
        var group = only(desk, "/api/v1/campaigns/" + campaign + "/ad-groups");
        var one = only(desk, "/api/v1/ad-groups/" + group + "/ads");
        var other =
                read(api(desk, "POST", "/api/v1/ad-groups/" + group + "/ads", ad(promoOf(desk.handle())), 201), "$.id");
        approveAll();
        assertThat(api(desk, "POST", "/api/v1/campaigns/" + campaign + "/splits", split(one, one), 400))
                .contains("two_to_five");
        var split =
                read(api(desk, "POST", "/api/v1/campaigns/" + campaign + "/splits", split(one, other), 201), "$.id");
        assertThat(api(desk, "POST", "/api/v1/campaigns/" + campaign + "/splits", split(other, one), 409))
                .contains("split_member_taken");
        boards.refresh(); // the board may be half a second old: nobody is in an arm yet
        await().atMost(Duration.ofSeconds(10)).until(() -> seatOf(desk), Optional::isPresent);

        var shown = new ArrayList<GuestItem>();
        var clicked = new ArrayList<GuestItem>();
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (shown.size() < 900 && System.nanoTime() < end) {
            var viewer = somebody();
            var seat = seat(viewer);
            if (seat.isEmpty()) {
                LockSupport.parkNanos(20_000_000); // until the next slice of the budget is there
            }
            seat.filter(item -> Set.of(one, other).contains(item.ad().toString()))
                    .ifPresent(item -> {
                        shown.add(item);
                        var better = item.ad().toString().equals(other);
                        if (shown.size() % (better ? 5 : 20) == 0) {
                            clicked.add(item);
                        }
                        // the same person again: the same arm
                        seat(viewer).ifPresent(again -> assertThat(again.ad()).isEqualTo(item.ad()));
                    });
        }
        assertThat(shown).hasSize(900);
        record(shown, AttentionType.SHOWN);
        record(clicked, AttentionType.CLICKED);
        record(clicked, AttentionType.CLICKED); // reported twice, counted once
        await().atMost(Duration.ofSeconds(20)).until(book::caughtUp);

        var result = get(desk, "/api/v1/splits/" + split);
        List<Integer> reached = JsonPath.read(result, "$.arms[*].reached");
        List<Integer> acted = JsonPath.read(result, "$.arms[*].acted");
        assertThat(reached.stream().mapToInt(Integer::intValue).sum()).isEqualTo(shown.size());
        assertThat(acted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(clicked.size());
        assertThat(reached.getFirst()).isBetween(shown.size() * 2 / 5, shown.size() * 3 / 5);
        assertThat(JsonPath.<String>read(result, "$.winner")).isEqualTo(other);
        assertThat(desk.browser()
                        .get("/desk/ads/campaigns/" + campaign + "/tests")
                        .body())
                .contains("One is better", "Best", "A/B of coats");
        assertThat(api(desk, "DELETE", "/api/v1/splits/" + split, "{}", 200)).contains("endedAt");
        stop(desk);

        var balance = get(desk, desk.home() + "/balance");
        assertThat(micros(balance, "prepaid") + micros(balance, "reserved") + micros(balance, "spent"))
                .isEqualTo(50_000_000);
        assertThat(micros(balance, "spent"))
                .isPositive()
                .isEqualTo(jdbc.sql("SELECT sum(price_micros) FROM ads_charge WHERE business = :business")
                        .param("business", UUID.fromString(desk.business()))
                        .query(Long.class)
                        .single());
    }

    @Test
    void a_forecast_replays_the_auction_and_moves_with_what_is_asked() {
        var desk = desk("Foresight");
        for (var i = 0; i < 400; i++) {
            seat(new Viewer(UUID.randomUUID(), true, Set.of(), AgeBand.AGE_25_34, i % 4 == 0 ? "PT" : "DE", "en"));
        }
        clock.advance(Duration.ofSeconds(11));

        var wide = forecast(desk, "[\"PT\",\"DE\"]", "90.00", "");
        var narrow = forecast(desk, "[\"PT\"]", "90.00", "");
        var begun = System.nanoTime();
        var again = forecast(desk, "[\"PT\"]", "90.00", "\"wants\":{\"gender\":[\"FEMALE\"]},");
        var took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(people(wide)).isGreaterThan(people(narrow));
        assertThat(people(narrow)).isGreaterThanOrEqualTo(100);
        assertThat(JsonPath.<Integer>read(narrow, "$.impressionsFrom"))
                .isLessThan(JsonPath.<Integer>read(narrow, "$.impressionsTo"));
        assertThat(people(again)).isZero();
        assertThat(took).isLessThan(Duration.ofMillis(300));
        assertThat(desk.browser()
                        .api("POST", desk.home() + "/ad-forecasts", "{\"billing\":\"CPM\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get(desk, "/api/v1/ad-forecasts")).contains("medianErrorPercent");
        assertThat(desk.browser().get("/desk/ads/forecasts").body()).contains("How far off our forecasts were");
    }

    // ---- what people do

    private Desk desk(String name) {
        var handle = Browser.freshHandle();
        var browser = new Browser(port).signUp(handle);
        var business = read(
                browser.api("POST", "/api/v1/businesses", """
                        {"kind":"ADVERTISER","name":"%s","website":"https://shop.example","currency":"EUR"}""".formatted(name)).body(), "$.id");
        var home = "/desk/ads/" + business;
        browser.get(home);
        assertThat(browser.post(
                                home,
                                home + "/topups",
                                Map.of(
                                        "amount",
                                        "50",
                                        "method",
                                        "sandbox_approve",
                                        "key",
                                        UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(302);
        return new Desk(browser, handle, business);
    }

    private String launched(Desk desk, String billing, String more) {
        var bid = billing.equals("CPM") ? 9_000_000 : 400_000;
        return read(
                api(
                        desk,
                        "POST",
                        desk.home() + "/launches",
                        """
                        {"campaign":{"name":"Coats","objective":"traffic"},
                         "adGroup":{"budgetKind":"daily","budget":{"micros":20000000,"currency":"EUR"},%s
                                    "billing":"%s","bid":{"micros":%d,"currency":"EUR"},"capImpressions":0,"pacing":"fast"},
                         "ad":%s}""".formatted(more, billing, bid, ad(promoOf(desk.handle()))),
                        201),
                "$.id");
    }

    private static String ad(UUID video) {
        return """
                {"video":"%s","displayName":"Coats","callToAction":"Shop now","landingUrl":"https://shop.example/coats"}""".formatted(video);
    }

    private static String split(String one, String other) {
        return """
                {"name":"A/B of coats","level":"ad","goal":"click","members":["%s","%s"]}""".formatted(one, other);
    }

    private String forecast(Desk desk, String regions, String bid, String more) {
        return api(
                desk,
                "POST",
                desk.home() + "/ad-forecasts",
                """
                {"budgetKind":"daily","budget":{"micros":20000000,"currency":"EUR"},"regions":%s,%s"billing":"CPM",
                 "bid":{"micros":%d,"currency":"EUR"},"capImpressions":3,"capDays":1,"pacing":"smooth"}""".formatted(regions, more, Math.round(Double.parseDouble(bid) * 1_000_000)),
                200);
    }

    private static int people(String forecast) {
        return JsonPath.<Integer>read(forecast, "$.people");
    }

    private UUID promoOf(String handle) {
        var owner = people.byHandle(handle).orElseThrow().id();
        var asset = media.adopt(owner, Clips.SMALL, Clips.SMALL_POSTER, 12_000, 160, 284);
        return videos.publish(owner, new Videos.NewVideo(asset.id(), "Warm coats", null, null, true, false, true));
    }

    private static Viewer somebody() {
        return new Viewer(UUID.randomUUID(), true, Set.of(Role.VIEWER), AgeBand.AGE_25_34, "DE", "en");
    }

    private Optional<GuestItem> seat(Viewer viewer) {
        return seats.take(new SeatRequest(viewer, Surface.FOR_YOU, true, List.of(), new UUID(0, 9), clock.instant()));
    }

    /** Of one business: other tests' ads may win too. */
    private Optional<GuestItem> seatOf(Desk desk) {
        for (var i = 0; i < 20; i++) {
            var item = seat(somebody());
            if (item.isPresent() && business(item.get().ad()).equals(desk.business())) {
                return item;
            }
        }
        return Optional.empty();
    }

    private String business(UUID ad) {
        return jdbc.sql("""
                SELECT c.business::text AS business FROM ads_ad a JOIN ads_group g ON g.id = a.ad_group
                JOIN ads_campaign c ON c.id = g.campaign WHERE a.id = :ad
                """)
                .param("ad", ad)
                .query((row, number) -> row.getString("business"))
                .single();
    }

    private void record(List<GuestItem> items, AttentionType type) {
        var events = items.stream()
                .map(item -> new AttentionEvent(
                        Ids.next(clock), type, exposures.open(item.token()).orElseThrow(), 0, clock.instant(), 0))
                .toList();
        transaction.executeWithoutResult(status -> book.record(events));
    }

    private long spent(Object group) {
        return jdbc.sql("SELECT coalesce(sum(price_micros), 0) FROM ads_charge WHERE ad_group = CAST(:group AS uuid)")
                .param("group", group.toString())
                .query(Long.class)
                .single();
    }

    // ---- moderators

    private Browser with(Role role) {
        var handle = Browser.freshHandle();
        new Browser(port).signUp(handle);
        people.grant(people.byHandle(handle).orElseThrow().id(), role);
        var signedIn = new Browser(port);
        signedIn.post("/sign-in", "/sign-in", Map.of("login", handle, "password", "a quiet evening"));
        signedIn.get("/desk");
        return signedIn;
    }

    private Browser moderator() {
        return with(Role.MODERATOR);
    }

    private static String caseOf(Browser moderator, String ad) {
        List<String> ids = JsonPath.read(
                moderator.get("/api/v1/moderation/cases?queue=ads&limit=100").body(),
                "$.items[?(@.subject.id == '" + ad + "')].id");
        return ids.getFirst();
    }

    private static String decide(Browser moderator, String reviewCase, boolean approved, int status) {
        var answer =
                moderator.api("POST", "/api/v1/moderation/cases/" + reviewCase + "/decision", """
                {"approved":%s,"reason":"misleading"}""".formatted(approved));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private void approveAll() {
        var moderator = moderator();
        List<String> ids = JsonPath.read(
                moderator.get("/api/v1/moderation/cases?queue=ads&limit=100").body(), "$.items[*].id");
        ids.forEach(id -> decide(moderator, id, true, 204));
    }

    // ---- answers

    private static String get(Desk desk, String path) {
        var answer = desk.browser().get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String api(Desk desk, String method, String path, String json, int status) {
        HttpResponse<String> answer = desk.browser().api(method, path, json);
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + answer.body())
                .isEqualTo(status);
        return answer.body();
    }

    private static String only(Desk desk, String path) {
        List<String> ids = JsonPath.read(get(desk, path), "$.items[*].id");
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private static String read(String body, String path) {
        return JsonPath.read(body, path);
    }

    private static String id(UUID key) {
        return "{\"id\":\"" + key + "\"}";
    }

    private static long micros(String balance, String which) {
        return ((Number) JsonPath.read(balance, "$." + which + ".micros")).longValue();
    }

    /** So that its ads are in no other test's way. */
    private static void stop(Desk desk) {
        api(desk, "PUT", desk.home() + "/ad-stop", "{\"reason\":\"\"}", 200);
    }

    private static String hash(String address) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
